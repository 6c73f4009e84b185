#include <libgrid/workflow/compare_plans.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ComparePlans, APlanDiffersFromItselfInNothing) {
  const PlanComparison same = must(compare_plans(finished_workspace(), 1, 1, 1));
  EXPECT_TRUE(same.diff.moved.empty());
  for (const zoning::ZoneLineage& row : same.diff.lineage) EXPECT_EQ(row.fate, zoning::ZoneFate::same);
  EXPECT_EQ(compare_plans(finished_workspace(), 1, 7).error().code, ErrorCode::plan_missing);
  EXPECT_EQ(compare_plans(finished_workspace(), 1, 1, 9).error().code, ErrorCode::parameter_invalid);
}

TEST(AttributeAsOf, WithOnePlanItIsWhatAssignMade) {
  const std::vector<Attribution> assigned = must(finished_workspace().store().attributions());
  const std::vector<DatedAttribution> dated = must(attribute_as_of(finished_workspace(), {}));
  ASSERT_EQ(dated.size(), assigned.size());
  for (std::size_t i = 0; i < dated.size(); ++i) EXPECT_EQ(dated[i].attribution, assigned[i]);
  EXPECT_TRUE(must(preview_reassignment(finished_workspace(), {})).moved.empty());
}

TEST(PlanVersions, NoneWasInForceBeforeTheFirst) {
  EXPECT_EQ(plan_versions(finished_workspace(), *parse_local_time("1999-01-01T00:00:00")).error().code,
            ErrorCode::plan_missing);
}

/// Two zones of the lowest level change their codes' meaning: a whole zone's blocks go to its sibling and back.
TEST(PreviewReassignment, ListsExactlyTheOldReportsOfTheBlocksThatMoved) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  EditSession session = must(EditSession::open(workspace));
  const zoning::BlockGraph& graph = session.editor().graph();
  const Ground ground = must(workspace.store().ground());
  bool found = false;
  for (std::size_t i = 0; i < graph.size() && !found; ++i)
    for (const zoning::BlockNeighbour& next : graph.neighbours(i)) {
      const zoning::MoveBlocks move{{graph.node(i).id}, *session.editor().zone_of(graph.node(next.block).id)};
      const auto what = session.consequence(move);
      if (found || !what || !what->broken.empty() || graph.node(i).reports == 0) continue;
      must(session.apply(move));
      found = true;
    }
  ASSERT_TRUE(found);
  const LocalTime middle = *parse_local_time("2015-03-01T00:00:00");
  must(publish_plan(workspace, middle, {}));
  const Reassignment would = must(preview_reassignment(workspace, {}));
  EXPECT_EQ(would.newest, 2);
  EXPECT_FALSE(would.moved.empty());
  for (const MovedReport& row : would.moved) {
    EXPECT_LT(row.opened, middle);
    EXPECT_EQ(row.plan_version, 1);
    EXPECT_NE(row.from, row.to);
  }
  // As of their own time, old reports stay with version 1 and new ones go by version 2.
  const std::vector<DatedAttribution> dated = must(attribute_as_of(workspace, {}));
  const ReportTable reports = must(workspace.store().reports());
  for (std::size_t i = 0; i < dated.size(); ++i)
    EXPECT_EQ(dated[i].plan_version, reports.reports[i].opened < middle ? 1 : 2);
}

}  // namespace
}  // namespace libgrid::workflow::test
