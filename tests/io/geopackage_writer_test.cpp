#include <libgrid/io/geopackage_writer.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "geopackage_files.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

constexpr Frame kPlane{26986};

Polygon square(double x, double y) {
  return {.outer = {{x, y}, {x + 50, y}, {x + 50, y + 50}, {x, y + 50}, {x, y}}, .holes = {}};
}

TEST(GeoPackageWriter, SnippetOfTheHeader) {
  const TemporaryFolder folder;
  const Polygon square = io::square(236'000, 900'000);
  const auto run = [&]() -> Expected<void> {
    io::Layer blocks{.name = "blocks",
                     .geometry = io::GeometryKind::polygon,
                     .columns = {{"block_id", io::ColumnType::integer}, {"area_m2", io::ColumnType::real}},
                     .rows = {}};
    blocks.rows.push_back({.cells = {std::int64_t{1}, 2500.0}, .wkb = to_wkb(square)});
    GRID_CHECK(io::write_geopackage(folder.at("boston.gpkg"), Frame{26986}, std::vector{blocks}));
    return {};
  };
  ASSERT_TRUE(run().has_value());
  EXPECT_EQ(describe_layer(folder.at("boston.gpkg"), "blocks"),
            "blocks|Polygon|1|26986|block_id:Integer64 area_m2:Real");
}

std::vector<Layer> every_kind() {
  const LineString line{{0, 0}, {3, 4}};
  const std::vector<Column> columns{{"id", ColumnType::integer}, {"x", ColumnType::real}, {"t", ColumnType::text}};
  const std::vector<CellValue> nothing(3);
  std::vector<Layer> layers{
      {.name = "points", .geometry = GeometryKind::point, .columns = columns, .rows = {}},
      {.name = "lines", .geometry = GeometryKind::line, .columns = columns, .rows = {}},
      {.name = "areas", .geometry = GeometryKind::polygon, .columns = columns, .rows = {}},
      {.name = "zones", .geometry = GeometryKind::multipolygon, .columns = columns, .rows = {}},
      {.name = "plans", .geometry = GeometryKind::none, .columns = columns, .rows = {}},
  };
  const std::vector<Bytes> shapes{
      to_wkb(Xy{1, 2}), to_wkb(line), to_wkb(square(0, 0)), to_wkb(MultiPolygon{square(0, 0), square(100, 0)}), {}};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    layers[i].rows.push_back(
        {.cells = {std::int64_t{-9'007'199'254'740'993}, 0.1, std::string("路 \"a\" 'b'")}, .wkb = shapes[i]});
    layers[i].rows.push_back({.cells = nothing, .wkb = shapes[i]});
    layers[i].rows.push_back({.cells = {std::int64_t{7}, std::nan(""), std::string()}, .wkb = shapes[i]});
  }
  return layers;
}

TEST(GeoPackageWriter, EveryKindOfLayerAndCell) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, every_kind()).has_value());
  const std::string columns = "id:Integer64 x:Real t:String";
  EXPECT_EQ(describe_layer(folder.at("a.gpkg"), "points"), "points|Point|3|26986|" + columns);
  EXPECT_EQ(describe_layer(folder.at("a.gpkg"), "lines"), "lines|Line String|3|26986|" + columns);
  EXPECT_EQ(describe_layer(folder.at("a.gpkg"), "areas"), "areas|Polygon|3|26986|" + columns);
  EXPECT_EQ(describe_layer(folder.at("a.gpkg"), "zones"), "zones|Multi Polygon|3|26986|" + columns);
  EXPECT_EQ(describe_layer(folder.at("a.gpkg"), "plans"), "plans|None|3|-|" + columns);
  for (const std::string layer : {"points", "plans"}) {
    EXPECT_EQ(query(folder.at("a.gpkg"), "SELECT CAST(fid AS INTEGER) AS f, id, x, t FROM " + layer + " ORDER BY fid"),
              "1|-9007199254740993|0.1|路 \"a\" 'b'\n2|NULL|NULL|NULL\n3|7|NULL|")
        << layer;
  }
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.gpkg"});
}

TEST(GeoPackageWriter, HasSpatialIndexesAndAnAttributeTable) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, every_kind()).has_value());
  EXPECT_EQ(
      query(folder.at("a.gpkg"), "SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"),
      "4");
  EXPECT_EQ(query(folder.at("a.gpkg"), "SELECT data_type FROM gpkg_contents WHERE table_name = 'plans'"), "attributes");
  EXPECT_EQ(query(folder.at("a.gpkg"), "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(query(folder.at("a.gpkg"), "PRAGMA journal_mode"), "delete");
}

TEST(GeoPackageWriter, ShapesComeBackBitForBit) {
  const TemporaryFolder folder;
  const Polygon odd{.outer = {{0.1, 1.0 / 3.0}, {1e6 + 0x1p-10, 0.7}, {5, 1e7}, {0.1, 1.0 / 3.0}}, .holes = {}};
  const Layer layer{
      .name = "a", .geometry = GeometryKind::polygon, .columns = {}, .rows = {{.cells = {}, .wkb = to_wkb(odd)}}};
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, std::vector{layer}).has_value());
  const std::string hex = query(folder.at("a.gpkg"), "SELECT hex(geom) FROM a");
  std::string expected;
  for (const std::byte byte : to_wkb(odd)) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    expected += kDigits[std::to_integer<unsigned>(byte) >> 4];
    expected += kDigits[std::to_integer<unsigned>(byte) & 15];
  }
  EXPECT_TRUE(hex.ends_with(expected)) << hex;  // after the header of the standard
}

TEST(GeoPackageWriter, SameInputSameBytes) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, every_kind()).has_value());
  ASSERT_TRUE(write_geopackage(folder.at("b.gpkg"), kPlane, every_kind()).has_value());
  const std::string first = bytes_of(folder.at("a.gpkg"));
  EXPECT_EQ(first, bytes_of(folder.at("b.gpkg")));
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, every_kind()).has_value());
  EXPECT_EQ(first, bytes_of(folder.at("a.gpkg")));
}

TEST(GeoPackageWriter, LongitudeComesFirstInDegreesToo) {
  const TemporaryFolder folder;
  const Layer layer{.name = "a",
                    .geometry = GeometryKind::point,
                    .columns = {},
                    .rows = {{.cells = {}, .wkb = to_wkb(Xy{-71.0, 42.0})}}};
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kWgs84, std::vector{layer}).has_value());
  EXPECT_EQ(query(folder.at("a.gpkg"), "SELECT min_x, max_y FROM gpkg_contents"), "-71|42");
}

TEST(GeoPackageWriter, NoLayersAndNoRowsAreFiles) {
  const TemporaryFolder folder;
  EXPECT_TRUE(write_geopackage(folder.at("none.gpkg"), kPlane, {}).has_value());
  auto layers = every_kind();
  for (Layer& layer : layers) layer.rows.clear();
  EXPECT_TRUE(write_geopackage(folder.at("empty.gpkg"), kPlane, layers).has_value());
  EXPECT_EQ(describe_layer(folder.at("empty.gpkg"), "zones"),
            "zones|Multi Polygon|0|26986|id:Integer64 x:Real t:String");
}

struct Spoilt {
  std::string name;
  void (*spoil)(Layer&);
  std::string field;
  std::int64_t row;
  ErrorCode code = ErrorCode::parameter_invalid;
};

TEST(GeoPackageWriter, NamesWhatCannotBeATable) {
  const std::vector<Spoilt> cases{
      {"too few cells", [](Layer& l) { l.rows[1].cells.pop_back(); }, "areas", 2},
      {"text for a number", [](Layer& l) { l.rows[1].cells[0] = std::string("1"); }, "areas.id", 2},
      {"real for an integer", [](Layer& l) { l.rows[0].cells[0] = 1.0; }, "areas.id", 1},
      {"no geometry", [](Layer& l) { l.rows[2].wkb.clear(); }, "areas.geom", 3},
      {"a line", [](Layer& l) { l.rows[2].wkb = to_wkb(LineString{{0, 0}, {1, 1}}); }, "areas.geom", 3},
      {"a multipolygon", [](Layer& l) { l.rows[2].wkb = to_wkb(MultiPolygon{square(0, 0)}); }, "areas.geom", 3},
      {"geometry in a plain table", [](Layer& l) { l.geometry = GeometryKind::none; }, "areas.geom", 1},
      {"column twice", [](Layer& l) { l.columns[1].name = "ID"; }, "areas.ID", 0},
      {"column fid", [](Layer& l) { l.columns[1].name = "fid"; }, "areas.fid", 0},
      {"column with blank", [](Layer& l) { l.columns[1].name = "a b"; }, "areas.a b", 0},
      {"layer twice", [](Layer& l) { l.name = "Lines"; }, "Lines", 0},
      {"layer of the standard", [](Layer& l) { l.name = "gpkg_contents"; }, "gpkg_contents", 0},
      {"layer without name", [](Layer& l) { l.name = ""; }, "", 0},
      {"text not UTF-8", [](Layer& l) { l.rows[0].cells[2] = std::string("\xC8\xCB"); }, "areas.t", 1,
       ErrorCode::encoding_not_utf8},
  };
  const TemporaryFolder folder;
  for (const Spoilt& c : cases) {
    SCOPED_TRACE(c.name);
    auto layers = every_kind();
    c.spoil(layers[2]);
    const auto done = write_geopackage(folder.at("a.gpkg"), kPlane, layers);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, c.code);
    EXPECT_EQ(done.error().field, c.field);
    EXPECT_EQ(done.error().row.value_or(0), c.row);
    EXPECT_EQ(done.error().file, "a.gpkg");
  }
  EXPECT_TRUE(folder.names().empty());
}

TEST(GeoPackageWriter, RefusesAFrameThatIsNone) {
  const TemporaryFolder folder;
  EXPECT_EQ(write_geopackage(folder.at("a.gpkg"), Frame{}, every_kind()).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(write_geopackage(folder.at("a.gpkg"), Frame{999'999}, every_kind()).error().code, ErrorCode::crs_unknown);
  EXPECT_EQ(write_geopackage(folder.at("none") / "a.gpkg", kPlane, every_kind()).error().code,
            ErrorCode::file_unwritable);
  EXPECT_TRUE(folder.names().empty());
}

/// `count` square blocks in rows of 200.
Layer city_of(std::int64_t count) {
  Layer layer{.name = "blocks",
              .geometry = GeometryKind::polygon,
              .columns = {{"block_id", ColumnType::integer}, {"x", ColumnType::real}}};
  for (std::int64_t i = 0; i < count; ++i) {
    const auto [x, y] = Xy{static_cast<double>(i % 200) * 50, static_cast<double>(i / 200) * 50};
    layer.rows.push_back({.cells = {i, x}, .wkb = to_wkb(square(x, y))});
  }
  return layer;
}

TEST(GeoPackageWriter, FortyThousandRows) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_geopackage(folder.at("a.gpkg"), kPlane, std::vector{city_of(40'000)}).has_value());
  EXPECT_EQ(query(folder.at("a.gpkg"), "SELECT count(*), max(fid), max(block_id) FROM blocks"), "40000|40000|39999");
}

/// Killed at any moment: the file is the old one or the new one, and the next run works and cleans up.
TEST(GeoPackageWriter, AKillAtAnyMomentLeavesAWholeFile) {
  const TemporaryFolder folder;
  const auto path = folder.at("a.gpkg");
  const std::vector old_city{city_of(10)};
  const std::vector new_city{city_of(2'000)};
  ASSERT_TRUE(write_geopackage(path, kPlane, old_city).has_value());
  for (int moment = 0; moment < 20; ++moment) {
    const pid_t child = fork();
    if (child == 0) {
      const bool written = write_geopackage(path, kPlane, new_city).has_value();
      _exit(written ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(3 * moment));  // where it hits does not matter
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const std::string count = query(path, "SELECT count(*) FROM blocks");
    EXPECT_TRUE(count == "10" || count == "2000") << count;
    EXPECT_EQ(query(path, "PRAGMA integrity_check"), "ok");
  }
  ASSERT_TRUE(write_geopackage(path, kPlane, old_city).has_value());
  EXPECT_EQ(folder.names(), std::vector<std::string>{"a.gpkg"});
  EXPECT_EQ(query(path, "SELECT count(*) FROM blocks"), "10");
}

}  // namespace
}  // namespace libgrid::io
