#include <libgrid/io/geojson.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

std::string collection(const std::string& features, const std::string& more = "") {
  return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","geometry":)" + geometry + R"(,"properties":)" + properties + "}";
}

const std::string kPoint = R"({"type":"Point","coordinates":[-71.06,42.36]})";
const std::string kYard =
    R"({"type":"Polygon","coordinates":[[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]})";

TEST(GeoJson, SnippetOfTheHeader) {
  const TemporaryFolder folder;
  const auto path = folder.write("districts.geojson", collection(feature(kYard, R"({"name":"Fenway"})")));
  Expected<io::FeatureCollection> file = io::read_geojson(path);
  ASSERT_TRUE(file.has_value()) << message_en(file.error());
  const auto use = [](const io::PropertyValue* name, const io::LonLatGeometry& geometry) {
    EXPECT_EQ(*name, io::PropertyValue("Fenway"));
    EXPECT_EQ(std::get<io::LonLatMultiPolygon>(geometry).size(), 1U);
  };
  for (const io::Feature& feature : file->features) use(feature.find("name"), feature.geometry);
}

TEST(GeoJson, ReadsEveryGeometryOfACity) {
  const std::string text = collection(
      feature(kPoint) + "," + feature(R"({"type":"LineString","coordinates":[[1,2],[3,4,99.5]]})") + "," +
      feature(R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]})") + "," + feature(kYard) +
      "," +
      feature(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[0,1],[0,0]]],[[[5,5],[6,5],[5,6],[5,5]]]]})") +
      "," + feature("null"));
  const FeatureCollection file = geojson_from_text(text).value();
  ASSERT_EQ(file.features.size(), 6U);
  EXPECT_EQ(file.features[0].geometry, LonLatGeometry((LonLat{-71.06, 42.36})));
  EXPECT_EQ(file.features[1].geometry, LonLatGeometry(LonLatMultiLine{{{1, 2}, {3, 4}}}));
  EXPECT_EQ(file.features[2].geometry, LonLatGeometry(LonLatMultiLine{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}));
  const LonLatPolygon yard{.outer = {{0, 0}, {3, 0}, {3, 3}, {0, 3}, {0, 0}},
                           .holes = {{{1, 1}, {1, 2}, {2, 2}, {1, 1}}}};
  EXPECT_EQ(file.features[3].geometry, LonLatGeometry(LonLatMultiPolygon{yard}));
  EXPECT_EQ(std::get<LonLatMultiPolygon>(file.features[4].geometry).size(), 2U);
  EXPECT_EQ(file.features[5].geometry, LonLatGeometry());
  EXPECT_EQ(file.features[5].number, 6);
}

TEST(GeoJson, ReadsPropertiesInTheirOrder) {
  const FeatureCollection file =
      geojson_from_text(
          collection(feature(kPoint, R"({"z":1,"a":"路\u8def\n","n":null,"f":true,"x":-2.5e3,"big":18446744073709551615,
                                        "list":[1],"object":{"b":1},"i":-9223372036854775808})")))
          .value();
  const Properties expected{{"z", 1},        {"a", "路路\n"}, {"n", {}},
                            {"f", true},     {"x", -2500.0},  {"big", 18446744073709551615.0},
                            {"i", INT64_MIN}};
  EXPECT_EQ(file.features.front().properties, expected);
  EXPECT_EQ(file.features.front().find("list"), nullptr);
}

TEST(GeoJson, KnowsTheNamesOfWgs84) {
  for (const std::string name :
       {"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4490", "EPSG:4269"}) {
    const std::string crs = R"("crs":{"type":"name","properties":{"name":")" + name + R"("}},)";
    EXPECT_TRUE(geojson_from_text(collection(feature(kPoint), crs)).has_value()) << name;
  }
}

TEST(GeoJson, OtherDegreesAreBroughtToThoseOfWgs84) {
  const auto read = [](const std::string& name) {
    const std::string crs = R"("crs":{"type":"name","properties":{"name":")" + name + R"("}},)";
    return geojson_from_text(collection(feature(R"({"type":"Point","coordinates":[8.5,50.1]})"), crs)).value();
  };
  const auto at = [&](const std::string& name) { return std::get<LonLat>(read(name).features.front().geometry); };
  EXPECT_NEAR(at("EPSG:4258").lon, 8.5, 1e-9);  // ETRS89 is WGS 84 to a metre: EPSG's operation is the identity
  EXPECT_NEAR(at("urn:ogc:def:crs:EPSG::4258").lat, 50.1, 1e-9);
  const LonLat potsdam = at("EPSG:4314");  // DHDN: about 100 m off
  EXPECT_GT(std::abs(potsdam.lon - 8.5) + std::abs(potsdam.lat - 50.1), 1e-4);
  EXPECT_LT(std::abs(potsdam.lon - 8.5) + std::abs(potsdam.lat - 50.1), 1e-2);
  for (const std::string name : {"EPSG:", "EPSG:4258x", "EPSG:-1", "epsg:4258", "urn:ogc:def:crs:EPSG::26986"}) {
    const std::string crs = R"("crs":{"type":"name","properties":{"name":")" + name + R"("}},)";
    EXPECT_EQ(geojson_from_text(collection(feature(kPoint), crs)).error().code, ErrorCode::crs_unknown) << name;
  }
}

struct BadFile {
  std::string name;
  std::string text;
  std::string code;
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(GeoJson, RefusesTheFile) {
  const std::string good = collection(feature(kPoint));
  std::string utf16;
  for (const char c : good) utf16 += {c, '\0'};
  const std::vector<BadFile> files{
      {"empty", "", "E_JSON_MALFORMED"},
      {"HTML", "<html>", "E_JSON_MALFORMED"},
      {"cut off", good.substr(0, good.size() - 1), "E_JSON_MALFORMED"},
      {"more after the end", good + "x", "E_JSON_MALFORMED"},
      {"two documents", good + good, "E_JSON_MALFORMED"},
      {"zero byte, then more", good + std::string("\0x", 2), "E_ENCODING_NOT_UTF8"},
      {"UTF-16", "\xFF\xFE" + utf16, "E_ENCODING_NOT_UTF8"},
      {"UTF-16 without BOM", utf16, "E_ENCODING_NOT_UTF8"},
      {"GBK", collection(feature(kPoint, "{\"a\":\"\xC8\xCB\"}")), "E_ENCODING_NOT_UTF8"},
      {"overlong", collection(feature(kPoint, "{\"a\":\"\xC0\xAF\"}")), "E_ENCODING_NOT_UTF8"},
      {"surrogate in bytes", collection(feature(kPoint, "{\"a\":\"\xED\xA0\x80\"}")), "E_ENCODING_NOT_UTF8"},
      {"lone surrogate escape", collection(feature(kPoint, R"({"a":"\ud800"})")), "E_JSON_MALFORMED"},
      {"NaN", collection(feature(R"({"type":"Point","coordinates":[NaN,1]})")), "E_JSON_MALFORMED"},
      {"Infinity", collection(feature(R"({"type":"Point","coordinates":[-Infinity,1]})")), "E_JSON_MALFORMED"},
      {"1e400", collection(feature(R"({"type":"Point","coordinates":[1e400,1]})")), "E_NUMBER_NOT_FINITE"},
      {"comment", "/* c */" + good, "E_JSON_MALFORMED"},
      {"trailing comma", collection(feature(kPoint) + ","), "E_JSON_MALFORMED"},
      {"single quotes", "{'type':'FeatureCollection','features':[]}", "E_JSON_MALFORMED"},
      {"key twice", collection(feature(kPoint), R"("type":"FeatureCollection",)"), "E_JSON_MALFORMED"},
      {"property twice", collection(feature(kPoint, R"({"a":1,"b":2,"a":3})")), "E_JSON_MALFORMED"},
      {"deep list", nested(100'000), "E_JSON_TOO_DEEP"},
      {"deep objects",
       [] {
         std::string t;
         for (int i = 0; i < 70; ++i) t += R"({"a":)";
         return t;
       }(),
       "E_JSON_TOO_DEEP"},
      {"a number", "7", "E_FORMAT_UNKNOWN"},
      {"a list", "[]", "E_FORMAT_UNKNOWN"},
      {"a bare feature", feature(kPoint), "E_FORMAT_UNKNOWN"},
      {"TopoJSON", R"({"type":"Topology","objects":{},"arcs":[]})", "E_FORMAT_UNKNOWN"},
      {"features no list", R"({"type":"FeatureCollection","features":{}})", "E_FORMAT_UNKNOWN"},
      {"crs null", collection(feature(kPoint), R"("crs":null,)"), "E_CRS_MISSING"},
      {"crs link",
       collection(feature(kPoint), R"("crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/crs"}},)"),
       "E_CRS_UNKNOWN"},
      {"crs in metres",
       collection(feature(kPoint), R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::26986"}},)"),
       "E_CRS_UNKNOWN"},
      {"crs of GCJ-02", collection(feature(kPoint), R"("crs":{"type":"name","properties":{"name":"GCJ-02"}},)"),
       "E_CRS_UNKNOWN"},
      {"crs a text", collection(feature(kPoint), R"("crs":"EPSG:4326",)"), "E_CRS_UNKNOWN"},
      {"crs without name", collection(feature(kPoint), R"("crs":{"type":"name","properties":{}},)"), "E_CRS_UNKNOWN"},
  };
  for (const BadFile& c : files) {
    SCOPED_TRACE(c.name);
    const auto file = geojson_from_text(c.text, "f.geojson");
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(info(file.error().code).name, c.code);
    EXPECT_EQ(file.error().file, "f.geojson");
  }
}

TEST(GeoJson, DepthIsAllowedUpTo64) {
  const auto with_depth = [](std::size_t depth) { return collection("", R"("x":)" + nested(depth - 1) + ","); };
  EXPECT_TRUE(geojson_from_text(with_depth(64)).has_value());
  EXPECT_FALSE(geojson_from_text(with_depth(65)).has_value());
}

TEST(GeoJson, NamesTheBadFeatureAndGoesOn) {
  const std::vector<BadFile> features{
      {"not a feature", "5", "E_JSON_MALFORMED"},
      {"a geometry as feature", kPoint, "E_JSON_MALFORMED"},
      {"no geometry", R"({"type":"Feature","properties":{}})", "E_JSON_MALFORMED"},
      {"properties a list", feature(kPoint, "[]"), "E_JSON_MALFORMED"},
      {"geometry a text", feature("\"POINT(1 2)\""), "E_JSON_MALFORMED"},
      {"no type", feature(R"({"coordinates":[1,2]})"), "E_JSON_MALFORMED"},
      {"no coordinates", feature(R"({"type":"Point"})"), "E_JSON_MALFORMED"},
      {"unknown type", feature(R"({"type":"Circle","coordinates":[1,2]})"), "E_GEOMETRY_TYPE"},
      {"type in other case", feature(R"({"type":"point","coordinates":[1,2]})"), "E_GEOMETRY_TYPE"},
      {"collection", feature(R"({"type":"GeometryCollection","geometries":[]})"), "E_GEOMETRY_TYPE"},
      {"one number", feature(R"({"type":"Point","coordinates":[1]})"), "E_JSON_MALFORMED"},
      {"four numbers", feature(R"({"type":"Point","coordinates":[1,2,3,4]})"), "E_JSON_MALFORMED"},
      {"numbers as text", feature(R"({"type":"Point","coordinates":["1","2"]})"), "E_NUMBER_MALFORMED"},
      {"null as number", feature(R"({"type":"Point","coordinates":[1,null]})"), "E_NUMBER_MALFORMED"},
      {"nested too deep", feature(R"({"type":"Point","coordinates":[[1,2]]})"), "E_JSON_MALFORMED"},
      {"nested too little", feature(R"({"type":"Polygon","coordinates":[[0,0],[1,0],[0,1],[0,0]]})"),
       "E_JSON_MALFORMED"},
      {"swapped axes", feature(R"({"type":"Point","coordinates":[34.02,113.85]})"), "E_AXES_SWAPPED"},
      {"metres", feature(R"({"type":"Point","coordinates":[236012.5,900471.0]})"), "E_COORDINATE_OUT_OF_RANGE"},
      {"line of one position", feature(R"({"type":"LineString","coordinates":[[1,2]]})"), "E_GEOMETRY_EMPTY"},
      {"line of none", feature(R"({"type":"LineString","coordinates":[]})"), "E_GEOMETRY_EMPTY"},
      {"no lines", feature(R"({"type":"MultiLineString","coordinates":[]})"), "E_GEOMETRY_EMPTY"},
      {"no polygons", feature(R"({"type":"MultiPolygon","coordinates":[]})"), "E_GEOMETRY_EMPTY"},
      {"no rings", feature(R"({"type":"Polygon","coordinates":[]})"), "E_GEOMETRY_EMPTY"},
      {"ring of three", feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]})"), "E_RING_TOO_SHORT"},
      {"ring open", feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})"), "E_RING_NOT_CLOSED"},
      {"hole open",
       feature(R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[2,1],[1,2],[1,3]]]})"),
       "E_RING_NOT_CLOSED"},
      {"crs inside the feature", R"({"type":"Feature","crs":{},"geometry":null,"properties":{}})", "E_CRS_UNKNOWN"},
      {"crs inside the geometry", feature(R"({"type":"Point","crs":{},"coordinates":[1,2]})"), "E_CRS_UNKNOWN"},
  };
  for (const BadFile& c : features) {
    SCOPED_TRACE(c.name);
    const auto file =
        geojson_from_text(collection(feature(kPoint) + "," + c.text + "," + feature(kPoint)), "f.geojson");
    ASSERT_TRUE(file.has_value()) << message_en(file.error());
    ASSERT_EQ(file->rejected.size(), 1U);
    const Error& error = file->rejected.front().error;
    EXPECT_EQ(info(error.code).name, c.code);
    EXPECT_EQ(error.row, 2);
    EXPECT_EQ(error.file, "f.geojson");
    EXPECT_EQ(file->features.size(), 2U);
    EXPECT_EQ(file->features.back().number, 3);
  }
}

TEST(GeoJson, ABowTieIsNoMatterOfTheReader) {
  const auto file =
      geojson_from_text(collection(feature(R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]})")));
  EXPECT_TRUE(file.value().rejected.empty());
}

TEST(GeoJson, NamesAMissingFile) {
  const TemporaryFolder folder;
  const auto file = read_geojson(folder.at("none.geojson"));
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::io
