#include <libgrid/crs/source_plane.hpp>

#include <cmath>

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

TEST(SourcePlane, GeographicFramesByTheOperationsOfEpsg) {
  const struct {
    int epsg;
    double lon, lat;          // as written
    double wgs_lon, wgs_lat;  // by pyproj 3.7.2, PROJ 9.5.1, without grids
  } rows[] = {{4258, 24.94, 60.17, 24.94, 60.17},
              {4612, 139.7, 35.6, 139.7, 35.6},
              {4979, 113.0, 34.0, 113.0, 34.0},
              {4326, 113.0, 34.0, 113.0, 34.0},
              {4277, -0.1, 51.5, -0.10160916100594032, 51.50051162082722},
              {4807, 2.5, 52.0, 4.586621729244913, 46.799961590484166}};  // grads from Paris
  for (const auto& row : rows) {
    SCOPED_TRACE(row.epsg);
    const auto frame = SourcePlane::make(Frame{row.epsg});
    ASSERT_TRUE(frame) << message_en(frame.error());
    EXPECT_TRUE(frame->geographic());
    EXPECT_TRUE(frame->northing_first());
    const LonLat p = frame->to_lonlat({row.lon, row.lat});
    EXPECT_NEAR(p.lon, row.wgs_lon, 1e-9);
    EXPECT_NEAR(p.lat, row.wgs_lat, 1e-9);
  }
  EXPECT_FALSE(SourcePlane::make(Frame{4547})->geographic());
}

/// Which of EPSG's several ways is taken differs by release of PROJ; each is within its tens of metres.
TEST(SourcePlane, OldFramesComeWithinTheAccuracyOfTheirOperations) {
  const struct {
    int epsg;
    LonLat written, wgs84;
  } rows[] = {{4267, {-71.0648, 42.3574}, {-71.06429, 42.35744}},
              {4214, {113.8523, 34.0357}, {113.85282, 34.03585}},
              {4301, {139.7, 35.6}, {139.69678, 35.60325}},
              {4230, {10.0, 50.0}, {9.99886, 49.99920}}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.epsg);
    const LonLat p = SourcePlane::make(Frame{row.epsg})->to_lonlat({row.written.lon, row.written.lat});
    EXPECT_NEAR(p.lon, row.wgs84.lon, 5e-4);
    EXPECT_NEAR(p.lat, row.wgs84.lat, 5e-4);
    EXPECT_GT(std::abs(p.lon - row.written.lon) + std::abs(p.lat - row.written.lat), 2e-4);
  }
}

TEST(SourcePlane, RefusesWhatIsNoPlane) {
  EXPECT_EQ(SourcePlane::make(Frame{0}).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(SourcePlane::make(Frame{4978}).error().code, ErrorCode::crs_unknown) << "geocentric";
  EXPECT_EQ(SourcePlane::make(Frame{5773}).error().code, ErrorCode::crs_unknown) << "heights";
  EXPECT_EQ(SourcePlane::make(Frame{4610}).error().code, ErrorCode::crs_unknown) << "Xian 1980: EPSG has no way";
  EXPECT_EQ(SourcePlane::make(Frame{999'999}).error().code, ErrorCode::crs_unknown);
}

}  // namespace
}  // namespace libgrid::crs
