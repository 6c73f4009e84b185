#include <libgrid/zoning/detail/draft_state.hpp>

#include <gtest/gtest.h>

#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>

#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning::detail {
namespace {

struct SmallDraft {
  test::JitteredCity ground{{.columns = 8, .rows = 6, .islands = 1}, 3};
  City city = test::small_city(2, 3, 0.3, 0.4);
  ZoneMap map = make_draft(*partition(ground.graph(), partition_options(city)), ground.blocks, city).map;

  [[nodiscard]] Expected<DraftState> state() const {
    return DraftState::make(map, {ground.blocks, ground.borders, ground.links, {}}, city, {});
  }
};

TEST(DraftState, gives_back_the_map_it_was_made_of) {
  const SmallDraft draft;
  const DraftState state = *draft.state();
  EXPECT_EQ(state.map(), draft.map);
  EXPECT_EQ(state.lowest_level(), 2);
  EXPECT_EQ(state.zone_of(draft.map.blocks[5].block), draft.map.blocks[5].zone);
  EXPECT_FALSE(state.zone_of(BlockId{4711}));
}

TEST(DraftState, refuses_a_map_with_a_broken_structure) {
  SmallDraft draft;
  draft.map.blocks.pop_back();
  EXPECT_EQ(draft.state().error().code, ErrorCode::block_unassigned);
  draft = SmallDraft();
  draft.map.zones.back().parent = ZoneId{77};
  EXPECT_EQ(draft.state().error().code, ErrorCode::nesting_broken);
  draft = SmallDraft();
  draft.city.levels.pop_back();
  EXPECT_EQ(draft.state().error().code, ErrorCode::nesting_broken);
}

TEST(DraftState, refuses_a_workload_of_other_blocks) {
  const SmallDraft draft;
  EditGround ground{draft.ground.blocks, draft.ground.borders, draft.ground.links, {}};
  ground.rules.workloads = {{.name = "shops", .of_block = {1.0, 2.0}}};
  const auto state = DraftState::make(draft.map, ground, draft.city, {});
  EXPECT_EQ(state.error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(state.error().id, "shops");
}

TEST(DraftState, swapping_a_change_twice_is_nothing) {
  const SmallDraft draft;
  DraftState state = *draft.state();
  DraftChange change;
  const ZoneId lowest = draft.map.zones.back().id;
  change.zones[lowest] = state.zones().at(lowest);
  change.zones[lowest]->zone.name = "other";
  change.zones[ZoneId{99}] = std::nullopt;
  change.posts = std::vector<Post>{};
  state.swap(change);
  EXPECT_EQ(state.zones().at(lowest).zone.name, "other");
  EXPECT_TRUE(state.posts().empty());
  state.swap(change);
  EXPECT_EQ(state.map(), draft.map);
}

TEST(ZoneCounter, counts_pieces_and_perimeter_of_any_set_of_blocks) {
  const SmallDraft draft;
  const DraftState state = *draft.state();
  const BlockGraph& graph = state.ground().graph;
  ZoneCounter counter(state.ground());
  DraftZone zone;
  zone.members = {graph.node(0).id, graph.node(2).id};  // two blocks of one row, one between them
  counter.recount(zone);
  EXPECT_EQ(zone.pieces, 2);
  EXPECT_NEAR(zone.perimeter.value, (graph.node(0).perimeter + graph.node(2).perimeter).value, 1e-9);
  EXPECT_TRUE(zone.joins.empty());  // apart, but not by a wall
  zone.members.clear();
  counter.recount(zone);
  EXPECT_EQ(zone.pieces, 0);
  EXPECT_EQ(zone.perimeter, Metres{});
}

}  // namespace
}  // namespace libgrid::zoning::detail
