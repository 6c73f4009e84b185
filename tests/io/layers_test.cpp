#include <libgrid/io/layers.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/model/city.hpp>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

std::string boston(const char* name) { return test::source_dir() + "/data/boston/" + name; }

const crs::Projector& plane() {
  static const crs::Projector projector = crs::Projector::make(Frame{26986}).value();
  return projector;
}

const StreetColumns kColumns{.id = "id", .name = "name", .road_class = ""};
const std::string kYard = "POLYGON ((-71.1 42.3,-71 42.3,-71 42.4,-71.1 42.3))";
const std::string kWay = "LINESTRING (-71.1 42.3,-71.05 42.35)";

TEST(Layers, SnippetOfTheHeader) {
  City city;
  city.frame = Frame{26986};
  const auto folder = std::filesystem::path(test::source_dir() + "/data/boston");
  Expected<crs::Projector> to_plane = crs::Projector::make(city.frame);
  auto districts = io::read_districts(folder / "neighborhoods.gpkg", "neighborhoods", "Name", *to_plane);
  auto streets = io::read_streets(folder / "streets.gpkg", "streets",
                                  {.id = "way_no", .name = "name", .road_class = "highway"}, *to_plane);
  EXPECT_TRUE(districts.has_value());
  EXPECT_TRUE(streets.has_value());
}

TEST(Layers, BostonsStreetsAre1544Kilometres) {
  const StreetLayer layer = read_streets(boston("streets.gpkg"), "streets", {}, plane()).value();
  EXPECT_EQ(layer.streets.size(), 10'761U);
  EXPECT_TRUE(layer.rejected.empty());
  Metres total{0.0};
  for (const Street& street : layer.streets) total += length(street.line);
  EXPECT_NEAR(total.value, 1'544'000.0, 50.0);
  EXPECT_EQ(layer.streets.front().id, StreetId{1});
  EXPECT_FALSE(layer.streets.front().name.empty());
  EXPECT_FALSE(layer.streets.front().road_class.empty());
}

TEST(Layers, BostonHas26Districts) {
  const std::vector<District> districts =
      read_districts(boston("neighborhoods.gpkg"), "neighborhoods", "Name", plane()).value();
  ASSERT_EQ(districts.size(), 26U);
  SquareMetres total{0.0};
  for (std::size_t i = 0; i < districts.size(); ++i) {
    EXPECT_EQ(districts[i].id.value, static_cast<std::int64_t>(i) + 1);
    total += area(districts[i].shape);
  }
  EXPECT_NEAR(total.value / 1e6, 125.0, 5.0);
  EXPECT_EQ(query(boston("neighborhoods.gpkg"), "SELECT Name FROM neighborhoods ORDER BY fid LIMIT 1"),
            districts[0].name);
}

TEST(Layers, AGeoPackageAndItsGeoJsonGiveTheSame) {
  const TemporaryFolder folder;
  const auto gpkg = folder.at("t.gpkg");
  make_wkt_layer(gpkg, 4326, {{"7", "First St", kWay}, {"5", "NULL", "MULTILINESTRING ((-71.1 42.3,-71 42.4))"}});
  const auto json = folder.write("t.geojson", R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"id":7,"name":"First St"},
       "geometry":{"type":"LineString","coordinates":[[-71.1,42.3],[-71.05,42.35]]}},
      {"type":"Feature","properties":{"id":5,"name":null},
       "geometry":{"type":"MultiLineString","coordinates":[[[-71.1,42.3],[-71,42.4]]]}}]})");
  const StreetLayer a = read_streets(gpkg, "t", kColumns, plane()).value();
  const StreetLayer b = read_streets(json, "t", kColumns, plane()).value();
  EXPECT_EQ(a.streets, b.streets);
  ASSERT_EQ(a.streets.size(), 2U);
  EXPECT_EQ(a.streets[0].id, StreetId{7});
  EXPECT_EQ(a.streets[0].line[0], plane().to_plane(LonLat{-71.1, 42.3}).value());
  EXPECT_EQ(a.streets[1].name, "");
}

TEST(Layers, AltitudesAreDropped) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", "LINESTRING ZM (-71.1 42.3 5 6,-71 42.4 7 8)"}});
  EXPECT_EQ(read_streets(folder.at("t.gpkg"), "t", kColumns, plane()).value().streets[0].line.size(), 2U);
}

struct BadFeature {
  std::string name;
  WktRow row;
  std::string field;
  std::string code;
};

TEST(Layers, ABadStreetIsNamedAndTheOthersGoOn) {
  const std::vector<BadFeature> bad{
      {"no id", {"NULL", "a", kWay}, "id", "E_ID_MISSING"},
      {"id twice", {"1", "a", kWay}, "id", "E_ID_DUPLICATE"},
      {"no geometry", {"2", "a", ""}, "geometry", "E_GEOMETRY_EMPTY"},
      {"empty line", {"2", "a", "LINESTRING EMPTY"}, "geometry", "E_GEOMETRY_EMPTY"},
      {"no length", {"2", "a", "LINESTRING (-71 42,-71 42)"}, "geometry", "E_GEOMETRY_EMPTY"},
      {"two parts", {"2", "a", "MULTILINESTRING ((-71 42,-71 43),(-72 42,-72 43))"}, "geometry", "E_GEOMETRY_TYPE"},
      {"a polygon", {"2", "a", kYard}, "geometry", "E_GEOMETRY_TYPE"},
      {"a point", {"2", "a", "POINT (-71 42)"}, "geometry", "E_GEOMETRY_TYPE"},
      {"an arc", {"2", "a", "CIRCULARSTRING (0 0,1 1,2 0)"}, "geometry", "E_GEOMETRY_TYPE"},
      {"swapped axes", {"2", "a", "LINESTRING (34.0 113.8,34.1 113.9)"}, "geometry", "E_AXES_SWAPPED"},
      {"swapped axes, told by the frame", {"2", "a", "LINESTRING (42.3 -71.1,42.4 -71)"}, "geometry", "E_AXES_SWAPPED"},
      {"metres", {"2", "a", "LINESTRING (236012 900471,236020 900480)"}, "geometry", "E_COORDINATE_OUT_OF_RANGE"},
      {"NaN", {"2", "a", "LINESTRING (999 42,-71 42)"}, "geometry", "E_NUMBER_NOT_FINITE"},
  };
  const TemporaryFolder folder;
  for (const BadFeature& c : bad) {
    SCOPED_TRACE(c.name);
    make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "good", kWay}, c.row, {"9", "good", kWay}});
    const auto layer = read_streets(folder.at("t.gpkg"), "t", kColumns, plane());
    ASSERT_TRUE(layer.has_value()) << message_en(layer.error());
    ASSERT_EQ(layer->rejected.size(), 1U);
    const Error& error = layer->rejected.front().error;
    EXPECT_EQ(info(error.code).name, c.code);
    EXPECT_EQ(error.field, c.field);
    EXPECT_EQ(error.row, 2);
    EXPECT_EQ(error.file, "t.gpkg");
    EXPECT_EQ(layer->streets.size(), 2U);
  }
}

TEST(Layers, ABadDistrictRefusesTheLand) {
  const std::vector<BadFeature> bad{
      {"no name", {"2", "NULL", kYard}, "name", "E_ID_MISSING"},
      {"name twice", {"2", "good", kYard}, "name", "E_ID_DUPLICATE"},
      {"no geometry", {"2", "a", ""}, "geometry", "E_GEOMETRY_EMPTY"},
      {"empty polygon", {"2", "a", "POLYGON EMPTY"}, "geometry", "E_GEOMETRY_EMPTY"},
      {"a line", {"2", "a", kWay}, "geometry", "E_GEOMETRY_TYPE"},
      {"short ring", {"2", "a", "POLYGON ((0 0,1 0,0 0))"}, "geometry", "E_RING_TOO_SHORT"},
      {"open ring", {"2", "a", "POLYGON ((0 0,1 0,1 1,0 1))"}, "geometry", "E_RING_NOT_CLOSED"},
      {"swapped axes", {"2", "a", "POLYGON ((34 113,35 113,35 114,34 113))"}, "geometry", "E_AXES_SWAPPED"},
  };
  const TemporaryFolder folder;
  for (const BadFeature& c : bad) {
    SCOPED_TRACE(c.name);
    make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "good", kYard}, c.row});
    const auto districts = read_districts(folder.at("t.gpkg"), "t", "name", plane());
    ASSERT_FALSE(districts.has_value());
    EXPECT_EQ(info(districts.error().code).name, c.code);
    EXPECT_EQ(districts.error().field, c.field);
    EXPECT_EQ(districts.error().row, 2);
  }
}

TEST(Layers, ABowTieIsReadAsItIs) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", "POLYGON ((-71 42,-70 43,-70 42,-71 43,-71 42))"}});
  EXPECT_EQ(read_districts(folder.at("t.gpkg"), "t", "name", plane()).value()[0].shape[0].outer.size(), 5U);
}

TEST(Layers, TheFrameMustBeDeclared) {
  const TemporaryFolder folder;
  const auto code = [&](int epsg, const std::vector<std::string>& spoil) {
    make_wkt_layer(folder.at("t.gpkg"), epsg, {{"1", "a", kWay}});
    if (!spoil.empty()) execute(folder.at("t.gpkg"), spoil);
    const auto layer = read_streets(folder.at("t.gpkg"), "t", kColumns, plane());
    return layer ? std::string("good") : std::string(info(layer.error().code).name);
  };
  EXPECT_EQ(code(4326, {}), "good");
  EXPECT_EQ(code(0, {}), "E_CRS_MISSING");
  EXPECT_EQ(code(4326, {"UPDATE gpkg_geometry_columns SET srs_id = -1", "UPDATE gpkg_contents SET srs_id = -1"}),
            "E_CRS_MISSING");
  EXPECT_EQ(code(26986, {}), "E_CRS_UNKNOWN");
  EXPECT_EQ(code(3857, {}), "E_CRS_UNKNOWN");
}

TEST(Layers, NamesWhatIsMissing) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", kWay}});
  make_wkt_layer(folder.at("none.gpkg"), 4326, {});
  folder.write("text.gpkg", "this is no database");
  folder.write("t.shp", "x");
  folder.write("vrt.gpkg", "<OGRVRTDataSource><OGRVRTLayer name=\"t\"/></OGRVRTDataSource>");
  const auto code = [&](const std::string& file, const std::string& layer, const StreetColumns& columns) {
    const auto read = read_streets(folder.at(file), layer, columns, plane());
    EXPECT_TRUE(read || read.error().file == file);
    return read ? std::string("good") : std::string(info(read.error().code).name);
  };
  EXPECT_EQ(code("t.gpkg", "t", kColumns), "good");
  EXPECT_EQ(code("missing.gpkg", "t", kColumns), "E_FILE_NOT_FOUND");
  EXPECT_EQ(code("text.gpkg", "t", kColumns), "E_FILE_UNREADABLE");
  EXPECT_EQ(code("vrt.gpkg", "t", kColumns), "E_FILE_UNREADABLE");
  EXPECT_EQ(code("t.shp", "t", kColumns), "E_FORMAT_UNKNOWN");
  EXPECT_EQ(code("t.gpkg", "roads", kColumns), "E_NOT_FOUND");
  EXPECT_EQ(code("t.gpkg", "t", {.id = "way_no", .name = "name", .road_class = ""}), "E_COLUMN_MISSING");
  EXPECT_EQ(code("none.gpkg", "t", kColumns), "E_GEOMETRY_EMPTY");
}

/// A layer that is a query can be one that never ends; it is not even started.
TEST(Layers, AViewIsRefused) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", kWay}});
  execute(
      folder.at("t.gpkg"),
      {"CREATE VIEW endless AS WITH RECURSIVE n(fid, geom, id, name) AS (SELECT fid, geom, id, name FROM t UNION ALL "
       "SELECT fid + 1, geom, id, name FROM n) SELECT fid, geom, id, name FROM n",
       "INSERT INTO gpkg_contents (table_name, identifier, data_type, srs_id) VALUES ('endless', 'endless', "
       "'features', 4326)",
       "INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'GEOMETRY', 4326, 0, 0)"});
  const auto layer = read_streets(folder.at("t.gpkg"), "endless", kColumns, plane());
  ASSERT_FALSE(layer.has_value());
  EXPECT_EQ(layer.error().code, ErrorCode::format_unknown);
  EXPECT_TRUE(read_streets(folder.at("t.gpkg"), "t", kColumns, plane()).has_value());
}

TEST(Layers, ATruncatedGeoPackageIsNamed) {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(boston("streets.gpkg"));
  for (const std::size_t part : {std::size_t{50}, std::size_t{4096}, whole.size() / 3, whole.size() - 5000}) {
    const auto layer = read_streets(folder.write("cut.gpkg", whole.substr(0, part)), "streets", {}, plane());
    EXPECT_FALSE(layer.has_value()) << part;
  }
}

TEST(Layers, ReadingLeavesNothingBeside) {
  const TemporaryFolder folder;
  make_wkt_layer(folder.at("t.gpkg"), 4326, {{"1", "a", kWay}});
  const std::string before = bytes_of(folder.at("t.gpkg"));
  EXPECT_TRUE(read_streets(folder.at("t.gpkg"), "t", kColumns, plane()).has_value());
  EXPECT_EQ(folder.names(), std::vector<std::string>{"t.gpkg"});
  EXPECT_EQ(bytes_of(folder.at("t.gpkg")), before);
}

TEST(Layers, AnIdMayBeAWholeRealButNoText) {
  const TemporaryFolder folder;
  const auto read = [&](const std::string& id) {
    const auto path = folder.write(
        "t.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":)" + id +
                         R"(,"name":"a"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}]})");
    const auto layer = read_streets(path, "", kColumns, crs::Projector::make(Frame{32631}).value()).value();
    return layer.rejected.empty() ? std::to_string(layer.streets[0].id.value)
                                  : std::string(info(layer.rejected[0].error.code).name);
  };
  EXPECT_EQ(read("17"), "17");
  EXPECT_EQ(read("17.0"), "17");
  EXPECT_EQ(read("17.5"), "E_NUMBER_MALFORMED");
  EXPECT_EQ(read("1e300"), "E_NUMBER_MALFORMED");
  EXPECT_EQ(read("\"17\""), "E_NUMBER_MALFORMED");
  EXPECT_EQ(read("null"), "E_ID_MISSING");
}

TEST(ReadStreets, TheLayerIsReadFromLayerBridgeAndTunnel) {
  const TemporaryFolder folder;
  std::string features;
  int id = 0;
  for (const char* properties :
       {R"("layer":"2","bridge":"yes","tunnel":"")", R"("layer":-1,"bridge":null,"tunnel":null)",
        R"("layer":"","bridge":"viaduct","tunnel":"")", R"("layer":null,"bridge":"no","tunnel":"T")",
        R"("layer":"0","bridge":"F","tunnel":"no")", R"("layer":"x","bridge":"","tunnel":"")"}) {
    features += (id == 0 ? "" : ",") + std::string(R"({"type":"Feature","properties":{"id":)");
    features += std::to_string(++id) + "," + properties;
    features += R"(},"geometry":{"type":"LineString","coordinates":[[-71.1,42.3],[-71.0,42.4]]}})";
  }
  const auto path = folder.write("s.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
  StreetColumns columns{.id = "id", .name = "", .road_class = ""};
  StreetColumns named = columns;
  named.layer = "layer", named.bridge = "bridge", named.tunnel = "tunnel";
  for (const StreetColumns& asked : {columns, named}) {  // the usual names need not be told
    std::vector<int> layers;
    const StreetLayer read = read_streets(path, "", asked, plane()).value();
    for (const Street& street : read.streets) layers.push_back(street.layer);
    EXPECT_EQ(layers, (std::vector<int>{2, -1, 1, -1, 0, 0}));
  }
}

TEST(ReadStreets, WidthAndAccessComeFromTheUsualColumnsOrTheNamedOnes) {
  const TemporaryFolder folder;
  const auto path = folder.write("s.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"id":1,"width_m":4.5,"access":"private","broad":9},"geometry":{"type":"LineString","coordinates":[[-71.1,42.3],[-71.0,42.4]]}},
    {"type":"Feature","properties":{"id":2,"width":"wide","broad":"7 m"},"geometry":{"type":"LineString","coordinates":[[-71.1,42.3],[-71.0,42.4]]}}]})");
  StreetColumns columns{.id = "id", .name = "", .road_class = ""};
  const auto usual = read_streets(path, "", columns, plane()).value().streets;
  EXPECT_EQ(usual[0].width, Metres{4.5});
  EXPECT_EQ(usual[0].access, "private");
  EXPECT_FALSE(usual[1].width);
  columns.width = "broad";
  const auto named = read_streets(path, "", columns, plane()).value().streets;
  EXPECT_EQ(named[0].width, Metres{9.0});
  EXPECT_EQ(named[1].width, Metres{7.0});
  columns.access = "who";
  EXPECT_EQ(read_streets(path, "", columns, plane()).error().code, ErrorCode::column_missing);
}

}  // namespace
}  // namespace libgrid::io
