#include <libgrid/zoning/detail/draft_change.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>

#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning::detail {
namespace {

DraftState small_state() {
  const test::JitteredCity ground({.columns = 8, .rows = 6, .islands = 0}, 3);
  const City city = test::small_city(2, 3, 0.3, 0.4);
  const ZoneMap map = make_draft(*partition(ground.graph(), partition_options(city)), ground.blocks, city).map;
  return *DraftState::make(map, {ground.blocks, ground.borders, ground.links, {}}, city, {});
}

TEST(ChangeBuilder, a_new_zone_has_the_next_number_of_its_family_and_a_post) {
  const DraftState state = small_state();
  ChangeBuilder builder(state);
  const DraftZone& made = builder.add_like(ZoneId{4});  // TST-01-02
  EXPECT_EQ(made.zone.id, ZoneId{9});
  EXPECT_EQ(made.zone.code, "TST-01-04");
  EXPECT_EQ(made.zone.name, "第1-4网格 / Zone 1-4");
  EXPECT_EQ(made.zone.parent, ZoneId{1});
  const Post& post = builder.posts().back();
  EXPECT_EQ(post.zone, ZoneId{9});
  EXPECT_EQ(post.title_en, "Level 2 head");
  EXPECT_EQ(builder.add_like(ZoneId{1}).zone.code, "TST-03");
}

TEST(ChangeBuilder, lays_changes_over_the_state_and_leaves_it_alone) {
  const DraftState state = small_state();
  ChangeBuilder builder(state);
  builder.edit(ZoneId{3}).zone.name = "x";
  builder.remove(ZoneId{4});
  EXPECT_EQ(builder.find(ZoneId{3})->zone.name, "x");
  EXPECT_EQ(builder.find(ZoneId{4}), nullptr);
  EXPECT_EQ(builder.all().size(), state.zones().size() - 1);
  EXPECT_EQ(builder.children(ZoneId{1}), (std::vector<ZoneId>{ZoneId{3}, ZoneId{5}}));
  EXPECT_NE(state.zones().at(ZoneId{3}).zone.name, "x");
}

TEST(ChangeBuilder, zones_above_follow_their_children) {
  const DraftState state = small_state();
  ChangeBuilder builder(state);
  builder.edit(ZoneId{3}).zone.parent = ZoneId{2};
  const DraftChange change = builder.finish();
  EXPECT_EQ(change.zones.at(ZoneId{1})->zone.blocks + state.zones().at(ZoneId{3}).zone.blocks,
            state.zones().at(ZoneId{1}).zone.blocks);
  ASSERT_TRUE(change.posts);
  const PostId post = *state.zones().at(ZoneId{3}).zone.post;
  EXPECT_EQ(std::ranges::find(*change.posts, post, &Post::id)->parent, state.zones().at(ZoneId{2}).zone.post);
}

}  // namespace
}  // namespace libgrid::zoning::detail
