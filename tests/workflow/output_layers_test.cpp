#include <libgrid/workflow/detail/output_layers.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail {
namespace {

using test::finished_workspace;
using test::must;

const io::Layer& layer(std::string_view name) {
  static const std::vector<io::Layer> all = must(output_layers(finished_workspace()));
  for (const io::Layer& one : all)
    if (one.name == name) return one;
  throw std::runtime_error("no layer " + std::string(name));
}

std::size_t column(const io::Layer& of, std::string_view name) {
  for (std::size_t i = 0; i < of.columns.size(); ++i)
    if (of.columns[i].name == name) return i;
  throw std::runtime_error("no column " + std::string(name));
}

TEST(OutputLayers, ComeInTheOrderOfTheContractWithFullRows) {
  std::vector<std::string> names;
  for (const io::Layer& one : must(output_layers(finished_workspace()))) {
    names.push_back(one.name);
    for (const io::LayerRow& row : one.rows) {
      ASSERT_EQ(row.cells.size(), one.columns.size()) << one.name;
      EXPECT_EQ(row.wkb.empty(), one.geometry == io::GeometryKind::none) << one.name;
    }
  }
  EXPECT_EQ(names, (std::vector<std::string>{"districts", "faces", "blocks", "links", "zones", "road_pieces", "cells",
                                             "plans", "zone_versions"}));
}

TEST(OutputLayers, UpperZonesHaveNoParentLowerOnesHave) {
  const io::Layer& zones = layer("zones");
  const std::size_t parent = column(zones, "parent_id"), level = column(zones, "level");
  for (const io::LayerRow& row : zones.rows)
    EXPECT_EQ(std::holds_alternative<std::monostate>(row.cells[parent]),
              row.cells[level] == io::CellValue{std::int64_t{1}});
}

TEST(OutputLayers, PiecesOutsideTheLandHaveNoZone) {
  const io::Layer& pieces = layer("road_pieces");
  const std::size_t zone = column(pieces, "zone_id"), rule = column(pieces, "rule"), side = column(pieces, "side");
  for (const io::LayerRow& row : pieces.rows) {
    EXPECT_EQ(std::holds_alternative<std::monostate>(row.cells[zone]),
              row.cells[rule] == io::CellValue{std::string("outside")});
    EXPECT_EQ(row.cells[side], io::CellValue{std::string("whole")});
  }
}

TEST(OutputLayers, TheLengthOfAPieceIsTheDifferenceOfItsMeasures) {
  const io::Layer& pieces = layer("road_pieces");
  const std::size_t from = column(pieces, "from_m"), to = column(pieces, "to_m"), length = column(pieces, "length_m");
  for (const io::LayerRow& row : pieces.rows)
    EXPECT_EQ(std::get<double>(row.cells[to]) - std::get<double>(row.cells[from]), std::get<double>(row.cells[length]));
}

TEST(OutputLayers, CellsAreSquaresOfTheRaster) {
  const io::Layer& cells = layer("cells");
  EXPECT_EQ(cells.rows.size(), must(finished_workspace().store().cells()).size());
  for (const io::LayerRow& row : cells.rows) EXPECT_NEAR(area(must(polygons_from_wkb(row.wkb))).value, 10'000.0, 1e-6);
}

TEST(OutputLayers, APlanInForceHasNoEnd) {
  const io::Layer& plans = layer("plans");
  ASSERT_EQ(plans.rows.size(), 1U);
  EXPECT_EQ(plans.rows[0].cells[column(plans, "valid_from")], io::CellValue{std::string("2015-01-01T00:00:00")});
  EXPECT_TRUE(std::holds_alternative<std::monostate>(plans.rows[0].cells[column(plans, "valid_to")]));
}

TEST(OutputLayers, FilesBesideTheMainOneSayThatDataAreInvented) {
  const test::TinyFolder folder;
  const std::vector<io::Layer> layers{
      {"plain", io::GeometryKind::none, {{"n", io::ColumnType::integer}}, {{{std::int64_t{7}}, {}}}}};
  City city = finished_workspace().city();
  for (const bool synthetic : {false, true}) {
    const auto place = folder.path() / (synthetic ? "invented" : "real");
    std::filesystem::create_directory(place);
    city.synthetic = synthetic;
    must(write_city_layers(place / "beside.gpkg", city, layers));
    test::OutputQuery query(place);
    EXPECT_EQ(query("beside.gpkg", "SELECT n FROM plain"), "7");
    const char* const marks = "SELECT count(*) FROM pragma_table_info('plain') WHERE name = 'synthetic'";
    EXPECT_EQ(query("beside.gpkg", marks), synthetic ? "1" : "0");
  }
}

}  // namespace
}  // namespace libgrid::workflow::detail
