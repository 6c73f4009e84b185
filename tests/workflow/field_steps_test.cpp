#include <map>

#include <gtest/gtest.h>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(CutStreets, OutsideAreTheThirtyMetresAtBothEndsOfEveryStreet) {
  Metres outside;
  for (const RoadPiece& piece : must(finished_workspace().store().road_pieces()))
    if (piece.rule == DutyRule::outside) outside += piece.to - piece.from;
  EXPECT_NEAR(outside.value, 34 * 60.0, 0.5);
}

TEST(CutStreets, RefusesAPlanWhoseGroundWasDrawnAgain) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  must(draw_blocks(workspace, {}));
  Ground other = must(workspace.store().ground());
  other.blocks.front().shape.outer[1].x += 1.0 / 1024.0;  // the same blocks would carry the plan
  must(workspace.store().put_ground(other));
  const auto refused = cut_streets(workspace, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::step_missing);
}

TEST(CutStreets, NeedsAPublishedPlan) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  EXPECT_EQ(cut_streets(workspace, {}).error().code, ErrorCode::plan_missing);
  EXPECT_EQ(assign_reports(workspace, {}).error().code, ErrorCode::plan_missing);
}

TEST(AssignReports, EveryReportHasOneAnswer) {
  const store::Store& store = finished_workspace().store();
  const auto all = must(store.attributions());
  ASSERT_EQ(all.size(), must(store.reports()).reports.size());
  std::map<UnassignedReason, int> without;
  for (const Attribution& a : all) {
    EXPECT_EQ(a.zone.has_value(), a.method != AttributionMethod::none);
    if (!a.zone) ++without[a.reason];
  }
  EXPECT_EQ(without, (std::map<UnassignedReason, int>{{UnassignedReason::default_coordinate, kDefaultRows},
                                                      {UnassignedReason::outside, kRowsAtSea}}));
}

TEST(AssignReports, TheDefaultCoordinateIsFoundAndNamed) {
  const auto note = must(finished_workspace().store().note("assign"));
  const StepSummary summary = summary_from_json(*note);
  ASSERT_EQ(summary.findings.size(), 1U);
  EXPECT_TRUE(
      summary.findings[0].starts_with("default coordinate found at -71.06, 42.3546: 40 rows, 30 street names, 5 "
                                      "wards, 10 rows with neither | 发现默认坐标"))
      << summary.findings[0];
}

TEST(AssignReports, CancellingKeepsTheEarlierAnswer) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "assign");
  const auto before = must(workspace.store().attributions());
  StepContext context;
  context.cancel.cancel();
  EXPECT_EQ(assign_reports(workspace, context).error().code, ErrorCode::cancelled);
  EXPECT_EQ(must(workspace.store().attributions()), before);
}

}  // namespace
}  // namespace libgrid::workflow::test
