#include <libgrid/io/detail/other_degrees.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

TEST(OtherDegrees, ThoseOfWgs84AndItsEqualsStayAsTheyAre) {
  const LonLatGeometry written = LonLat{113.85, 34.01};
  for (const int epsg : {4326, 4490, 4269}) {
    LonLatGeometry geometry = written;
    OtherDegrees::of(Frame{epsg}).value().to_wgs84(geometry);
    EXPECT_EQ(geometry, written) << epsg;
  }
}

TEST(OtherDegrees, EveryPositionOfAGeometryIsShifted) {
  const OtherDegrees nad27 = OtherDegrees::of(Frame{4267}).value();
  const crs::SourcePlane plane = crs::SourcePlane::make(Frame{4267}).value();
  const LonLat a{-71.06, 42.36}, b{-71.05, 42.36}, c{-71.05, 42.37};
  const auto shifted = [&](LonLat p) { return plane.to_lonlat({p.lon, p.lat}); };
  EXPECT_NE(shifted(a), a);
  LonLatGeometry point = a, lines = LonLatMultiLine{{a, b}, {c, a}};
  LonLatGeometry polygons = LonLatMultiPolygon{{.outer = {a, b, c, a}, .holes = {{b, c, a, b}}}};
  for (LonLatGeometry* geometry : {&point, &lines, &polygons}) nad27.to_wgs84(*geometry);
  EXPECT_EQ(point, LonLatGeometry(shifted(a)));
  EXPECT_EQ(lines, LonLatGeometry(LonLatMultiLine{{shifted(a), shifted(b)}, {shifted(c), shifted(a)}}));
  EXPECT_EQ(polygons,
            LonLatGeometry(LonLatMultiPolygon{{.outer = {shifted(a), shifted(b), shifted(c), shifted(a)},
                                               .holes = {{shifted(b), shifted(c), shifted(a), shifted(b)}}}}));
}

TEST(OtherDegrees, APlaneIsNone) {
  for (const int epsg : {0, 26986, 4547, 99999}) {
    const auto refused = OtherDegrees::of(Frame{epsg});
    ASSERT_FALSE(refused.has_value()) << epsg;
    EXPECT_EQ(refused.error().code, ErrorCode::crs_unknown) << epsg;
  }
}

}  // namespace
}  // namespace libgrid::io::detail
