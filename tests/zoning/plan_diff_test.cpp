#include <libgrid/zoning/plan_diff.hpp>

#include <map>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/support/seeds.hpp"

namespace libgrid::zoning {
namespace {

using test::ascii_city;
using test::number_of;

std::vector<Block> even_blocks(const test::AsciiCity& city) {
  std::vector<Block> blocks = city.blocks();
  for (Block& block : blocks)
    block.reports = block.id.value, block.street_length = 10.0 * Metres{1.0}, block.workload = 0.125;
  return blocks;
}

/// Zones by letter over the blocks of a city, all of level 1.
ZoneMap drawn_map(const test::AsciiCity& city, std::string_view zones) {
  ZoneMap map;
  map.blocks = test::block_zones(city, zones);
  std::map<ZoneId, bool> seen;
  for (const BlockZone& row : map.blocks) seen[row.zone] = true;
  for (const auto& [id, there] : seen) {
    Zone zone;
    zone.id = id;
    zone.code = "Z-" + std::to_string(id.value);
    map.zones.push_back(zone);
  }
  return map;
}

ZoneId zone(char letter) { return ZoneId{number_of(letter)}; }

struct Case {
  const char* what;
  const char* before;
  const char* after;
  std::vector<ZoneLineage> lineage;
  std::size_t moved;
};

TEST(PlanDiff, what_became_of_each_zone) {
  using enum ZoneFate;
  const test::AsciiCity city = ascii_city("ABCDEFGH");
  const ZoneId X = zone('X'), Y = zone('Y'), Z = zone('Z'), W = zone('W');
  const std::vector<Case> cases{
      {"nothing", "XXXXYYYY", "XXXXYYYY", {{same, {X}, {X}}, {same, {Y}, {Y}}}, 0},
      {"other ids", "XXXXYYYY", "YYYYXXXX", {{renamed, {X}, {Y}}, {renamed, {Y}, {X}}}, 0},
      {"a border moved", "XXXXYYYY", "XXXYYYYY", {{changed, {X}, {X}}, {changed, {Y}, {Y}}}, 1},
      {"split", "XXXXYYYY", "XXZZYYYY", {{split, {X}, {X, Z}}, {same, {Y}, {Y}}}, 2},
      {"split in odd parts", "XXXXYYYY", "XXXZYYYY", {{split, {X}, {X, Z}}, {same, {Y}, {Y}}}, 1},
      {"merged", "XXYYZZZZ", "XXXXZZZZ", {{merged, {X, Y}, {X}}, {same, {Z}, {Z}}}, 2},
      {"a greater one joins a smaller one", "XXYYYYZZ", "XXXXXXZZ", {{merged, {X, Y}, {X}}, {same, {Z}, {Z}}}, 4},
      {"shared out", "XXXXYYZZ", "XXXXYYYZ", {{same, {X}, {X}}, {changed, {Y}, {Y}}, {changed, {Z}, {Z}}}, 1},
      {"split and merged", "WWWWYYZZ", "WWXXYYYY", {{split, {W}, {W, X}}, {merged, {Y, Z}, {Y}}}, 4},
  };
  for (const Case& here : cases) {
    SCOPED_TRACE(here.what);
    const PlanDiff diff =
        diff_plans({drawn_map(city, here.before), drawn_map(city, here.after)}, even_blocks(city), {}, 1);
    EXPECT_EQ(diff.lineage, here.lineage);
    EXPECT_EQ(diff.moved.size(), here.moved);
  }
}

TEST(PlanDiff, the_crosswalk_tells_where_every_load_went) {
  const test::AsciiCity city = ascii_city("ABCDEFGH");
  const PlanDiff diff =
      diff_plans({drawn_map(city, "XXXXYYYY"), drawn_map(city, "XXXYYYYY")}, even_blocks(city), {}, 1);
  ASSERT_EQ(diff.crosswalk.size(), 3U);
  const CrosswalkRow& moved = diff.crosswalk[1];
  EXPECT_EQ(moved.from, zone('X'));
  EXPECT_EQ(moved.to, zone('Y'));
  EXPECT_EQ(moved.blocks, 1);
  EXPECT_EQ(moved.area, SquareMetres{100.0});
  EXPECT_EQ(moved.reports, 4);  // block D
  EXPECT_EQ(moved.workload, 0.125);
  EXPECT_EQ(diff.moved, (std::vector<BlockMove>{{BlockId{4}, zone('X'), zone('Y')}}));
}

TEST(PlanDiff, parts_of_a_split_block_come_from_where_the_block_was) {
  const test::AsciiCity old_city = ascii_city("AABC"), new_city = ascii_city("DEBC");
  const std::vector<BlockLineage> lineage{{BlockId{1}, {BlockId{4}, BlockId{5}}}};
  const ZoneMap before = drawn_map(old_city, "XXXY"), after = drawn_map(new_city, "XYXY");
  const PlanDiff diff = diff_plans({before, after}, even_blocks(new_city), lineage, 1);
  EXPECT_EQ(diff.moved, (std::vector<BlockMove>{{BlockId{5}, zone('X'), zone('Y')}}));
  std::int64_t blocks = 0;
  for (const CrosswalkRow& row : diff.crosswalk) {
    EXPECT_TRUE(row.from && row.to);
    blocks += row.blocks;
  }
  EXPECT_EQ(blocks, 4);
}

TEST(PlanDiff, rows_add_up_and_swapped_plans_give_the_transposed_table) {
  const test::Seed seed(4711);
  const CounterRandom draw(seed.value(), 0);
  std::uint64_t next = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<Block> blocks(40);
    ZoneMap before, after;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].id = BlockId{static_cast<std::int64_t>(i) + 1};
      blocks[i].area = SquareMetres{1.0 + static_cast<double>(draw.below(next++, 9))};
      blocks[i].reports = static_cast<std::int64_t>(draw.below(next++, 9));
      before.blocks.push_back({blocks[i].id, ZoneId{1 + static_cast<std::int64_t>(draw.below(next++, 5))}});
      after.blocks.push_back(draw.below(next++, 3) == 0
                                 ? BlockZone{blocks[i].id, ZoneId{1 + static_cast<std::int64_t>(draw.below(next++, 6))}}
                                 : before.blocks.back());
    }
    for (std::int64_t id = 1; id <= 6; ++id) {
      Zone here;
      here.id = ZoneId{id};
      before.zones.push_back(here), after.zones.push_back(here);
    }
    const PlanDiff there = diff_plans({before, after}, blocks, {}, 1),
                   back = diff_plans({after, before}, blocks, {}, 1);
    std::map<std::pair<ZoneId, ZoneId>, CrosswalkRow> transposed;
    for (const CrosswalkRow& row : back.crosswalk) transposed[{*row.to, *row.from}] = row;
    ASSERT_EQ(there.crosswalk.size(), transposed.size());
    std::int64_t reports = 0, all = 0;
    for (const CrosswalkRow& row : there.crosswalk) {
      EXPECT_EQ(row.area, (transposed[{*row.from, *row.to}].area));
      reports += row.reports;
    }
    for (const Block& block : blocks) all += block.reports;
    EXPECT_EQ(reports, all);
    EXPECT_EQ(there.moved.size(), back.moved.size());
    // Every zone of either side is told of at least once.
    std::map<ZoneId, int> told_old, told_new;
    for (const ZoneLineage& row : there.lineage) {
      for (const ZoneId id : row.from) ++told_old[id];
      for (const ZoneId id : row.to) ++told_new[id];
    }
    for (const CrosswalkRow& row : there.crosswalk) {
      EXPECT_TRUE(told_old.contains(*row.from));
      EXPECT_TRUE(told_new.contains(*row.to));
    }
  }
}

}  // namespace
}  // namespace libgrid::zoning
