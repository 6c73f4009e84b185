#include <libgrid/io/detail/geojson_geometry.hpp>

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

std::string on_earth(LonLat p) {
  const auto good = check_on_earth(p);
  return good ? "good" : std::string(info(good.error().code).name);
}

TEST(CheckOnEarth, TableOfPlaces) {
  EXPECT_EQ(on_earth({-180, -90}), "good");
  EXPECT_EQ(on_earth({180, 90}), "good");
  EXPECT_EQ(on_earth({180.0000001, 0}), "E_COORDINATE_OUT_OF_RANGE");
  EXPECT_EQ(on_earth({34.02, 113.85}), "E_AXES_SWAPPED");
  EXPECT_EQ(on_earth({113.85, 134.02}), "E_COORDINATE_OUT_OF_RANGE");
  EXPECT_EQ(on_earth({0, 181}), "E_COORDINATE_OUT_OF_RANGE");
  EXPECT_EQ(on_earth({std::numeric_limits<double>::quiet_NaN(), 0}), "E_NUMBER_NOT_FINITE");
  EXPECT_EQ(on_earth({0, std::numeric_limits<double>::infinity()}), "E_NUMBER_NOT_FINITE");
}

TEST(GeometryFromJson, ASinglePartIsAListOfOne) {
  const Json line = parse_json(R"({"type":"LineString","coordinates":[[1,2],[3,4]]})").value();
  const Json multi = parse_json(R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]})").value();
  EXPECT_EQ(geometry_from_json(line).value(), geometry_from_json(multi).value());
  EXPECT_EQ(geometry_from_json(Json{}).value(), LonLatGeometry{});
}

}  // namespace
}  // namespace libgrid::io::detail
