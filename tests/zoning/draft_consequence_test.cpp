#include <gtest/gtest.h>

#include <libgrid/zoning/detail/draft_change.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>

#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning::detail {
namespace {

TEST(ConsequenceOf, before_and_after_are_those_of_the_state_before_and_after) {
  const test::JitteredCity ground({.columns = 8, .rows = 6, .islands = 0}, 3);
  const City city = test::small_city(2, 3, 0.3, 0.4);
  const ZoneMap map = make_draft(*partition(ground.graph(), partition_options(city)), ground.blocks, city).map;
  DraftState state = *DraftState::make(map, {ground.blocks, ground.borders, ground.links, {}}, city, {});
  DraftChange change = *change_of(state, MergeZones{ZoneId{3}, {ZoneId{4}}});
  const Consequence what = consequence_of(state, change);
  ASSERT_EQ(what.zones.size(), 2U);
  EXPECT_EQ(what.zones[0].before, figures_of(state.zones().at(ZoneId{3}), 6, state.ground()));
  EXPECT_EQ(what.zones[1].before, figures_of(state.zones().at(ZoneId{4}), 6, state.ground()));
  EXPECT_FALSE(what.zones[1].after);
  EXPECT_EQ(what.blocks.size(), static_cast<std::size_t>(state.zones().at(ZoneId{4}).zone.blocks));
  EXPECT_EQ(what.broken.front().code, ErrorCode::zone_count_differs);
  state.swap(change);
  EXPECT_EQ(what.zones[0].after, figures_of(state.zones().at(ZoneId{3}), 5, state.ground()));
}

}  // namespace
}  // namespace libgrid::zoning::detail
