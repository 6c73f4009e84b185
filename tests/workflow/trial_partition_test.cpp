#include <libgrid/workflow/trial_partition.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with a published plan and an edit of its draft.
struct Planned {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  Planned() {
    run_steps(workspace, files, "publish");
    EditSession session = must(EditSession::open(workspace));
    must(session.apply(zoning::RenameZone{session.editor().draft().map.zones.front().id, "Old town"}));
  }
};

TEST(TrialPartition, ShowsWhatPartitionMakesAndWritesNothing) {
  Planned planned;
  Workspace& workspace = planned.workspace;
  const DraftWishes wishes{.preset = "fast", .excluded = {"1"}};
  const std::string draft = plan_digest(must(workspace.store().draft()));
  const auto note = must(workspace.store().note("partition"));
  const TrialPartition trial = must(trial_partition(workspace, wishes, {}));
  EXPECT_EQ(plan_digest(must(workspace.store().draft())), draft);
  EXPECT_EQ(must(workspace.store().note("partition")), note);
  EXPECT_EQ(must(EditSession::open(workspace)).log().done, 1U) << "the edits are as they were";
  EXPECT_EQ(trial.summary.findings.back(), "Nothing was changed (dry run) | 试算，未作任何改动");

  const StepSummary made = must(draft_plan_with(workspace, wishes, {}));
  EXPECT_EQ(trial.summary.figures, made.figures);
  EXPECT_NE(plan_digest(must(workspace.store().draft())), draft);
  EXPECT_EQ(plan_digest(trial.map), plan_digest(must(workspace.store().draft())));
  EXPECT_EQ(to_json(trial.quality), to_json(must(quality_report(workspace, {}))));
}

TEST(TrialPartition, IsRefusedAsPartitionIs) {
  Planned planned;
  const DraftWishes wishes{.least = 0.9, .least_of = "workload"};
  const auto trial = trial_partition(planned.workspace, wishes, {});
  const auto made = draft_plan_with(planned.workspace, wishes, {});
  ASSERT_FALSE(trial);
  ASSERT_FALSE(made);
  EXPECT_EQ(message_en(trial.error()), message_en(made.error()));
  EXPECT_FALSE(trial_partition(planned.workspace, {.preset = "slow"}, {}));
}

TEST(TrialPartition, AfterARebalanceOfAPeriodItCountsAllCasesAndTheStoreKeepsThePeriod) {
  Planned planned;
  Workspace& workspace = planned.workspace;
  must(rebalance_plan(workspace, {.since = *parse_local_time("2015-04-15T00:00:00"), .band = 0.29}));
  const auto period = must(detail::case_period(workspace.store()));
  const TrialPartition trial = must(trial_partition(workspace, {}, {}));
  EXPECT_EQ(must(detail::case_period(workspace.store())), period);
  ASSERT_EQ(trial.summary.findings.size(), 2U);
  EXPECT_TRUE(trial.summary.findings.front().starts_with("the workload counts all cases again"));
}

}  // namespace
}  // namespace libgrid::workflow::test
