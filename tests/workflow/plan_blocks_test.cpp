#include <libgrid/workflow/detail/plan_blocks.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(PlanBlocks, SaysWhatToDoOnOtherBlocks) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  store::Store& store = workspace.store();
  EXPECT_TRUE(detail::require_its_blocks(store, 1).has_value());
  EXPECT_EQ(detail::require_its_blocks(store, 2).error().code, ErrorCode::plan_missing);
  Ground ground = must(store.ground());
  must(store.put_ground(ground));
  EXPECT_TRUE(detail::require_its_blocks(store, 1).has_value());
  ground.blocks.pop_back();
  must(store.put_ground(ground));
  const Error refused = detail::require_its_blocks(store, 1).error();
  EXPECT_NE(message_en(refused).find("partition and publish"), std::string::npos);
  EXPECT_EQ(refused.id, "plan version 1");
  must(store.put_streets({}));
  EXPECT_EQ(detail::require_its_blocks(store, 1).error().detail, "blocks");
}

}  // namespace
}  // namespace libgrid::workflow::test
