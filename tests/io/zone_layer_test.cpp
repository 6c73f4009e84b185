#include <libgrid/io/zone_layer.hpp>

#include <string>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "shapefile_bytes.hpp"

namespace libgrid::io {
namespace {

constexpr const char* kTwoZones =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"id":7,"up":"P"},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113,34],[113.01,34],[113.01,34.01],[113,34.01],[113,34]]]}},)"
    R"({"type":"Feature","properties":{"id":8,"up":null},"geometry":{"type":"Point","coordinates":[113,34]}}]})";

TEST(ReadZones, GeoJsonHasZonesAndRefusedRows) {
  const TemporaryFolder folder;
  const auto layer =
      read_zones(folder.write("a.geojson", kTwoZones), {.code = "id", .parent = "up", .layer = ""}).value();
  ASSERT_EQ(layer.zones.size(), 1U);
  EXPECT_EQ(layer.zones[0].code, "7");
  EXPECT_EQ(layer.zones[0].parent, "P");
  ASSERT_EQ(layer.rejected.size(), 1U);
  EXPECT_EQ(layer.rejected[0].error.code, ErrorCode::geometry_type);
  EXPECT_EQ(layer.rejected[0].error.row, 2);
}

TEST(ReadZones, WithoutACodeColumnTheNumberIsTheCode) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_zones(folder.write("a.geojson", kTwoZones))->zones[0].code, "1");
}

TEST(ReadZones, GeoPackageAndShapefileAreRead) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"5", "A", "POLYGON ((113 34, 114 34, 114 35, 113 34))"}});
  EXPECT_EQ(read_zones(folder.at("t.gpkg"), {.code = "name", .parent = "", .layer = "t"})->zones[0].code, "A");
  const auto shp = write_shapefile(folder, {{"B", {{113, 34, 113, 35, 114, 35, 113, 34}}}}, "");
  EXPECT_EQ(read_zones(shp, {.code = "CODE", .parent = "", .layer = ""})->zones[0].code, "B");
}

// Two levels in one file, numbers and texts; the third has no level.
constexpr const char* kTwoLevels =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"code":"A","level":1},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113,34],[113.02,34],[113.02,34.01],[113,34.01],[113,34]]]}},)"
    R"({"type":"Feature","properties":{"code":"A-1","level":"2"},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113,34],[113.01,34],[113.01,34.01],[113,34.01],[113,34]]]}},)"
    R"({"type":"Feature","properties":{"code":"A-2","level":2.0},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113.01,34],[113.02,34],[113.02,34.01],[113.01,34.01],[113.01,34]]]}},)"
    R"({"type":"Feature","properties":{"code":"X"},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113,34],[113.01,34],[113.01,34.01],[113,34.01],[113,34]]]}}]})";

TEST(ReadZones, WhereTakesOneLevelOfAFileThatHoldsSeveral) {
  const TemporaryFolder folder;
  const auto file = folder.write("levels.geojson", kTwoLevels);
  const auto codes = [&](std::vector<ColumnValue> where) {
    std::string all;
    const auto layer = read_zones(file, {.code = "code", .where = std::move(where)});
    for (const LonLatZone& zone : layer.value().zones) all += zone.code + ' ';
    return all;
  };
  EXPECT_EQ(codes({}), "A A-1 A-2 X ");
  EXPECT_EQ(codes({{"level", "2"}}), "A-1 A-2 ");
  EXPECT_EQ(codes({{"level", "1"}}), "A ");
  EXPECT_EQ(codes({{"level", "2"}, {"code", "A-2"}}), "A-2 ");
  EXPECT_EQ(codes({{"level", ""}}), "X ");
  const auto none = read_zones(file, {.code = "code", .where = {{"level", "9"}}});
  EXPECT_EQ(none.error().code, ErrorCode::not_found);
  EXPECT_EQ(none.error().detail, "level:9; the file has \"\", 1, 2");
  EXPECT_EQ(read_zones(file, {.code = "code", .where = {{"stage", "9"}}}).error().field, "stage");
  make_wkt_layer(folder.at("t.gpkg"), 4326,
                 {{"5", "A", "POLYGON ((113 34, 114 34, 114 35, 113 34))"},
                  {"6", "B", "POLYGON ((114 34, 115 34, 115 35, 114 34))"}});
  const auto second = read_zones(folder.at("t.gpkg"), {.code = "name", .where = {{"name", "B"}}});
  ASSERT_EQ(second->zones.size(), 1U);
  EXPECT_EQ(second->zones[0].number, 2);
}

TEST(ReadZones, WhatTheFileHasIsToldWhereANameIsMissing) {
  const TemporaryFolder folder;
  const auto detail = [](const auto& read) { return read.error().detail; };
  EXPECT_EQ(detail(read_zones(folder.write("a.geojson", kTwoLevels), {.code = "nope"})),
            "nope; the file has code, level");
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"5", "A", "POLYGON ((113 34, 114 34, 114 35, 113 34))"}});
  EXPECT_EQ(detail(read_zones(folder.at("t.gpkg"), {.code = "name", .layer = "nope"})), "layer nope; the file has t");
  EXPECT_EQ(detail(read_zones(folder.at("t.gpkg"), {.code = "nope"})).rfind("nope; the file has ", 0), 0U);
  const auto shp = write_shapefile(folder, {{"B", {{113, 34, 113, 35, 114, 35, 113, 34}}}}, "");
  EXPECT_EQ(detail(read_zones(shp, {.code = "nope"})).rfind("nope; the file has CODE", 0), 0U);
}

TEST(ReadZones, WhatIsWrongIsNamed) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_zones(folder.at("a.geojson")).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_zones(folder.write("a.kml", "x")).error().code, ErrorCode::format_unknown);
  EXPECT_EQ(read_zones(folder.write("a.geojson", kTwoZones), {.code = "no", .parent = "", .layer = ""}).error().code,
            ErrorCode::column_missing);
}

TEST(UtmFrame, NorthAndSouth) {
  const auto zone_at = [](double lon, double lat) {
    return std::vector<LonLatZone>{{1, "", "", {{{{lon, lat}}, {}}}}};
  };
  EXPECT_EQ(utm_frame(zone_at(113.8, 34.0)).epsg, 32649);
  EXPECT_EQ(utm_frame(zone_at(-71.0, 42.3)).epsg, 32619);
  EXPECT_EQ(utm_frame(zone_at(151.2, -33.9)).epsg, 32756);
}

TEST(WriteZones, WhatIsWrittenIsReadToATenthOfAMillimetre) {
  const TemporaryFolder folder;
  const auto layer =
      read_zones(folder.write("a.geojson", kTwoZones), {.code = "id", .parent = "up", .layer = ""}).value();
  const auto plane = crs::Projector::make(utm_frame(layer.zones)).value();
  const auto zones = to_plane(layer.zones, plane).value();
  ASSERT_TRUE(write_zones(folder.at("b.geojson"), zones, plane));
  const auto again =
      to_plane(read_zones(folder.at("b.geojson"), {.code = "code", .parent = "parent", .layer = ""})->zones, plane)
          .value();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].code, "7");
  for (std::size_t i = 0; i < zones[0].shape[0].outer.size(); ++i)
    EXPECT_LT(distance(again[0].shape[0].outer[i], zones[0].shape[0].outer[i]).value, 2e-4);
}

}  // namespace
}  // namespace libgrid::io
