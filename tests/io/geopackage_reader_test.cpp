#include <libgrid/io/detail/geopackage_reader.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

TEST(GeoPackageReader, GivesTheColumnsAskedForInThatOrder) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"7", "a", "POINT (1 2)"}, {"NULL", "NULL", "POINT (3 4)"}});
  const std::vector<std::string> columns{"name", "id"};
  const FeatureCollection layer = read_geopackage(folder.at("t.gpkg"), "t", columns).value();
  ASSERT_EQ(layer.features.size(), 2U);
  EXPECT_EQ(layer.features[0].properties, (Properties{{"name", "a"}, {"id", 7}}));
  EXPECT_EQ(layer.features[1].properties, (Properties{{"name", {}}, {"id", {}}}));
  EXPECT_EQ(layer.features[1].geometry, LonLatGeometry((LonLat{3, 4})));
  EXPECT_EQ(layer.features[1].number, 2);
}

TEST(GeoPackageReader, DegreesThatAreTakenAsWgs84KeepTheirNumbers) {
  for (const int epsg : {4490, 4269}) {
    const TemporaryFolder folder;
    make_wkt_layer(folder.at("t.gpkg"), epsg, {{"1", "a", "POINT (113.5 34.25)"}});
    const auto layer = read_geopackage(folder.at("t.gpkg"), "t", {});
    ASSERT_TRUE(layer) << message_en(layer.error());
    EXPECT_EQ(layer->features[0].geometry, LonLatGeometry((LonLat{113.5, 34.25})));
  }
}

TEST(GeoPackageReader, ReadsEveryGeometry) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326,
                 {{"1", "", "LINESTRING (0 0,1 1)"},
                  {"2", "", "MULTILINESTRING ((0 0,1 1),(2 2,3 3))"},
                  {"3", "", "POLYGON ((0 0,9 0,0 9,0 0),(1 1,2 1,1 2,1 1))"},
                  {"4", "", "MULTIPOLYGON (((0 0,1 0,0 1,0 0)),((5 5,6 5,5 6,5 5)))"},
                  {"5", "", ""},
                  {"6", "", "GEOMETRYCOLLECTION (POINT (1 2))"}});
  const FeatureCollection layer = read_geopackage(folder.at("t.gpkg"), "t", {}).value();
  ASSERT_EQ(layer.features.size(), 5U);
  EXPECT_EQ(std::get<LonLatMultiLine>(layer.features[0].geometry).size(), 1U);
  EXPECT_EQ(std::get<LonLatMultiLine>(layer.features[1].geometry)[1][0], (LonLat{2, 2}));
  EXPECT_EQ(std::get<LonLatMultiPolygon>(layer.features[2].geometry)[0].holes.size(), 1U);
  EXPECT_EQ(std::get<LonLatMultiPolygon>(layer.features[3].geometry).size(), 2U);
  EXPECT_EQ(layer.features[4].geometry, LonLatGeometry{});
  ASSERT_EQ(layer.rejected.size(), 1U);
  EXPECT_EQ(layer.rejected[0].error.row, 6);
  EXPECT_EQ(layer.rejected[0].error.code, ErrorCode::geometry_type);
}

TEST(GeoPackageReader, TextThatIsNotUtf8IsNamed) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", "POINT (1 2)"}, {"2", "路", "POINT (3 4)"}});
  execute(folder.at("t.gpkg"), {"UPDATE t SET name = CAST(x'C8CB' AS TEXT) WHERE id = 1"});
  const FeatureCollection layer = read_geopackage(folder.at("t.gpkg"), "t", std::vector<std::string>{"name"}).value();
  ASSERT_EQ(layer.rejected.size(), 1U);
  EXPECT_EQ(layer.rejected[0].error.code, ErrorCode::encoding_not_utf8);
  EXPECT_EQ(layer.rejected[0].error.field, "name");
  EXPECT_EQ(layer.features.size(), 1U);
}

/// Bytes that are no geometry, written past GDAL.
TEST(GeoPackageReader, BrokenBytesAreNamed) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "", "POINT (1 2)"}, {"2", "", "POINT (3 4)"}});
  execute(folder.at("t.gpkg"), {"DROP TRIGGER rtree_t_geom_update1", "DROP TRIGGER rtree_t_geom_update2",
                                "DROP TRIGGER rtree_t_geom_update3", "DROP TRIGGER rtree_t_geom_update4",
                                "UPDATE t SET geom = x'47500001E6100000010100' WHERE id = 1"});
  const FeatureCollection layer = read_geopackage(folder.at("t.gpkg"), "t", {}).value();
  EXPECT_EQ(layer.features.size() + layer.rejected.size(), 2U);
  EXPECT_EQ(layer.features.back().geometry, LonLatGeometry((LonLat{3, 4})));
}

TEST(GeoPackageReader, LayersInOtherDegreesComeToThoseOfWgs84) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4277,
                 {{"1", "a", "POINT (-0.1 51.5)"},
                  {"2", "b", "LINESTRING (-0.1 51.5, -0.1 51.6)"},
                  {"3", "c",
                   "POLYGON ((-0.1 51.5, -0.2 51.5, -0.2 51.6, -0.1 51.5), "
                   "(-0.15 51.52, -0.16 51.52, -0.16 51.53, -0.15 51.52))"}});
  const auto read = read_geopackage(folder.at("t.gpkg"), "t", {});
  ASSERT_TRUE(read) << message_en(read.error());
  ASSERT_EQ(read->features.size(), 3U);
  const LonLat p = std::get<LonLat>(read->features[0].geometry);
  EXPECT_NEAR(p.lon, -0.10160916100594032, 1e-9);  // by pyproj 3.7.2
  EXPECT_NEAR(p.lat, 51.50051162082722, 1e-9);
  EXPECT_EQ(std::get<LonLatMultiLine>(read->features[1].geometry)[0][0], p);
  const auto& polygon = std::get<LonLatMultiPolygon>(read->features[2].geometry)[0];
  EXPECT_EQ(polygon.outer[0], p);
  EXPECT_NE(polygon.holes[0][0].lon, -0.15);
}

}  // namespace
}  // namespace libgrid::io::detail
