#include <libgrid/workflow/frontage.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/sheet_data.hpp>

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

/// The tiny city with widths of its own and one house, as far as the cut.
struct FrontageCity {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace;

  explicit FrontageCity(const std::string& frontage) : workspace(made(folder.path(), frontage)) {
    run_steps(workspace, files, "cut");
  }
  static Workspace made(const std::filesystem::path& folder, const std::string& frontage) {
    std::string city = tiny_city_json();
    city.pop_back();
    write_file(folder / "city.json", city + R"(, "frontage": )" + frontage + "}");
    const PositionText text;
    // 20 m along the first street (y from -30, x = 100), from 10 to 20 m east of it.
    const auto ring = [&](double x, double y) { return Xy{kCorner.x + x, kCorner.y + y}; };
    write_file(folder / "houses.geojson",
               feature_collection(
                   {R"({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [)" +
                    text({ring(110, 40), ring(120, 40), ring(120, 60), ring(110, 60), ring(110, 40)}) + "]}}"}));
    return new_workspace(folder);
  }
};

TEST(FrontageFile, WidthsOfTheCityFileAndMetresOnTheDutySheets) {
  FrontageCity city(R"({"branch": {"kerb_m": 3, "setback_m": 8}, "back_lane": {"kerb_m": 3, "setback_m": 8}})");
  const StepSummary summary = must(write_frontage(city.workspace, city.folder.path() / "f.gpkg", {}, {}));
  EXPECT_NEAR(figure(summary, "frontage_ha") * 10'000.0, figure(summary, "frontage_km") * 1000.0 * (8.0 - 3.0), 1e-3);
  const auto data = must(detail::read_sheet_data(city.workspace, {}));
  double metres = 0.0, all = 0.0;
  for (const auto& [zone, frontage] : data.frontage_of)
    for (const Metres length : frontage.length) metres += length.value;
  for (const auto& [key, pieces] : data.pieces_of)
    for (const RoadPiece* piece : pieces)
      if (piece->zone) all += (piece->to - piece->from).value * (piece->side == RoadSide::whole ? 2.0 : 1.0);
  EXPECT_NEAR(metres, all, 1e-6) << "every side of the zones' streets";
  EXPECT_TRUE(must(detail::read_sheet_data(finished_workspace(), {})).frontage_of.empty());
}

TEST(FrontageFile, BuildingsOfTheCityFileTravelWithTheWorkspace) {
  FrontageCity city(R"({"buildings": "houses.geojson"})");
  std::filesystem::remove(city.folder.path() / "houses.geojson");
  const StepSummary summary = must(write_frontage(city.workspace, city.folder.path() / "f.gpkg", {}, {}));
  // 20 m along the street at x = 100 and 10 m along the one at y = 100, in steps of 2 m at their ends.
  EXPECT_NEAR(figure(summary, "frontage_km") * 1000.0, 30.0, 4.1);
  EXPECT_GT(figure(summary, "frontage_open_km"), 1.0);
}

}  // namespace
}  // namespace libgrid::workflow::test
