#include <libgrid/workflow/detail/plan_blocks.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>

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

/// Cuts the block through its middle, west to east, and publishes.
std::vector<BlockId> split_and_publish(Workspace& workspace, BlockId block, const char* from) {
  const Ground ground = must(workspace.store().ground());
  const Box box = bounds(std::ranges::find(ground.blocks, block, &Block::id)->shape);
  const double y = std::floor((box.min.y + box.max.y) / 2.0) + 0.5;
  EditSession session = must(EditSession::open(workspace));
  const auto what =
      must(session.apply(zoning::SplitBlock{block, {{box.min.x - 10.0, y}, {box.max.x + 10.0, y + 1.0}}}));
  must(publish_plan(workspace, *parse_local_time(from), {}));
  return what.lineage.front().parts;
}

TEST(PlanBlocks, AVersionFromBeforeSplitsOfSplitsHasTheirParts) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const ZoneMap published = must(workspace.store().plan(1)).map;
  const BlockId block = published.blocks.front().block;
  const std::vector<BlockId> parts = split_and_publish(workspace, block, "2015-03-01T00:00:00");
  const std::vector<BlockId> quarters = split_and_publish(workspace, parts.front(), "2015-04-01T00:00:00");
  const Ground ground = must(workspace.store().ground());
  const ZoneMap now = must(workspace.store().plan(3)).map;
  for (const std::int64_t version : {1, 2, 3})
    EXPECT_EQ(must(detail::plan_on_these_blocks(workspace.store(), version, ground.blocks)), now) << version;
  EXPECT_EQ(now.blocks.size(), published.blocks.size() + 2);
  for (const BlockId part : {parts.back(), quarters.front(), quarters.back()})
    EXPECT_NE(std::ranges::find(now.blocks, part, &BlockZone::block), now.blocks.end()) << part.value;
}

}  // namespace
}  // namespace libgrid::workflow::test
