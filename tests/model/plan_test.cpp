#include <libgrid/model/plan.hpp>

#include <type_traits>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

// The states: what must not compile is in tests/compile_fail/plan_states.cpp.
static_assert(!std::is_default_constructible_v<ValidPlan> && !std::is_constructible_v<ValidPlan, ZoneMap>);
static_assert(!std::is_convertible_v<DraftPlan, ValidPlan> && !std::is_constructible_v<ValidPlan, DraftPlan>);
static_assert(!std::is_default_constructible_v<PublishedPlan>);
static_assert(!std::is_constructible_v<PublishedPlan, ZoneMap, PlanVersion>);
static_assert(!std::is_constructible_v<PublishedPlan, ValidPlan, PlanVersion>);
static_assert(std::is_copy_constructible_v<ValidPlan> && std::is_copy_constructible_v<PublishedPlan>);

TEST(Plan, AnythingMayBeInADraft) {
  DraftPlan draft;
  draft.map.zones.push_back(Zone{});
  draft.map.blocks.push_back({BlockId{1}, ZoneId{7}});
  EXPECT_EQ(draft.map.zones.size(), 1u);
  EXPECT_EQ(draft.map, draft.map);
}

TEST(Plan, AVersionIsInForceUntilItHasAnEnd) {
  const PlanVersion version;
  EXPECT_EQ(version.version, 1);
  EXPECT_EQ(version.state, "published");
  EXPECT_FALSE(version.valid_to);
}

TEST(Plan, AFreshZoneHasOnePartAndNoParent) {
  const Zone zone;
  EXPECT_EQ(zone.parts, 1);
  EXPECT_FALSE(zone.parent || zone.post);
}

}  // namespace
}  // namespace libgrid
