#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/hotspot/raster.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(FindHotspots, EveryListedCategoryHasEveryCell) {
  const store::Store& store = finished_workspace().store();
  const auto cells = must(store.cells());
  std::map<std::string, std::size_t> rows;
  for (const Hotspot& row : must(store.hotspots())) ++rows[row.category];
  EXPECT_EQ(rows.size(), 3U);
  for (const auto& [category, n] : rows) EXPECT_EQ(n, cells.size()) << category;
}

TEST(FindHotspots, TheHottestCellIsWhereTheGraffitiPilesUp) {
  const auto rows = must(finished_workspace().store().hotspots());
  const auto hottest = std::ranges::max_element(rows, {}, &Hotspot::z);
  EXPECT_EQ(hottest->category, "Graffiti");
  EXPECT_TRUE(hottest->significant);
  const Box land{kCorner, {kIsleCorner.x + kIsleSide, kCorner.y + kTownSide}};
  const Box box = hotspot::cell_box(hotspot::raster_over(land, Metres{100.0}), hottest->cell);
  EXPECT_TRUE(box.grown(Metres{100.0}).contains({kCorner.x + 1300.0, kCorner.y + 300.0}));
}

TEST(MeasureRebound, GraffitiComesBackMoreOftenThanPotholes) {
  std::map<std::string, Rebound> rows;
  for (const Rebound& row : must(finished_workspace().store().rebounds())) rows[row.category] = row;
  EXPECT_GT(rows.at("Graffiti").km, 0.5);
  EXPECT_LT(rows.at("Pothole").km, rows.at("Graffiti").km);
  for (const auto& [category, row] : rows) {
    EXPECT_LE(row.n_rebound, row.n_settled) << category;
    EXPECT_LE(row.n_settled, row.n_reports) << category;
    EXPECT_LE(row.lower, row.km) << category;
    EXPECT_GE(row.upper, row.km) << category;
  }
}

TEST(MeasureRebound, TheWorstPlacesAreRankedAndLieInTheCity) {
  const auto places = must(finished_workspace().store().worst_places());
  ASSERT_EQ(places.size(), 10U);
  const auto projector = must(crs::Projector::make(Frame{26986}));
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ(places[i].rank, static_cast<std::int64_t>(i) + 1);
    if (i > 0) {
      EXPECT_LE(places[i].n_rebound, places[i - 1].n_rebound);
    }
    const Xy at = must(projector.to_plane(places[i].centre));
    EXPECT_TRUE((Box{kCorner, {kCorner.x + 2 * kTownSide, kCorner.y + kTownSide}}).grown(Metres{1000.0}).contains(at));
  }
  EXPECT_EQ(places[0].top_category, "Graffiti");
}

TEST(AnalysisSteps, NeedTheGround) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "import");
  EXPECT_EQ(find_hotspots(workspace, {}).error().detail, "blocks");
  EXPECT_EQ(measure_rebound(workspace, {}).error().detail, "blocks");
}

}  // namespace
}  // namespace libgrid::workflow::test
