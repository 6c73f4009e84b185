#include <libgrid/workflow/workload_period.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/import_reports.hpp>
#include <libgrid/workflow/quality_report.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const LocalTime kSince = *parse_local_time("2015-04-15T00:00:00");
const LocalTime kJune = *parse_local_time("2015-06-01T00:00:00");

bool tells_period(const std::vector<std::string>& findings) {
  return std::ranges::any_of(findings, [](const std::string& text) { return text.find("2015-04-15") != text.npos; });
}

std::int64_t cases_on(const Workspace& workspace) {
  std::int64_t cases = 0;
  for (const Block& block : must(workspace.store().ground()).blocks) cases += block.reports;
  return cases;
}

TEST(WorkloadPeriod, InWords) {
  EXPECT_FALSE(period_in_words({}, {}));
  EXPECT_EQ(period_in_words(kSince, {})->first,
            "the workload counts only the cases opened from 2015-04-15 on (rebalance)");
  EXPECT_NE(period_in_words(kSince, kJune)->first.find("from 2015-04-15 on and before 2015-06-01"), std::string::npos);
  EXPECT_NE(period_in_words({}, *parse_local_time("2015-06-01T08:00:00"))->second.find("2015-06-01T08:00:00 之前"),
            std::string::npos);
}

/// One draft after the other: each counts the cases that its planner takes it to count, and says so.
TEST(WorkloadPeriod, IsToldWhileItIsInForceAndEndsWithTheDraftThatItBelongsTo) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const Ground all = must(workspace.store().ground());
  const std::int64_t cases = cases_on(workspace);
  EXPECT_FALSE(must(workload_period(workspace.store())));
  EXPECT_FALSE(tells_period(must(quality_report(workspace, {.version = 1})).summary.findings));

  EXPECT_TRUE(tells_period(must(rebalance_plan(workspace, {.since = kSince})).summary.findings));
  const std::int64_t since = cases_on(workspace);
  EXPECT_LT(since, cases);
  EXPECT_TRUE(tells_period(must(quality_report(workspace, {})).summary.findings));
  EXPECT_TRUE(tells_period(must(publish_plan(workspace, kJune, {})).findings));
  EXPECT_TRUE(must(workload_period(workspace.store(), 2)));
  EXPECT_FALSE(must(workload_period(workspace.store(), 1)));

  EXPECT_TRUE(tells_period(must(import_reports(workspace, {.reports = files.reports}, {})).findings));

  // Version 1 counted all cases: a draft of it does again, and its figures are those it was published with.
  must(start_draft(workspace, 1));
  EXPECT_EQ(must(workspace.store().ground()), all);
  EXPECT_FALSE(must(workload_period(workspace.store())));
  EXPECT_TRUE(must(EditSession::open(workspace)).editor().findings().empty());
  EXPECT_FALSE(tells_period(must(quality_report(workspace, {})).summary.findings));

  // Version 2 counted the cases since: so does a draft of it, which is valid as it was.
  must(start_draft(workspace, 2));
  EXPECT_EQ(cases_on(workspace), since);
  EXPECT_TRUE(must(workload_period(workspace.store())));
  EXPECT_TRUE(must(EditSession::open(workspace)).editor().findings().empty());
  EXPECT_EQ(must(workspace.store().draft()), must(workspace.store().plan(2)).map);

  // A new partition counts all.
  const StepSummary again = must(draft_plan(workspace, {}));
  EXPECT_TRUE(std::ranges::any_of(
      again.findings, [](const std::string& text) { return text.starts_with("the workload counts all cases again"); }));
  EXPECT_EQ(must(workspace.store().ground()), all);
  EXPECT_FALSE(must(workload_period(workspace.store())));
  EXPECT_TRUE(must(EditSession::open(workspace)).editor().findings().empty());
}

}  // namespace
}  // namespace libgrid::workflow::test
