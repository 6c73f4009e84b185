#include <libgrid/workflow/detail/report_view.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

const Box kLand{{1000, 2000}, {1100, 2050}};

TEST(MapView, FlipsYAndKeepsTheProportions) {
  const MapView view(kLand, 200);
  EXPECT_DOUBLE_EQ(view.height(), 100);
  EXPECT_DOUBLE_EQ(view.units_per_metre(), 2);
  EXPECT_DOUBLE_EQ(view({1000, 2000}).x, 0);
  EXPECT_DOUBLE_EQ(view({1000, 2000}).y, 100);
  EXPECT_DOUBLE_EQ(view({1050.3, 2050}).x, 101);
  EXPECT_DOUBLE_EQ(view({1050.3, 2050}).y, 0);
}

TEST(MapView, OutlinesAreRelativeAndShort) {
  const MapView view(kLand, 200);
  const MultiPolygon square{Polygon{{{1010, 2010}, {1020, 2010}, {1020, 2020}, {1010, 2020}, {1010, 2010}}, {}}};
  EXPECT_EQ(view.outline(square), "M20 80l20 0 0-20-20 0z");
}

TEST(MapView, PointsOnTheSameUnitAreWrittenOnceAndDotsVanish) {
  const MapView view(kLand, 200);
  const MultiPolygon shape{Polygon{{{1010, 2010}, {1010.1, 2010.1}, {1020, 2010}, {1020, 2020}, {1010, 2010}}, {}},
                           Polygon{{{1040, 2040}, {1040.1, 2040}, {1040.1, 2040.1}, {1040, 2040}}, {}}};
  EXPECT_EQ(view.outline(shape), "M20 80l20 0 0-20z");
}

TEST(MapView, HolesAreRingsOfTheirOwn) {
  const MapView view(kLand, 200);
  const MultiPolygon shape{Polygon{{{1000, 2000}, {1050, 2000}, {1050, 2050}, {1000, 2000}},
                                   {{{1030, 2010}, {1040, 2020}, {1040, 2010}, {1030, 2010}}}}};
  EXPECT_EQ(view.outline(shape), "M0 100l100 0 0-100zM60 80l20-20 0 20z");
}

TEST(MapView, ALineOfOneUnitIsStillDrawn) {
  const MapView view(kLand, 200);
  const LineString line{{1010, 2010}, {1030, 2020}}, dot{{1010, 2010}, {1010, 2010}};
  EXPECT_EQ(view.line(line), "M20 80l40-20");
  EXPECT_EQ(view.line(dot), "M20 80l0 0");
}

TEST(ScaleBar, ShowsARoundLength) {
  EXPECT_NE(scale_bar(MapView({{0, 0}, {21'000, 10'000}}, 1000), {0, 0}).find(">5 km<"), std::string::npos);
  EXPECT_NE(scale_bar(MapView({{0, 0}, {2'500, 1'000}}, 1000), {0, 0}).find(">500 m<"), std::string::npos);
}

TEST(NorthArrow, IsLabelled) { EXPECT_NE(north_arrow({10, 100}, 40).find(">N<"), std::string::npos); }

}  // namespace
}  // namespace libgrid::workflow::detail::report
