#include <libgrid/io/feature_writer.hpp>

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include <libgrid/io/geojson.hpp>

namespace libgrid::io {
namespace {

std::string written(const LonLatGeometry& geometry, const Properties& properties = {}, int decimals = 7) {
  FeatureWriter writer(decimals);
  writer.add(geometry, properties);
  return std::move(writer).finish();
}

std::string around(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":)" + geometry + R"(,"properties":)" +
         properties + "}]}";
}

TEST(FeatureWriter, SnippetOfTheHeader) {
  const auto projector = crs::Projector::make(Frame{26986}).value();
  struct {
    MultiPolygon shape{
        Polygon{.outer = {{236000, 900000}, {236100, 900000}, {236100, 900100}, {236000, 900000}}, .holes = {}}};
    std::string code = "BOS-03-07";
    std::int64_t reports = 12;
  } zone;
  io::FeatureWriter writer;
  writer.add(io::to_lonlat(zone.shape, projector), {{"code", zone.code}, {"reports", zone.reports}});
  std::string body = std::move(writer).finish();
  const FeatureCollection again = geojson_from_text(body).value();
  ASSERT_EQ(again.features.size(), 1U);
  EXPECT_EQ(*again.features.front().find("code"), PropertyValue("BOS-03-07"));
  EXPECT_EQ(*again.features.front().find("reports"), PropertyValue(12));
}

TEST(FeatureWriter, NoFeatures) {
  EXPECT_EQ(FeatureWriter().finish(), R"({"type":"FeatureCollection","features":[]})");
}

TEST(FeatureWriter, EveryGeometry) {
  const LonLatPolygon triangle{.outer = {{0, 0}, {4, 0}, {0, 4}, {0, 0}}, .holes = {}};
  EXPECT_EQ(written({}), around("null"));
  EXPECT_EQ(written(LonLat{-71.5, 42.25}), around(R"({"type":"Point","coordinates":[-71.5,42.25]})"));
  EXPECT_EQ(written(LonLatMultiLine{{{1, 2}, {3, 4}}}), around(R"({"type":"LineString","coordinates":[[1,2],[3,4]]})"));
  EXPECT_EQ(written(LonLatMultiLine{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}),
            around(R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]})"));
  EXPECT_EQ(written(LonLatMultiPolygon{triangle}),
            around(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[0,4],[0,0]]]})"));
  EXPECT_EQ(
      written(LonLatMultiPolygon{triangle, triangle}),
      around(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[0,4],[0,0]]],[[[0,0],[4,0],[0,4],[0,0]]]]})"));
}

TEST(FeatureWriter, RingsTurnAsTheStandardWants) {
  const LonLatPolygon wrong{.outer = {{0, 0}, {0, 4}, {4, 0}, {0, 0}}, .holes = {{{1, 1}, {2, 1}, {1, 2}, {1, 1}}}};
  EXPECT_EQ(written(LonLatMultiPolygon{wrong}),
            around(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[0,4],[0,0]],[[1,1],[1,2],[2,1],[1,1]]]})"));
}

TEST(FeatureWriter, CoordinatesAreShort) {
  EXPECT_EQ(written(LonLat{-71.06480000001, 42.35739999999}),
            around(R"({"type":"Point","coordinates":[-71.0648,42.3574]})"));
  EXPECT_EQ(written(LonLat{-1e-12, 120.0}), around(R"({"type":"Point","coordinates":[0,120]})"));
  EXPECT_EQ(written(LonLat{1.25, 100.0}, {}, 0), around(R"({"type":"Point","coordinates":[1,100]})"));
}

TEST(FeatureWriter, EveryKindOfProperty) {
  const Properties properties{{"null", {}},
                              {"yes", true},
                              {"n", -7},
                              {"x", 0.1},
                              {"nan", std::nan("")},
                              {"inf", std::numeric_limits<double>::infinity()},
                              {"t", "say \"路\"\\\n\t\r\x01/"}};
  EXPECT_EQ(written({}, properties),
            around("null",
                   R"({"null":null,"yes":true,"n":-7,"x":0.1,"nan":null,"inf":null,"t":"say \"路\"\\\n\t\r\u0001/"})"));
}

TEST(FeatureWriter, SeveralFeaturesReadBack) {
  FeatureWriter writer;
  for (int i = 0; i < 3; ++i) writer.add(LonLat{0.5 * i, 1.0}, {{"i", i}});
  const FeatureCollection again = geojson_from_text(std::move(writer).finish()).value();
  ASSERT_EQ(again.features.size(), 3U);
  EXPECT_EQ(again.features[2].geometry, LonLatGeometry((LonLat{1.0, 1.0})));
  EXPECT_EQ(*again.features[2].find("i"), PropertyValue(2));
}

TEST(ToLonLat, IsTheProjectorPointByPoint) {
  const auto projector = crs::Projector::make(Frame{26986}).value();
  const LineString line{{236000, 900000}, {237000.5, 901000.25}};
  const LonLatLine degrees = to_lonlat(line, projector);
  ASSERT_EQ(degrees.size(), 2U);
  EXPECT_EQ(degrees[1], projector.to_lonlat(line[1]));
}

}  // namespace
}  // namespace libgrid::io
