#include <service/handlers/geojson.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace libgrid::service {
namespace {

TEST(GeoJson, HeaderSnippet) {
  const workflow::LonLatShape shape = {
      {.outer = {{0, 0}, {1, 0}, {1, 1}, {0, 0}}, .holes = {{{0.5, 0.2}, {0.6, 0.2}, {0.6, 0.3}, {0.5, 0.2}}}}};
  const Json feature = feature_of(17, polygons_json(shape), {{"code", "BOS-01-02"}});
  const std::string body = collection(Json::array({feature})).dump();
  EXPECT_EQ(body,
            R"({"type":"FeatureCollection","features":[{"type":"Feature","id":17,"geometry":{"type":"MultiPolygon",)"
            R"("coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]],[[0.5,0.2],[0.6,0.2],[0.6,0.3],[0.5,0.2]]]]},)"
            R"("properties":{"code":"BOS-01-02"}}]})");
}

TEST(GeoJson, PositionsHaveSevenDecimals) {
  EXPECT_EQ(position_json({-71.06480000000001, 42.357412345678}).dump(), "[-71.0648,42.3574123]");
}

TEST(GeoJson, AnEmptyCollectionIsAnEmptyArray) {
  EXPECT_EQ(collection(Json::array()).dump(), R"({"type":"FeatureCollection","features":[]})");
}

TEST(Rounded, NumbersThatAreNotFiniteAreNull) {
  EXPECT_EQ(rounded(1.23456, 2).dump(), "1.23");
  EXPECT_EQ(rounded(-0.005, 1).dump(), "-0.0");
  EXPECT_EQ(rounded(std::numeric_limits<double>::quiet_NaN(), 2), nullptr);
  EXPECT_EQ(rounded(std::numeric_limits<double>::infinity(), 2), nullptr);
}

}  // namespace
}  // namespace libgrid::service
