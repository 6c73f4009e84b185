#include <libgrid/zoning/plan_builder.hpp>

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/ascii_city.hpp>
#include <tests/support/print.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

/// Blocks A..H; upper parts 0 (east) and 1 (west), lower parts in no good order.
const auto kCity = test::ascii_city(R"(
  AABBCCDD
  EEFFGGHH
)");

Partition drawn_partition() {
  Partition plan;
  for (std::int64_t id = 1; id <= 8; ++id) plan.blocks.push_back(BlockId{id});
  //                                            A  B  C  D  E  F  G  H
  plan.levels.push_back({{1, 2, 0.5}, 2, {1, 1, 0, 0, 1, 1, 0, 0}});
  plan.levels.push_back({{2, 2, 0.5}, 4, {2, 2, 1, 0, 3, 3, 1, 0}});
  plan.seed = 9;
  return plan;
}

std::vector<Block> loaded_blocks() {
  std::vector<Block> blocks = kCity.blocks();
  for (Block& block : blocks) {
    block.workload = 0.125;
    block.street_length = Metres{10.0 * static_cast<double>(block.id.value)};
    block.reports = block.id.value;
  }
  return blocks;
}

TEST(MakeDraft, NumbersZonesFromWestToEastThenNorthToSouth) {
  const DraftPlan draft = make_draft(drawn_partition(), loaded_blocks(), test::small_city(2, 2));
  struct Row {
    std::string code, name;
    std::int64_t id, parent, blocks;
  };
  // West: AB above EF, the same centroid in x: north first. East: CG, then DH.
  const std::vector<Row> rows = {
      {"TST-01", "第1大网格 / Upper zone 1", 1, 0, 4}, {"TST-02", "第2大网格 / Upper zone 2", 2, 0, 4},
      {"TST-01-01", "第1-1网格 / Zone 1-1", 3, 1, 2},  {"TST-01-02", "第1-2网格 / Zone 1-2", 4, 1, 2},
      {"TST-02-01", "第2-1网格 / Zone 2-1", 5, 2, 2},  {"TST-02-02", "第2-2网格 / Zone 2-2", 6, 2, 2}};
  ASSERT_EQ(draft.map.zones.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    SCOPED_TRACE(rows[i].code);
    const Zone& zone = draft.map.zones[i];
    EXPECT_EQ(zone.code, rows[i].code);
    EXPECT_EQ(zone.name, rows[i].name);
    EXPECT_EQ(zone.id, ZoneId{rows[i].id});
    EXPECT_EQ(zone.level, rows[i].parent == 0 ? 1 : 2);
    EXPECT_EQ(zone.parent.value_or(ZoneId{0}), ZoneId{rows[i].parent});
    EXPECT_EQ(zone.blocks, rows[i].blocks);
    EXPECT_EQ(zone.post, PostId{rows[i].id + 1});
  }
  EXPECT_EQ(draft.map.seed, 9U);
}

TEST(MakeDraft, EveryBlockIsInItsLowestZone) {
  const DraftPlan draft = make_draft(drawn_partition(), loaded_blocks(), test::small_city(2, 2));
  const std::vector<std::int64_t> zones{3, 3, 5, 6, 4, 4, 5, 6};
  ASSERT_EQ(draft.map.blocks.size(), 8U);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(draft.map.blocks[i].block, BlockId{static_cast<std::int64_t>(i) + 1});
    EXPECT_EQ(draft.map.blocks[i].zone, ZoneId{zones[i]});
  }
}

TEST(MakeDraft, ShapesAreUnionsAndSumsAddUp) {
  const DraftPlan draft = make_draft(drawn_partition(), loaded_blocks(), test::small_city(2, 2));
  const Zone& west = draft.map.zones[0];
  EXPECT_EQ(area(west.shape), west.area);
  EXPECT_EQ(west.area, SquareMetres{800.0});
  EXPECT_EQ(perimeter(west.shape), Metres{120.0});
  EXPECT_EQ(west.parts, 1);
  EXPECT_EQ(west.street_length, Metres{10.0 + 20.0 + 50.0 + 60.0});
  EXPECT_EQ(west.reports, 1 + 2 + 5 + 6);
  EXPECT_DOUBLE_EQ(west.workload, 0.5);
  EXPECT_DOUBLE_EQ(west.polsby_popper, isoperimetric_quotient(SquareMetres{800.0}, Metres{120.0}));
}

TEST(MakeDraft, PostsFormATreeUnderTheCityHead) {
  const DraftPlan draft = make_draft(drawn_partition(), loaded_blocks(), test::small_city(2, 2));
  ASSERT_EQ(draft.map.posts.size(), 7U);
  EXPECT_EQ(
      draft.map.posts[0],
      (Post{.id = PostId{1}, .level = 0, .title_zh = "市级网格长", .title_en = "City head", .parent = {}, .zone = {}}));
  const std::vector<std::int64_t> parents{0, 1, 1, 2, 2, 3, 3};
  for (std::size_t i = 1; i < 7; ++i) {
    const Post& post = draft.map.posts[i];
    EXPECT_EQ(post.id, PostId{static_cast<std::int64_t>(i) + 1});
    EXPECT_EQ(post.parent, PostId{parents[i]});
    EXPECT_EQ(post.zone, draft.map.zones[i - 1].id);
    EXPECT_EQ(post.title_en, i < 3 ? "Level 1 head" : "Level 2 head");
  }
}

TEST(MakeDraft, AZoneOverALinkHasTwoParts) {
  const auto city = test::ascii_city("AA.BCC");
  Partition plan;
  plan.blocks = {BlockId{1}, BlockId{2}, BlockId{3}};
  plan.levels.push_back({{1, 2, 0.5}, 2, {0, 0, 1}});
  const DraftPlan draft = make_draft(plan, city.blocks(), test::small_city(2, 1));
  EXPECT_EQ(draft.map.zones[0].parts, 2);
  EXPECT_EQ(draft.map.zones[1].parts, 1);
  EXPECT_EQ(draft.map.zones[0].code, "TST-01");
}

TEST(MakeDraft, ManyZonesGetLongerNumbers) {
  std::string row;
  for (int i = 0; i < 52; ++i) row += static_cast<char>(i < 26 ? 'A' + i : 'a' + i - 26);
  const auto city = test::ascii_city(row);
  Partition plan;
  LevelParts level{{1, 52, 0.5}, 52, {}};
  for (int i = 0; i < 52; ++i) {
    plan.blocks.push_back(BlockId{i + 1});
    level.part.push_back(51 - i);
  }
  plan.levels.push_back(level);
  const DraftPlan draft = make_draft(plan, city.blocks(), test::small_city(52, 1));
  EXPECT_EQ(draft.map.zones.front().code, "TST-01");
  EXPECT_EQ(draft.map.zones.back().code, "TST-52");
  EXPECT_EQ(draft.map.blocks.front().zone, ZoneId{1});
}

TEST(MakeDraft, TotalsOfEveryLevelAreThoseOfTheCity) {
  const test::Seed seed{12};
  const test::JitteredCity city({.columns = 16, .rows = 16, .islands = 2}, seed.value());
  const PartitionOptions options{.levels = {{1, 3, 0.05}, {2, 4, 0.15}}, .seed = seed.value()};
  const auto plan = partition(city.graph(), options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  const DraftPlan draft = make_draft(*plan, city.blocks, test::small_city(3, 4));
  std::map<int, Zone> sums;
  for (const Zone& zone : draft.map.zones) {
    Zone& sum = sums[zone.level];
    sum.blocks += zone.blocks;
    sum.area += zone.area;
    sum.reports += zone.reports;
    sum.workload += zone.workload;
    EXPECT_NEAR(area(zone.shape).value, zone.area.value, 1e-6);
  }
  for (const auto& [level, sum] : sums) {
    EXPECT_EQ(sum.blocks, static_cast<std::int64_t>(city.blocks.size()));
    EXPECT_NEAR(sum.workload, 1.0, 1e-12);
    EXPECT_EQ(sum.reports, sums.at(1).reports);
  }
}

}  // namespace
}  // namespace libgrid::zoning
