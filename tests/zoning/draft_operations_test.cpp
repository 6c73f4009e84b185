#include <limits>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/draft_change.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>

#include "tests/support/ascii_city.hpp"

namespace libgrid::zoning::detail {
namespace {

/// Two upper zones (ABCD EFGH) of two zones each.
DraftState drawn_state() {
  const test::AsciiCity picture = test::ascii_city("ABCDEFGH");
  EditGround ground{picture.blocks(), picture.borders(), {}, {}};
  for (Block& block : ground.blocks) block.workload = 0.125;
  Partition partition;
  for (const Block& block : ground.blocks) partition.blocks.push_back(block.id);
  partition.levels = {{.spec = {1, 2, 0.3}, .count = 2, .part = {0, 0, 0, 0, 1, 1, 1, 1}},
                      {.spec = {2, 2, 0.3}, .count = 4, .part = {0, 0, 1, 1, 2, 2, 3, 3}}};
  City city;
  city.code = "T";
  city.levels = {{1, 2, 0.3, "{}", "{}"}, {2, 2, 0.3, "{}", "{}"}};
  city.posts = {{0, "", "head"}, {1, "", "one"}, {2, "", "two"}};
  const ZoneMap map = make_draft(partition, ground.blocks, city).map;
  return *DraftState::make(map, ground, city, {});
}

std::vector<std::int64_t> members_of(const DraftChange& change, std::int64_t zone) {
  std::vector<std::int64_t> ids;
  for (const BlockId id : change.zones.at(ZoneId{zone})->members) ids.push_back(id.value);
  return ids;
}

using Members = std::vector<std::int64_t>;

TEST(DraftOperations, a_block_over_an_upper_border_changes_both_levels) {
  const DraftState state = drawn_state();
  const DraftChange change = *change_of(state, MoveBlocks{{BlockId{4}}, ZoneId{5}});
  EXPECT_EQ(members_of(change, 1), (Members{1, 2, 3}));
  EXPECT_EQ(members_of(change, 2), (Members{4, 5, 6, 7, 8}));
  EXPECT_EQ(members_of(change, 4), (Members{3}));
  EXPECT_EQ(members_of(change, 5), (Members{4, 5, 6}));
  EXPECT_FALSE(change.zones.contains(ZoneId{3}));
}

TEST(DraftOperations, a_block_inside_an_upper_zone_leaves_it_untouched) {
  const DraftChange change = *change_of(drawn_state(), MoveBlocks{{BlockId{2}}, ZoneId{4}});
  EXPECT_EQ(change.zones.size(), 2U);
}

TEST(DraftOperations, an_upper_zone_is_split_between_its_zones_never_through_them) {
  const DraftState state = drawn_state();
  const DraftChange change = *change_of(state, SplitZoneByLine{ZoneId{1}, {{15.0, 0.0}, {15.0, 10.0}}});
  EXPECT_EQ(members_of(change, 1), (Members{1, 2}));  // equal loads: the left side keeps the id
  EXPECT_EQ(members_of(change, 7), (Members{3, 4}));
  EXPECT_EQ(change.zones.at(ZoneId{4})->zone.parent, ZoneId{7});
}

TEST(DraftOperations, a_line_that_is_not_finite_is_named) {
  for (const double x : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    const auto change = change_of(drawn_state(), SplitZoneByLine{ZoneId{1}, {{x, 0.0}, {15.0, 10.0}}});
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code, ErrorCode::number_not_finite);
    EXPECT_EQ(change.error().field, "line");
  }
}

TEST(DraftOperations, balanced_parts_of_an_upper_zone_are_made_of_whole_zones) {
  const DraftChange change = *change_of(drawn_state(), SplitZoneBalanced{ZoneId{2}, 2, 1});
  EXPECT_EQ(members_of(change, 2), (Members{5, 6}));
  EXPECT_EQ(members_of(change, 7), (Members{7, 8}));
  EXPECT_EQ(change.zones.at(ZoneId{6})->zone.parent, ZoneId{7});
}

TEST(DraftOperations, merging_upper_zones_takes_their_zones_along) {
  const DraftChange change = *change_of(drawn_state(), MergeZones{ZoneId{2}, {ZoneId{1}}});
  EXPECT_EQ(members_of(change, 2), (Members{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(change.zones.at(ZoneId{3})->zone.parent, ZoneId{2});
  EXPECT_FALSE(change.zones.at(ZoneId{1}));
}

TEST(DraftOperations, merging_across_upper_zones_moves_the_blocks) {
  const DraftChange change = *change_of(drawn_state(), MergeZones{ZoneId{4}, {ZoneId{5}}});
  EXPECT_EQ(members_of(change, 1), (Members{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(members_of(change, 2), (Members{7, 8}));
}

TEST(DraftOperations, refusals_name_zones_by_their_codes) {
  const DraftState state = drawn_state();
  const auto refused = [&](const EditOperation& operation) { return change_of(state, operation).error(); };
  EXPECT_EQ(refused(MoveBlocks{{BlockId{3}}, ZoneId{4}}).id, "zone T-01-02");
  EXPECT_EQ(refused(MoveBlocks{{BlockId{3}}, ZoneId{1}}).id, "zone T-01");
  EXPECT_EQ(refused(MoveZones{{ZoneId{2}}, ZoneId{1}}).detail, "is not of the level below zone T-01");
  EXPECT_EQ(refused(RenameZone{ZoneId{3}, ""}).id, "zone T-01-01");
  EXPECT_EQ(refused(MergeZones{ZoneId{3}, {ZoneId{1}}}).detail, "is no other zone of the level of zone T-01-01");
  EXPECT_EQ(refused(MoveBlocks{{BlockId{3}}, ZoneId{99}}).id, "zone 99") << "no such zone";
}

}  // namespace
}  // namespace libgrid::zoning::detail
