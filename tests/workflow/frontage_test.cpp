#include <libgrid/workflow/frontage.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

double figure(const StepSummary& summary, std::string_view name) {
  for (const Figure& f : summary.figures)
    if (f.name == name) return std::get<double>(f.value);
  return std::nan("");
}

TEST(FrontageFile, WithoutBuildingsEverySideOfEveryStreetHasAStrip) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  const auto file = folder.path() / "frontage.gpkg";
  const StepSummary summary = must(write_frontage(workspace, file, {}, {}));
  double sides = 0.0;
  for (const RoadPiece& piece : must(workspace.store().road_pieces()))
    sides += (piece.to - piece.from).value * (piece.side == RoadSide::whole ? 2.0 : 1.0);
  EXPECT_NEAR(figure(summary, "frontage_km"), sides / 1000.0, 1e-6);
  EXPECT_EQ(figure(summary, "frontage_open_km"), 0.0);
  EXPECT_GT(std::filesystem::file_size(file), 0U);
}

TEST(FrontageFile, ABrokenFootprintIsNamedAndTheRestGoesOn) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  write_file(folder.path() / "b.geojson",
             R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[-71.06,42.35]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[-71.5,42.3],[-71.499,42.3],[-71.499,42.301],[-71.5,42.3]]]}}]})");
  const StepSummary summary =
      must(write_frontage(workspace, folder.path() / "f.gpkg", {.buildings = folder.path() / "b.geojson"}, {}));
  EXPECT_EQ(summary.findings.size(), 1U);
  EXPECT_EQ(figure(summary, "frontage_km"), 0.0) << "the house stands elsewhere";
  EXPECT_GT(figure(summary, "frontage_open_km"), 0.0);
}

}  // namespace
}  // namespace libgrid::workflow::test
