/// Excluded blocks, locked zones and districts through plan, check and edits; the engine alone: partition_wishes_test.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/draft_editor.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <libgrid/zoning/quality.hpp>
#include <libgrid/zoning/validate.hpp>
#include <tests/support/ascii_city.hpp>

namespace libgrid::zoning {
namespace {

std::vector<std::string> texts(const std::vector<Error>& errors) {
  std::vector<std::string> all;
  for (const Error& error : errors)
    all.push_back(std::string(info(error.code).name) + " " + error.id + ": " + error.detail);
  return all;
}

/// A B | C D over a lake I in the middle row and E F | G H below; West is A B E F, East the rest; the lake is in no
/// zone.
struct LakeCity {
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  City city;
  PlanRules rules;
  Partition plan;

  LakeCity() {
    const auto drawn = test::ascii_city(R"(
      AABBCCDD
      AAIIIIDD
      EEFFGGHH
    )");
    blocks = drawn.blocks();
    borders = drawn.borders();
    for (Block& block : blocks) {
      const bool lake = block.id == BlockId{test::number_of('I')};
      block.workload = lake ? 0.2 : 0.1;
      block.street_length = Metres{100.0};
      block.reports = 3;
      if (lake) rules.excluded.push_back(block.id);
      plan.blocks.push_back(block.id);
    }
    city.code = "TST";
    city.levels = {{1, 2, 0.3, "第{}网格", "Zone {}"}};
    city.posts = {{0, "市", "City head"}, {1, "格", "Zone head"}};
    //                                            A  B  C  D  E  F  G  H  I
    plan.levels = {{{1, 2, 0.3}, 2, {0, 0, 1, 1, 0, 0, 1, 1, kNoPart}}};
  }
  [[nodiscard]] BlockGraph graph() const { return BlockGraph::build(blocks, borders, {}); }
  [[nodiscard]] ZoneMap map() const { return make_draft(plan, blocks, city).map; }
  [[nodiscard]] DraftEditor editor() const {
    EditGround ground{blocks, borders, {}, {}};
    ground.rules = rules;
    return *DraftEditor::make(map(), ground, city);
  }
};

BlockId block(char letter) { return BlockId{test::number_of(letter)}; }

TEST(ExcludedBlocks, are_in_no_zone_and_no_finding) {
  const LakeCity lake;
  const ZoneMap map = lake.map();
  EXPECT_EQ(map.blocks.size(), 8U);
  EXPECT_TRUE(plan_findings(map, lake.graph(), lake.city, lake.rules).empty());
  EXPECT_EQ(texts(plan_findings(map, lake.graph(), lake.city)).front(), "E_BLOCK_UNASSIGNED block 9: in no zone");
  ZoneMap wrong = map;
  wrong.blocks.push_back({block('I'), map.zones[0].id});
  EXPECT_EQ(texts(plan_findings(wrong, lake.graph(), lake.city, lake.rules)).front(),
            "E_BLOCK_UNASSIGNED block 9: it is excluded, and in zone TST-01");
  const PlanQuality quality = plan_quality(map, lake.graph(), {});
  for (const ZoneQuality& zone : quality.zones) EXPECT_EQ(zone.blocks, 4);
  EXPECT_DOUBLE_EQ(quality.zones[0].load, 1.0);
}

TEST(ExcludedBlocks, stay_out_of_edits) {
  const LakeCity lake;
  DraftEditor editor = lake.editor();
  EXPECT_TRUE(editor.findings().empty());
  EXPECT_EQ(editor.draft().map, lake.map());
  EXPECT_FALSE(editor.zone_of(block('I')));
  const auto into = editor.consequence(MoveBlocks{{block('I')}, ZoneId{1}});
  ASSERT_FALSE(into);
  EXPECT_EQ(into.error().detail, "it is excluded: in no zone until the next partition");
  EXPECT_FALSE(editor.consequence(SplitBlock{block('I'), {{45.0, -100.0}, {45.0, 100.0}}}));
  // The mean is that of the blocks that belong to zones: 0.5 of 0.8 each way.
  const Consequence what = *editor.apply(MoveBlocks{{block('B')}, ZoneId{2}});
  EXPECT_DOUBLE_EQ(what.zones[0].after->relative_load, 0.75);
  EXPECT_DOUBLE_EQ(what.zones[1].after->relative_load, 1.25);
  ASSERT_TRUE(editor.undo());
  EXPECT_EQ(editor.draft().map, lake.map());
}

TEST(LockedZones, are_told_when_they_lose_or_gain_blocks) {
  LakeCity lake;
  lake.rules.locked = {{"TST-01", {block('A'), block('B'), block('E'), block('F')}}};
  EXPECT_TRUE(plan_findings(lake.map(), lake.graph(), lake.city, lake.rules).empty());
  DraftEditor editor = lake.editor();
  const std::vector<std::string> lost{"E_LOCK_BROKEN locked zone TST-01: block 2 left it"};
  EXPECT_EQ(texts(editor.apply(MoveBlocks{{block('B')}, ZoneId{2}})->broken), lost);
  EXPECT_EQ(texts(plan_findings(editor.draft().map, lake.graph(), lake.city, lake.rules)), lost);
  EXPECT_EQ(texts(editor.undo()->mended), lost);
  const std::vector<std::string> gained{"E_LOCK_BROKEN locked zone TST-01: block 3 joined it"};
  EXPECT_EQ(texts(editor.apply(MoveBlocks{{block('C')}, ZoneId{1}})->broken), gained);
  EXPECT_EQ(texts(plan_findings(editor.draft().map, lake.graph(), lake.city, lake.rules)), gained);
}

TEST(Districts, a_zone_across_their_border_is_told) {
  LakeCity lake;
  lake.rules.parents = {1, 1, 2, 2, 1, 1, 2, 2, 2};
  EXPECT_TRUE(plan_findings(lake.map(), lake.graph(), lake.city, lake.rules).empty());
  DraftEditor editor = lake.editor();
  const std::vector<std::string> across{"E_ZONE_ACROSS_DISTRICT zone TST-02, blocks 2 and 3: of different districts"};
  EXPECT_EQ(texts(editor.apply(MoveBlocks{{block('B')}, ZoneId{2}})->broken), across);
  EXPECT_EQ(texts(plan_findings(editor.draft().map, lake.graph(), lake.city, lake.rules)), across);
  EXPECT_EQ(texts(editor.undo()->mended), across);
}

TEST(RulesAfterASplit, locks_and_districts_go_on_with_the_parts) {
  LakeCity lake;
  lake.rules.locked = {{"TST-01", {block('A'), block('B'), block('E'), block('F')}}};
  lake.rules.parents = {1, 1, 2, 2, 1, 1, 2, 2, 2};
  DraftEditor editor = lake.editor();
  const auto split = editor.apply(SplitBlock{block('E'), {{10.0, -100.0}, {10.0, 100.0}}});
  ASSERT_TRUE(split) << message_en(split.error());
  EXPECT_TRUE(editor.findings().empty());
  EXPECT_EQ(editor.ground().rules.locked[0].blocks,
            (std::vector<BlockId>{block('A'), block('B'), block('F'), BlockId{10}, BlockId{11}}));
  EXPECT_EQ(editor.ground().rules.parents, (std::vector<std::int64_t>{1, 1, 2, 2, 1, 2, 2, 2, 1, 1}));
}

}  // namespace
}  // namespace libgrid::zoning
