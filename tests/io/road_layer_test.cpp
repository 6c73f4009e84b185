#include <libgrid/io/road_layer.hpp>

#include <algorithm>
#include <string>

#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

crs::Projector plane(int epsg) {
  auto projector = crs::Projector::make(Frame{epsg});
  return std::move(*projector);
}

/// A file of two lines and a point in EPSG:4547, its table in the encoding: 路名 and 等级.
std::filesystem::path write_roads(const TemporaryFolder& folder, const char* driver, const char* file,
                                  const char* encoding, bool with_crs) {
  RegisterOGRShape(), RegisterOGRGeoPackage();
  const std::string path = folder.at(file).string();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName(driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  OGRSpatialReferenceH crs = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(crs, 4547);
  const std::string option = std::string("ENCODING=") + encoding;
  const char* const options[] = {option.c_str(), nullptr};
  const bool shape = std::string(driver) == "ESRI Shapefile";
  OGRLayerH layer =
      GDALDatasetCreateLayer(dataset, "roads", with_crs ? crs : nullptr, shape ? wkbLineString : wkbUnknown,
                             shape ? const_cast<char**>(options) : nullptr);
  for (const char* name : {"路名", "等级", "oneway"}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
    OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
  }
  const auto add = [&](const char* wkt, const char* name, const char* road_class) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, name);
    OGR_F_SetFieldString(feature, 1, road_class);
    OGR_F_SetFieldString(feature, 2, "FT");
    OGRGeometryH geometry = nullptr;
    std::string text = wkt;
    char* begin = text.data();
    OGR_G_CreateFromWkt(&begin, nullptr, &geometry);
    OGR_F_SetGeometryDirectly(feature, geometry);
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  };
  add("LINESTRING (485000 3765000, 485100 3765000)", "健康路", "主干道");
  add("MULTILINESTRING ((485000 3765050, 485100 3765050), (485120 3765050, 485200 3765050))", "五一巷", "");
  if (!shape) add("POINT (485000 3765000)", "not a street", "");
  GDALClose(dataset);
  OSRRelease(crs);
  return path;
}

TEST(RoadLayer, AShapefileWithAGbkTable) {
  const TemporaryFolder folder;
  const auto path = write_roads(folder, "ESRI Shapefile", "roads.shp", "GBK", true);
  const auto layer = read_road_layer(path, {}, plane(4547));
  ASSERT_TRUE(layer) << message_en(layer.error());
  ASSERT_EQ(layer->lines.size(), 3U);
  EXPECT_EQ(layer->lines[0].names, std::vector<std::string>{"健康路"});
  EXPECT_EQ(layer->lines[0].road_class, "主干道");
  EXPECT_EQ(layer->lines[0].one_way, OneWay::forward);
  EXPECT_NEAR(layer->lines[0].line[0].x, 485000.0, 1e-6);
  EXPECT_EQ(layer->lines[2].names, std::vector<std::string>{"五一巷"}) << "the second part of a multi-line";
  EXPECT_EQ(layer->texts_damaged, 0);
  std::filesystem::remove(folder.at("roads.cpg"));
  const auto told = read_road_layer(path, {.encoding = "GBK"}, plane(4547));
  ASSERT_TRUE(told);
  EXPECT_EQ(told->lines[0].names, std::vector<std::string>{"健康路"});
}

TEST(RoadLayer, WithoutACrsTheFileIsRefused) {
  const TemporaryFolder folder;
  EXPECT_EQ(
      read_road_layer(write_roads(folder, "ESRI Shapefile", "roads.shp", "UTF-8", false), {}, plane(4547)).error().code,
      ErrorCode::crs_missing);
  EXPECT_EQ(read_road_layer(write_roads(folder, "GPKG", "roads.gpkg", "", false), {}, plane(4547)).error().code,
            ErrorCode::crs_missing);
}

TEST(RoadLayer, MixedGeometryIsNamedAndTheRestGoesOn) {
  const TemporaryFolder folder;
  const auto layer = read_road_layer(write_roads(folder, "GPKG", "roads.gpkg", "", true), {}, plane(4547));
  ASSERT_TRUE(layer) << message_en(layer.error());
  EXPECT_EQ(layer->lines.size(), 3U);
  ASSERT_EQ(layer->rejected.size(), 1U);
  EXPECT_EQ(layer->rejected[0].error.code, ErrorCode::geometry_type);
  EXPECT_EQ(layer->rejected[0].error.row, 3);
}

TEST(RoadLayer, AColumnThatWasAskedForMustBeThere) {
  const TemporaryFolder folder;
  const auto path = write_roads(folder, "GPKG", "roads.gpkg", "", true);
  const auto refused = read_road_layer(path, {.columns = {.road_class = "grade"}}, plane(4547));
  EXPECT_EQ(refused.error().code, ErrorCode::column_missing);
  EXPECT_EQ(read_road_layer(path, {.layer = "none"}, plane(4547)).error().code, ErrorCode::not_found);
  EXPECT_EQ(read_road_layer(folder.write("a.dxf", ""), {}, plane(4547)).error().code, ErrorCode::format_unknown);
  EXPECT_EQ(read_road_layer(folder.at("a.shp"), {}, plane(4547)).error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_road_layer(folder.write("b.pbf", "no pbf"), {}, plane(4547)).error().code, ErrorCode::file_unreadable);
}

TEST(RoadLayer, GeoJsonWithoutACrsMemberIsWgs84) {
  const TemporaryFolder folder;
  const auto path = folder.write(
      "r.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A","width":"5 m"},
                   "geometry":{"type":"LineString","coordinates":[[113.8,34.0],[113.801,34.0]]}}]})");
  const auto layer = read_road_layer(path, {}, plane(4547));
  ASSERT_TRUE(layer) << message_en(layer.error());
  EXPECT_EQ(layer->lines[0].width, Metres{5.0});
  EXPECT_NEAR(length(layer->lines[0].line).value, 92.4, 0.2);
}

TEST(RoadLayer, OsmWaysWithTheirTags) {
  const auto layer = read_road_layer(test::source_dir() + "/data/hsinchu/campus.osm.pbf", {}, plane(3826));
  ASSERT_TRUE(layer) << message_en(layer.error());
  EXPECT_EQ(layer->lines.size(), 1170U);
  EXPECT_TRUE(layer->rejected.empty());
  const auto with = [&](const auto& test) { return std::ranges::count_if(layer->lines, test); };
  EXPECT_GT(with([](const RoadLine& r) { return r.bridge; }), 0);
  EXPECT_GT(with([](const RoadLine& r) { return r.layer.has_value(); }), 0);
  EXPECT_GT(with([](const RoadLine& r) { return r.one_way == OneWay::forward; }), 50);
  EXPECT_GT(with([](const RoadLine& r) { return r.lanes.has_value(); }), 10);
  EXPECT_GT(with([](const RoadLine& r) { return !r.names.empty() && r.names[0] == "大學路"; }), 0);
}

}  // namespace
}  // namespace libgrid::io
