#include "tests/support/print.hpp"

#include <gtest/gtest.h>

#include <libgrid/model/ids.hpp>

namespace libgrid::test {
namespace {

TEST(Print, GeometryAsWkt) {
  const Polygon yard{.outer = {{0, 0}, {1, 0}, {1, 1}, {0, 0}},
                     .holes = {{{0.1, 0.1}, {0.2, 0.1}, {0.2, 0.2}, {0.1, 0.1}}}};
  EXPECT_EQ(::testing::PrintToString(yard), "POLYGON ((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1))");
  EXPECT_EQ(::testing::PrintToString(Xy{0.1, -2}), "POINT (0.1 -2)");
  EXPECT_EQ(wkt(LineString{{0, 0}, {1, 2}}), "LINESTRING (0 0, 1 2)");
  EXPECT_EQ(wkt(MultiPolygon{}), "MULTIPOLYGON ()");
}

TEST(Print, IdsUnitsAndTimes) {
  EXPECT_EQ(::testing::PrintToString(ZoneId{17}), "17");
  EXPECT_EQ(::testing::PrintToString(Metres{0.1}), "0.1");
  EXPECT_EQ(::testing::PrintToString(days(1)), "86400 s");
  EXPECT_EQ(::testing::PrintToString(LocalTime{0}), "1970-01-01T00:00:00");
  EXPECT_EQ(::testing::PrintToString(LonLat{-71, 42.5}), "lon -71 lat 42.5");
}

}  // namespace
}  // namespace libgrid::test
