#include <libgrid/io/detail/projected_zones.hpp>

#include <cstring>
#include <fstream>

#include <gtest/gtest.h>

#include <libgrid/io/zone_layer.hpp>

#include "shapefile_bytes.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

/// A 100 m square of CGCS2000 / 3-degree Gauss-Kruger CM 114E (EPSG:4547), clockwise.
std::vector<double> square_4547(double x) {
  return {x, 3767000, x, 3767100, x + 100, 3767100, x + 100, 3767000, x, 3767000};
}

/// As ArcGIS writes it: no EPSG code in it.
const char* const kGaussKruger =
    R"(PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",)"
    R"(DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],)"
    R"(UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],)"
    R"(PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";

void expect_two_squares(const std::vector<ImportedZone>& zones) {
  ASSERT_EQ(zones.size(), 2U);
  EXPECT_NEAR(area(zones[0].shape).value, 10'000.0, 1e-3);
  EXPECT_NEAR(zones[0].shape[0].outer[0].x, 487'000.0, 1e-6);
  // The shared border stays bit-identical: the same numbers go the same way.
  EXPECT_EQ(zones[0].shape[0].outer[2], zones[1].shape[0].outer[1]);
}

/// GDAL wants the index beside the shapes: 8 bytes per record after the header of the .shp.
void write_index(const std::filesystem::path& shp_path) {
  const std::string shp = bytes_of(shp_path);
  std::string shx = shp.substr(0, 100);
  for (std::size_t at = 100; at + 8 <= shp.size();) {
    std::uint32_t words = 0;
    std::memcpy(&words, shp.data() + at + 4, 4);
    words = __builtin_bswap32(words);
    put_big(shx, static_cast<std::uint32_t>(at / 2));
    put_big(shx, words);
    at += 8 + std::size_t{words} * 2;
  }
  const std::uint32_t length = __builtin_bswap32(static_cast<std::uint32_t>(shx.size() / 2));
  std::memcpy(shx.data() + 24, &length, 4);
  std::ofstream(std::filesystem::path(shp_path).replace_extension(".shx"), std::ios::binary) << shx;
}

TEST(ProjectedZones, AShapefileOfAChinesePlaneComesBackToItsMetres) {
  const TemporaryFolder folder;
  const auto path = write_shapefile(folder, {{"\xB5\xDA\xD2\xBB", {square_4547(487000)}}, {"B", {square_4547(487100)}}},
                                    "", kGaussKruger);  // 第一
  write_index(path);
  const auto layer = read_zones(path, ZoneColumns{.code = "CODE", .parent = {}, .layer = {}});
  ASSERT_TRUE(layer) << message_en(layer.error());
  EXPECT_EQ(layer->zones[0].code, "第一");
  expect_two_squares(to_plane(layer->zones, *crs::Projector::make(Frame{4547})).value());
}

TEST(ProjectedZones, ChineseColumnsOfAGbkShapefileAreFoundByTheirNames) {
  const std::string column = "\xB1\xE0\xC2\xEB";  // 编码 in GBK
  for (const char* cpg : {"GBK", ""}) {
    SCOPED_TRACE(cpg);
    const TemporaryFolder folder;
    const auto path = write_shapefile(
        folder, {{"\xB5\xDA\xD2\xBB", {square_4547(487000)}}, {"B", {square_4547(487100)}}}, cpg, kGaussKruger, column);
    write_index(path);
    const auto layer = read_zones(path, ZoneColumns{.code = "编码", .parent = {}, .layer = {}});
    ASSERT_TRUE(layer) << message_en(layer.error());
    EXPECT_EQ(layer->zones[0].code, "第一");
    const auto other = read_zones(path, ZoneColumns{.code = "名称", .parent = {}, .layer = {}});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().detail, "名称; the file has 编码");
  }
}

TEST(ProjectedZones, TextsAreReadAsTheirTableSaysAndNotOneByOne) {
  const TemporaryFolder folder;  // "\xC2\xA9" is 漏 in GBK and a copyright sign in UTF-8
  const auto path =
      write_shapefile(folder, {{"\xC2\xA9", {square_4547(487000)}}, {"B", {square_4547(487100)}}}, "GBK", kGaussKruger);
  write_index(path);
  const auto layer = read_zones(path, ZoneColumns{.code = "CODE", .parent = {}, .layer = {}});
  ASSERT_TRUE(layer) << message_en(layer.error());
  EXPECT_EQ(layer->zones[0].code, "漏");
}

std::string geojson_4547(const std::string& crs) {
  const auto feature = [](double x) {
    std::string ring;
    const std::vector<double> numbers = square_4547(x);
    for (std::size_t i = 0; i < numbers.size(); i += 2)
      ring += (i == 0 ? "[" : ",[") + std::to_string(numbers[i]) + "," + std::to_string(numbers[i + 1]) + "]";
    return R"({"type":"Feature","properties":{"code":"a"},"geometry":{"type":"Polygon","coordinates":[[)" + ring +
           "]]}}";
  };
  return R"({"type":"FeatureCollection",)" + crs + R"("features":[)" + feature(487000) + "," + feature(487100) + "]}";
}

TEST(ProjectedZones, GeoJsonThatNamesItsFrameAndTheOthersAreRefused) {
  const TemporaryFolder folder;
  const auto named = folder.write(
      "a.geojson", geojson_4547(R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},)"));
  const auto layer = read_zones(named, ZoneColumns{.code = "code", .parent = {}, .layer = {}});
  ASSERT_TRUE(layer) << message_en(layer.error());
  expect_two_squares(to_plane(layer->zones, *crs::Projector::make(Frame{4547})).value());

  const auto code_of = [&](const std::string& crs) {
    return read_zones(folder.write("b.geojson", geojson_4547(crs))).error().code;
  };
  EXPECT_EQ(code_of(R"("crs":null,)"), ErrorCode::crs_missing);
  EXPECT_EQ(code_of(R"("crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/crs","type":"proj4"}},)"),
            ErrorCode::crs_unknown);
  EXPECT_EQ(code_of(R"("crs":{"type":"name","properties":{"name":"EPSG:4978"}},)"),
            ErrorCode::crs_unknown);  // geocentric
  // Metres that claim to be degrees: no row is a place on earth.
  const auto bare = read_zones(folder.write("c.geojson", geojson_4547("")));
  ASSERT_TRUE(bare);
  EXPECT_TRUE(bare->zones.empty());
  EXPECT_EQ(bare->rejected.size(), 2U);
}

TEST(ProjectedZones, ALayerInFeetComesToTheMetresOfItsPlane) {
  const TemporaryFolder folder;
  const auto file = folder.write(
      "feet.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2249"}},"features":[{"type":"Feature",)"
      R"("properties":{},"geometry":{"type":"Polygon","coordinates":[[[773000,2955000],[774000,2955000],[774000,2956000],)"
      R"([773000,2956000],[773000,2955000]]]}}]})");
  const auto layer = read_zones(file);
  ASSERT_TRUE(layer) << message_en(layer.error());
  const auto zones = to_plane(layer->zones, *crs::Projector::make(Frame{26986})).value();
  constexpr double kFoot = 1200.0 / 3937.0;
  // The authority writes the false easting of 200 km as 656,166.667 feet: 0.1 mm off.
  EXPECT_NEAR(zones[0].shape[0].outer[0].x, 773'000 * kFoot, 2e-4);
  EXPECT_NEAR(zones[0].shape[0].outer[0].y, 2'955'000 * kFoot, 2e-4);
  EXPECT_NEAR(area(zones[0].shape).value, 1e6 * kFoot * kFoot, 0.1);
}

TEST(ProjectedZones, AShapefileWithoutPrjIsRefused) {
  const TemporaryFolder folder;
  const auto path = write_shapefile(folder, {{"A", {square_4547(487000)}}}, "");
  std::filesystem::remove(std::filesystem::path(path).replace_extension(".prj"));
  EXPECT_EQ(read_zones(path).error().code, ErrorCode::crs_missing);
}

}  // namespace
}  // namespace libgrid::io
