#include <libgrid/workflow/detail/new_draft.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/publication.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(NewDraft, IsTheDraftOfTheStepAndExcludedBlocksAreInNoZone) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "partition");
  const auto made = must(detail::new_draft(workspace, {}, {}));
  EXPECT_EQ(plan_digest(made.map), plan_digest(must(workspace.store().draft())));
  EXPECT_FALSE(made.counts_all_again);
  EXPECT_TRUE(made.scope.excluded.empty());
  const auto less = must(detail::new_draft(workspace, {.excluded = {"2"}}, {}));
  EXPECT_EQ(less.map.blocks.size() + 1, less.ground.blocks.size());
}

}  // namespace
}  // namespace libgrid::workflow::test
