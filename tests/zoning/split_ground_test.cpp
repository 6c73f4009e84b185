#include <libgrid/zoning/detail/split_ground.hpp>

#include <gtest/gtest.h>

#include "tests/support/ascii_city.hpp"

namespace libgrid::zoning::detail {
namespace {

GroundPointer drawn_ground(std::string_view picture) {
  const test::AsciiCity city = test::ascii_city(picture);
  std::vector<std::shared_ptr<const Block>> blocks;
  for (const Block& block : city.blocks()) blocks.push_back(std::make_shared<const Block>(block));
  return make_ground({.blocks = std::move(blocks),
                      .borders = city.borders(),
                      .links = {},
                      .stretches = {},
                      .barriers = {},
                      .rules = {},
                      .lineage = {}},
                     {});
}

TEST(SplitGround, ids_are_never_used_again) {
  const GroundPointer ground = drawn_ground("AAB");
  const SplitGround once = *split_ground(*ground, BlockId{1}, {{10, -1}, {10, 11}}, {}, {});
  EXPECT_EQ(once.parts, (std::vector<BlockId>{BlockId{3}, BlockId{4}}));
  const SplitGround twice = *split_ground(*once.ground, BlockId{4}, {{10, 5}, {20, 5}}, {}, {});
  EXPECT_EQ(twice.parts, (std::vector<BlockId>{BlockId{5}, BlockId{6}}));
  EXPECT_EQ(twice.redrawn, (std::vector<BlockId>{BlockId{2}, BlockId{3}}));
  EXPECT_EQ(twice.ground->graph.size(), 4U);
  EXPECT_EQ(twice.ground->lineage, (std::vector<BlockLineage>{{BlockId{1}, {BlockId{3}, BlockId{4}}},
                                                              {BlockId{4}, {BlockId{5}, BlockId{6}}}}));
}

TEST(SplitGround, blocks_that_do_not_change_are_shared) {
  const GroundPointer ground = drawn_ground("AABC");
  const SplitGround split = *split_ground(*ground, BlockId{1}, {{10, -1}, {10, 11}}, {}, {});
  EXPECT_EQ(split.ground->blocks.front(), ground->blocks[1]);  // block B, the same object
  EXPECT_EQ(ground->blocks.size(), 3U);                        // the old ground is as it was
}

}  // namespace
}  // namespace libgrid::zoning::detail
