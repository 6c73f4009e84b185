#include <libgrid/crs/projector.hpp>

#include <cstdint>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::crs {
namespace {

constexpr Frame kMassachusetts{26986};

Projector massachusetts() { return std::move(Projector::make(kMassachusetts).value()); }

TEST(Projector, SnippetOfTheHeader) {
  Expected<Projector> projector = Projector::make(Frame{26986});
  ASSERT_TRUE(projector);
  Expected<Xy> p = projector->to_plane(LonLat{-71.0648, 42.3574});
  ASSERT_TRUE(p);
  LonLat back = projector->to_lonlat(*p);
  EXPECT_NEAR(back.lon, -71.0648, 1e-11);
  EXPECT_NEAR(back.lat, 42.3574, 1e-11);
}

TEST(Projector, TakesWgs84AndNad83AsEqual) {
  EXPECT_NE(massachusetts().operation().find("Inverse of NAD83 to WGS 84 (1)"), std::string::npos)
      << massachusetts().operation();
  EXPECT_EQ(massachusetts().frame(), kMassachusetts);
}

struct PinnedRow {
  const char* name;
  LonLat lonlat;
  Xy xy;
};

TEST(Projector, AgreesWithPyprojOnEpsg26986) {
  // pyproj 3.7.2 with PROJ 9.5.1, the same operation, always_xy=True; six decimals.
  const PinnedRow rows[] = {
      {"city hall", {-71.0587, 42.3601}, {236353.869432, 901160.724955}},
      {"south west", {-71.1912, 42.2279}, {225491.866210, 886428.681100}},
      {"east boston", {-70.986, 42.3974}, {242317.791161, 905337.368479}},
      {"harbour", {-70.8, 42.33}, {257692.374524, 897960.015873}},
      {"south of the town line", {-71.0, 42.0}, {241423.927773, 861190.695316}},
      {"the frame's origin", {-71.5, 41.0}, {200000.0, 750000.0}},
      {"zero, zero: far away is still a place", {0.0, 0.0}, {9220482.388949, -186227.528094}},
  };
  const Projector projector = massachusetts();
  for (const PinnedRow& row : rows) {
    SCOPED_TRACE(row.name);
    const auto xy = projector.to_plane(row.lonlat);
    ASSERT_TRUE(xy);
    EXPECT_NEAR(xy->x, row.xy.x, 1e-6);
    EXPECT_NEAR(xy->y, row.xy.y, 1e-6);
  }
}

TEST(Projector, EastComesFirstAlsoWhereTheAuthorityPutsNorthFirst) {
  // CGCS2000 / 3-degree Gauss-Kruger CM 114E; the same pyproj.
  const auto projector = Projector::make(Frame{4547});
  ASSERT_TRUE(projector);
  const auto xy = projector->to_plane(LonLat{113.8523, 34.0357});
  ASSERT_TRUE(xy);
  EXPECT_NEAR(xy->x, 486360.472357, 1e-6);
  EXPECT_NEAR(xy->y, 3767631.222652, 1e-6);
}

TEST(Projector, ThereAndBack) {
  const Projector projector = massachusetts();
  const CounterRandom draw{26986, 0};
  SCOPED_TRACE("seed 26986");
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    const LonLat p{-71.2 + 0.3 * draw.unit(2 * i), 42.2 + 0.25 * draw.unit(2 * i + 1)};
    const LonLat back = projector.to_lonlat(projector.to_plane(p).value());
    ASSERT_NEAR(back.lon, p.lon, 1e-11);
    ASSERT_NEAR(back.lat, p.lat, 1e-11);
  }
}

struct FrameRow {
  const char* name;
  int epsg;
  ErrorCode code;
};

TEST(Projector, RefusesFramesThatAreNotPlaneMetres) {
  const FrameRow rows[] = {
      {"not declared", 0, ErrorCode::crs_missing},  {"no such code", 999'999, ErrorCode::crs_unknown},
      {"negative", -1, ErrorCode::crs_unknown},     {"degrees", 4326, ErrorCode::crs_unknown},
      {"geocentric", 4978, ErrorCode::crs_unknown}, {"US survey feet", 2249, ErrorCode::crs_unknown}};
  for (const FrameRow& row : rows) {
    SCOPED_TRACE(row.name);
    const auto projector = Projector::make(Frame{row.epsg});
    ASSERT_FALSE(projector);
    EXPECT_EQ(projector.error().code, row.code);
  }
}

struct PlaceRow {
  const char* name;
  LonLat lonlat;
  ErrorCode code;
};

TEST(Projector, RefusesWhatIsNotAPlaceOnEarth) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  const PlaceRow rows[] = {{"lon NaN", {nan, 42}, ErrorCode::number_not_finite},
                           {"lat infinite", {-71, inf}, ErrorCode::number_not_finite},
                           {"Boston, latitude first", {42.36, -71.06}, ErrorCode::axes_swapped},
                           {"lat 91", {-71, 91}, ErrorCode::coordinate_out_of_range},
                           {"lon 181", {181, 42}, ErrorCode::coordinate_out_of_range},
                           {"plane metres", {236353.9, 901160.7}, ErrorCode::coordinate_out_of_range}};
  const Projector projector = massachusetts();
  for (const PlaceRow& row : rows) {
    SCOPED_TRACE(row.name);
    const auto xy = projector.to_plane(row.lonlat);
    ASSERT_FALSE(xy);
    EXPECT_EQ(xy.error().code, row.code);
  }
}

TEST(Projector, SeesSwappedAxesWhereLatitudeWouldBeAbove90) {
  const auto projector = Projector::make(Frame{4547});
  ASSERT_TRUE(projector);
  EXPECT_EQ(projector->to_plane(LonLat{34.0357, 113.8523}).error().code, ErrorCode::axes_swapped);
}

TEST(Projector, ManyPointsOrTheFirstErrorWithItsRow) {
  const Projector projector = massachusetts();
  const std::vector<LonLat> good{{-71.0587, 42.3601}, {-71.0, 42.0}};
  EXPECT_EQ(projector.to_plane(good).value().size(), 2u);
  const std::vector<LonLat> bad{{-71.0587, 42.3601}, {-71.0, 99.0}, {999.0, 0.0}};
  const auto refused = projector.to_plane(bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().row, 2);
  EXPECT_TRUE(projector.to_plane(good[0])) << "an error leaves nothing behind";
}

}  // namespace
}  // namespace libgrid::crs
