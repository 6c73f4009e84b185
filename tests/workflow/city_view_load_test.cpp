#include <gtest/gtest.h>

#include <libgrid/workflow/city_view.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(CityViewLoad, AFinishedWorkspaceIsAllThere) {
  const TinyWorkspace& done = finished_city();
  const CityView city = must(CityView::load(done.workspace.folder()));
  EXPECT_EQ(city.city(), done.workspace.city());
  EXPECT_EQ(city.plan().version, 1);
  EXPECT_EQ(city.lowest_level(), 2);
  EXPECT_EQ(city.zones().size(), 2u + 6u);
  EXPECT_EQ(city.districts().size(), 2u);
  EXPECT_FALSE(city.links().empty());
  EXPECT_FALSE(city.blocks().empty());
  EXPECT_FALSE(city.pieces().empty());
  EXPECT_FALSE(city.categories().empty());
  EXPECT_EQ(city.report_places("").size(), static_cast<std::size_t>(kRows - kRefusedRows - kDefaultRows));
}

TEST(CityViewLoad, EveryReportsPlaceIsLocatedAsTheStepAssignDid) {
  const TinyWorkspace& done = finished_city();
  const CityView city = must(CityView::load(done.workspace.folder()));
  const auto table = must(done.workspace.store().reports());
  const auto attributions = must(done.workspace.store().attributions());
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    if (attributions[i].reason == UnassignedReason::default_coordinate) continue;
    ASSERT_EQ(must(city.locate(table.reports[i].at)).attribution, attributions[i]) << "row " << table.reports[i].row;
  }
}

TEST(CityViewLoad, HotspotsHaveCellsOfTheCity) {
  const CityView city = must(CityView::load(finished_city().workspace.folder()));
  for (const CategoryView& category : city.categories()) {
    std::int64_t in_cells = 0;
    for (const HotspotView& cell : city.hotspots(category.name)) in_cells += cell.hotspot.n;
    EXPECT_LE(in_cells, category.reports) << category.name;
    if (category.has_hotspots) {
      EXPECT_GT(in_cells, 0) << category.name;
    }
  }
}

TEST(CityViewLoad, StepsAfterPublishMayBeMissing) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  EXPECT_EQ(CityView::load(workspace.folder()).error().code, ErrorCode::plan_missing);
  must(publish_plan(workspace, kValidFrom, {}));
  const CityView city = must(CityView::load(workspace.folder()));
  EXPECT_EQ(city.zones().size(), 2u + 6u);
  EXPECT_TRUE(city.pieces().empty());
  EXPECT_TRUE(city.hotspots(city.categories()[0].name).empty());
}

TEST(CityViewLoad, TheDateChoosesThePlan) {
  const auto& folder = finished_city().workspace.folder();
  EXPECT_EQ(must(CityView::load(folder, kValidFrom)).plan().version, 1);
  EXPECT_EQ(CityView::load(folder, LocalTime{kValidFrom.seconds - 1}).error().code, ErrorCode::plan_missing);
}

TEST(CityViewLoad, AFolderThatIsNoWorkspaceIsNamed) {
  const TinyFolder folder;
  EXPECT_EQ(CityView::load(folder.path()).error().code, ErrorCode::workspace_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
