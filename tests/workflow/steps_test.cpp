#include <libgrid/workflow/steps.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(Steps, NamesAreInTheOrderInWhichTheStepsAreRun) {
  const std::vector<std::string> expected{"import", "blocks",   "partition", "publish", "cut",
                                          "assign", "hotspots", "rebound",   "export"};
  EXPECT_EQ(step_names(), expected);
}

TEST(Steps, EveryStepLeavesItsSummaryAsItsNote) {
  const TinyWorkspace& city = finished_city();
  ASSERT_EQ(city.summaries.size(), step_names().size());
  for (std::size_t i = 0; i < city.summaries.size(); ++i) {
    SCOPED_TRACE(step_names()[i]);
    EXPECT_EQ(city.summaries[i].step, step_names()[i]);
    const auto note = must(city.workspace.store().note(step_names()[i]));
    ASSERT_TRUE(note);
    EXPECT_EQ(summary_from_json(*note), city.summaries[i]);
  }
}

}  // namespace
}  // namespace libgrid::workflow::test
