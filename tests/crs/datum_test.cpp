#include <libgrid/crs/datum.hpp>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::crs {
namespace {

double metres(LonLat a, LonLat b) {
  return std::hypot((a.lon - b.lon) * std::cos(a.lat * 0.0174533), a.lat - b.lat) * 111'320.0;
}

TEST(Datum, PublishedVectors) {
  const struct {
    LonLat wgs84, gcj02, bd09;
  } rows[] = {{{113.8523, 34.0357}, {113.858172352, 34.034142006}, {113.864617055, 34.040279883}},
              {{113.8, 34.0}, {113.806019493, 33.998527545}, {113.812612645, 34.004278752}}};
  for (const auto& row : rows) {
    EXPECT_LT(metres(gcj02_from_wgs84(row.wgs84), row.gcj02), 1e-4);
    EXPECT_LT(metres(bd09_from_gcj02(gcj02_from_wgs84(row.wgs84)), row.bd09), 1e-4);
    EXPECT_LT(metres(wgs84_from(Datum::bd09, row.bd09), row.wgs84), 2e-4) << "the vectors have nine decimals";
  }
}

TEST(Datum, FiveHundredPlacesAroundXuchangToAMillimetre) {
  std::ifstream file(test::source_dir() + "/tests/golden/crs/gcj02_test_points.csv");
  std::string line;
  std::getline(file, line);
  int rows = 0;
  while (std::getline(file, line)) {
    double v[5];
    char comma = 0;
    std::istringstream fields(line);
    for (double& field : v) fields >> field >> comma;
    ASSERT_LT(metres(gcj02_from_wgs84({v[1], v[2]}), {v[3], v[4]}), 1e-3) << line;
    ASSERT_LT(metres(wgs84_from_gcj02({v[3], v[4]}), {v[1], v[2]}), 1e-3) << line;
    ASSERT_LT(metres(wgs84_from_gcj02(gcj02_from_wgs84({v[1], v[2]})), {v[1], v[2]}), 1e-4) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 500);
}

TEST(Datum, InversesToATenthOfAMillimetreInAllChina) {
  const CounterRandom draw(4, 7);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    const LonLat p{73.0 + 62.0 * draw.unit(2 * i), 4.0 + 49.0 * draw.unit(2 * i + 1)};
    ASSERT_LT(metres(wgs84_from_gcj02(gcj02_from_wgs84(p)), p), 1e-4) << p.lon << ' ' << p.lat;
    ASSERT_LT(metres(gcj02_from_bd09(bd09_from_gcj02(p)), p), 1e-4) << p.lon << ' ' << p.lat;
    ASSERT_LT(metres(wgs84_from(Datum::bd09, wgs84_to(Datum::bd09, p)), p), 1e-4);
  }
}

TEST(Datum, SourcesAreDeclared) {
  EXPECT_EQ(parse_source_frame("EPSG:4547").value(), (SourceFrame{Datum::plain, Frame{4547}}));
  EXPECT_EQ(parse_source_frame("4547", AxisOrder::authority)->order, AxisOrder::authority);
  EXPECT_EQ(parse_source_frame("GCJ-02")->datum, Datum::gcj02);
  EXPECT_EQ(parse_source_frame("bd09")->datum, Datum::bd09);
  EXPECT_EQ(parse_source_frame("").error().code, ErrorCode::crs_missing);
  for (const char* bad : {"EPSG:", "mars", "EPSG:-3", "4547x"})
    EXPECT_EQ(parse_source_frame(bad).error().code, ErrorCode::crs_unknown) << bad;
}

TEST(Datum, WhichDegreesAreTakenAsThoseOfWgs84) {
  for (const int epsg : {4326, 4490, 4269}) EXPECT_TRUE(taken_as_wgs84(Frame{epsg})) << epsg;
  for (const int epsg : {0, 4258, 4214, 4610, 4547, 26'986}) EXPECT_FALSE(taken_as_wgs84(Frame{epsg})) << epsg;
}

TEST(Datum, TheShiftHasAnExtent) {
  for (const Datum shifted : {Datum::gcj02, Datum::bd09}) {
    EXPECT_TRUE(in_extent(shifted, {113.8523, 34.0357}));
    EXPECT_FALSE(in_extent(shifted, {-71.06, 42.36})) << "Boston";
    EXPECT_FALSE(in_extent(shifted, {34.0357, 113.8523})) << "exchanged";
    EXPECT_FALSE(in_extent(shifted, {0.0, 0.0}));
  }
  EXPECT_TRUE(in_extent(Datum::plain, {-71.06, 42.36}));
}

}  // namespace
}  // namespace libgrid::crs
