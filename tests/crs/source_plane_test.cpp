#include <libgrid/crs/source_plane.hpp>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>

namespace libgrid::crs {
namespace {

TEST(SourcePlane, SnippetOfTheHeader) {
  const auto plane = SourcePlane::make(Frame{2249});
  ASSERT_TRUE(plane);
  const LonLat p = plane->to_lonlat({773'794.0297790525, 2'955'565.741621852});  // of -71.0648, 42.3574 by pyproj
  EXPECT_NEAR(p.lon, -71.0648, 1e-9);
  EXPECT_NEAR(p.lat, 42.3574, 1e-9);
  EXPECT_FALSE(plane->northing_first());
}

TEST(SourcePlane, OfAFrameInMetresTheBitsOfTheProjector) {
  for (const int epsg : {26'986, 4547, 32'650}) {
    const auto ours = SourcePlane::make(Frame{epsg});
    const auto theirs = Projector::make(Frame{epsg});
    for (double x = 450'000.0; x < 550'000.0; x += 12'345.678)
      EXPECT_EQ(ours->to_lonlat({x, 3'767'631.25}), theirs->to_lonlat({x, 3'767'631.25})) << epsg;
  }
}

TEST(SourcePlane, TheOrderOfTheAuthority) {
  EXPECT_TRUE(SourcePlane::make(Frame{4547})->northing_first());
  EXPECT_TRUE(SourcePlane::make(Frame{4526})->northing_first());
  EXPECT_TRUE(SourcePlane::make(Frame{2193})->northing_first());
  EXPECT_FALSE(SourcePlane::make(Frame{26'986})->northing_first());
  EXPECT_FALSE(SourcePlane::make(Frame{32'650})->northing_first());
}

TEST(SourcePlane, RefusesWhatIsNoPlane) {
  EXPECT_EQ(SourcePlane::make(Frame{0}).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(SourcePlane::make(Frame{4326}).error().code, ErrorCode::crs_unknown);
  EXPECT_EQ(SourcePlane::make(Frame{999'999}).error().code, ErrorCode::crs_unknown);
}

}  // namespace
}  // namespace libgrid::crs
