#include <libgrid/zoning/draft_editor.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <libgrid/zoning/validate.hpp>
#include <libgrid/zoning/walls.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/support/seeds.hpp"
#include "tests/zoning/jittered_city.hpp"

namespace libgrid::zoning {
namespace {

using test::ascii_city;
using test::JitteredCity;
using test::number_of;

BlockId block(char letter) { return BlockId{number_of(letter)}; }

constexpr int kWallGroup = 2;  // of BarrierRules: impassable

std::vector<std::string> texts(const std::vector<Error>& errors) {
  std::vector<std::string> all;
  for (const Error& error : errors)
    all.push_back(std::string(info(error.code).name) + " " + error.id + ": " + error.detail);
  return all;
}

/// Blocks of equal workload; zones X (1), Y (2) ... of one level, all under the band.
DraftEditor drawn_editor(const test::AsciiCity& picture, const std::vector<std::string>& zones, double band = 0.5,
                         const std::vector<BlockPair>& walls = {}, PlanRules rules = {}) {
  EditGround ground{picture.blocks(), picture.borders(), {}, {}};
  for (const auto& [a, b] : walls) ground.barriers.push_back({a, b, kWallGroup, Metres{1e6}});
  ground.rules = std::move(rules);
  for (Block& here : ground.blocks) {
    here.workload = 1.0 / static_cast<double>(ground.blocks.size());
    here.street_length = Metres{100.0};
    here.reports = 3;
  }
  Partition partition;
  for (const Block& here : ground.blocks) partition.blocks.push_back(here.id);
  LevelParts level{
      .spec = {1, static_cast<int>(zones.size()), band}, .count = static_cast<int>(zones.size()), .part = {}};
  for (const char letter : picture.letters())
    for (std::size_t i = 0; i < zones.size(); ++i)
      if (zones[i].find(letter) != std::string::npos) level.part.push_back(static_cast<int>(i));
  partition.levels = {level};
  City city;
  city.code = "TST";
  city.levels = {{1, static_cast<int>(zones.size()), band, "第{}网格", "Zone {}"}};
  city.posts = {{0, "市", "City head"}, {1, "格", "Zone head"}};
  const ZoneMap map = make_draft(partition, ground.blocks, city).map;
  return *DraftEditor::make(map, ground, city);
}

TEST(DraftEditor, moves_a_block_and_says_what_follows) {
  // A B C | D E F   one row; C goes east
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"});
  const ZoneMap before = editor.draft().map;
  const Consequence what = *editor.consequence(MoveBlocks{{block('C')}, ZoneId{2}});
  ASSERT_EQ(what.zones.size(), 2U);
  EXPECT_EQ(what.zones[0].code, "TST-01");
  EXPECT_EQ(what.zones[0].before->blocks, 3);
  EXPECT_EQ(what.zones[0].after->blocks, 2);
  EXPECT_EQ(what.zones[0].after->street_length, Metres{200.0});
  EXPECT_EQ(what.zones[1].after->reports, 12);
  EXPECT_EQ(what.zones[1].after->perimeter, Metres{100.0});  // 40 x 10 m
  EXPECT_EQ(what.blocks, (std::vector<BlockMove>{{block('C'), ZoneId{1}, ZoneId{2}}}));
  EXPECT_TRUE(what.broken.empty());
  EXPECT_EQ(editor.draft().map, before);  // nothing was done
}

TEST(DraftEditor, says_which_rule_a_move_breaks_and_which_it_mends) {
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"}, 0.4);
  const Consequence torn = *editor.apply(MoveBlocks{{block('B')}, ZoneId{2}});
  ASSERT_EQ(torn.broken.size(), 2U);
  EXPECT_EQ(torn.broken[0].code, ErrorCode::zone_not_contiguous);
  EXPECT_EQ(torn.broken[0].id, "zone TST-01");
  EXPECT_EQ(torn.broken[0].detail, "2 parts");
  const Consequence heavy = *editor.apply(MoveBlocks{{block('C')}, ZoneId{2}});  // A against B C D E F
  std::vector<ErrorCode> broken, mended;
  for (const Error& error : heavy.broken) broken.push_back(error.code);
  for (const Error& error : heavy.mended) mended.push_back(error.code);
  EXPECT_EQ(broken, (std::vector<ErrorCode>{ErrorCode::workload_out_of_band, ErrorCode::workload_out_of_band}));
  EXPECT_EQ(mended, (std::vector<ErrorCode>{ErrorCode::zone_not_contiguous, ErrorCode::zone_not_contiguous}));
}

TEST(DraftEditor, a_zone_may_lie_on_both_sides_of_a_wall_but_not_hang_together_by_it) {
  // A B ‖ C D   a wall between B and C; E F below, open
  //  E    F
  const test::AsciiCity picture = ascii_city("AABBCCDD\nEEEEFFFF");
  DraftEditor editor = drawn_editor(picture, {"ABE", "CDF"}, 0.9, {{block('B'), block('C')}});
  ASSERT_TRUE(editor.findings().empty());
  const Consequence what = *editor.consequence(MoveBlocks{{block('C')}, ZoneId{1}});
  EXPECT_EQ(
      texts(what.broken),
      (std::vector<std::string>{"E_ZONE_ACROSS_WALL zone TST-01, blocks 2 and 3: these blocks meet only at a wall"}));
  EXPECT_EQ(what.zones[0].after->pieces, 2);
  // With F the zone reaches C around the wall.
  const Consequence around = *editor.consequence(MoveBlocks{{block('C'), block('F')}, ZoneId{1}});
  EXPECT_TRUE(around.broken.empty());
  ASSERT_TRUE(editor.apply(MoveBlocks{{block('C')}, ZoneId{1}}));
  EXPECT_EQ(editor.findings().size(), 1U);
  EXPECT_EQ(texts(editor.apply(MoveBlocks{{block('F')}, ZoneId{1}})->mended).front(),
            "E_ZONE_ACROSS_WALL zone TST-01, blocks 2 and 3: these blocks meet only at a wall");
  // Zones that meet only at a wall do not merge into one.
  DraftEditor row = drawn_editor(ascii_city("ABCD"), {"AB", "CD"}, 0.9, {{block('B'), block('C')}});
  const Consequence merged = *row.consequence(MergeZones{ZoneId{1}, {ZoneId{2}}});
  EXPECT_TRUE(std::ranges::any_of(merged.broken, [](const Error& e) { return e.code == ErrorCode::zone_across_wall; }));
  // A split into balanced parts keeps each on its side.
  DraftEditor whole =
      drawn_editor(ascii_city("ABC\nDEF"), {"ABCDEF"}, 0.9, {{block('A'), block('D')}, {block('B'), block('E')}});
  ASSERT_TRUE(whole.apply(SplitZoneBalanced{ZoneId{1}, 2, 1}));
  for (const Error& finding : whole.findings()) EXPECT_NE(finding.code, ErrorCode::zone_across_wall);
}

TEST(DraftEditor, blocks_that_must_stay_together_are_not_parted_unsaid) {
  PlanRules rules{.must_link = {{.name = "hospital", .blocks = {block('B'), block('C')}}}, .workloads = {}};
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"}, 0.9, {}, rules);
  ASSERT_TRUE(editor.findings().empty());
  const Consequence parted = *editor.apply(MoveBlocks{{block('C')}, ZoneId{2}});
  const std::vector<std::string> said{
      "E_MUST_LINK_BROKEN must-link hospital: block 2 in zone TST-01, block 3 in zone TST-02"};
  EXPECT_EQ(texts(parted.broken), said);
  EXPECT_EQ(texts(editor.apply(MoveBlocks{{block('B')}, ZoneId{2}})->mended), said);
  // Of a block in parts both stay, or the one that holds the place that was meant.
  ASSERT_TRUE(editor.apply(SplitBlock{block('C'), {{25.0, -1.0}, {25.0, 11.0}}}));
  EXPECT_EQ(editor.ground().rules.must_link[0].blocks, (std::vector<BlockId>{block('B'), BlockId{7}, BlockId{8}}));
  rules.must_link[0].places = {{15.0, 5.0}, {28.0, 5.0}};
  DraftEditor placed = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"}, 0.9, {}, rules);
  ASSERT_TRUE(placed.apply(SplitBlock{block('C'), {{25.0, -1.0}, {25.0, 11.0}}}));
  ASSERT_EQ(placed.ground().rules.must_link[0].blocks.size(), 2U);
  const Consequence rest = *placed.consequence(MoveBlocks{{placed.ground().rules.must_link[0].blocks[1]}, ZoneId{2}});
  EXPECT_EQ(rest.broken.front().code, ErrorCode::must_link_broken);
}

TEST(DraftEditor, further_workloads_have_limits_of_their_own) {
  PlanRules rules;
  rules.workloads = {{.name = "shops", .of_block = {1, 1, 2, 2, 1, 1}, .least = 0.7, .most = 1.3},
                     {.name = "none", .of_block = {0, 0, 0, 0, 0, 0}, .least = 0.5, .most = 1.5}};
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"}, 0.9, {}, rules);
  ASSERT_TRUE(editor.findings().empty());
  const Consequence what = *editor.consequence(MoveBlocks{{block('C')}, ZoneId{2}});
  EXPECT_EQ(
      texts(what.broken),
      (std::vector<std::string>{"E_WORKLOAD_OUT_OF_LIMITS zone TST-01, shops: 0.5000 of the mean, limits 0.7 to 1.3",
                                "E_WORKLOAD_OUT_OF_LIMITS zone TST-02, shops: 1.5000 of the mean, limits 0.7 to 1.3"}));
  EXPECT_EQ(what.zones[0].before->further, (std::vector<FurtherLoad>{{"shops", 4.0, 1.0}, {"none", 0.0, 0.0}}));
  EXPECT_EQ(what.zones[0].after->further[0], (FurtherLoad{"shops", 2.0, 0.5}));
  // The parts of a block have what it had.
  ASSERT_TRUE(editor.apply(SplitBlock{block('C'), {{25.0, -1.0}, {25.0, 11.0}}}));
  EXPECT_EQ(editor.ground().rules.workloads[0].of_block, (std::vector<double>{1, 1, 2, 1, 1, 1, 1}));
  ASSERT_TRUE(editor.findings().empty());
  // Without a most there is a least only.
  rules.workloads = {{.name = "shops", .of_block = {1, 1, 2, 2, 1, 1}, .least = 0.7}};
  DraftEditor least = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"}, 0.9, {}, rules);
  EXPECT_EQ(texts(least.consequence(MoveBlocks{{block('C')}, ZoneId{2}})->broken),
            (std::vector<std::string>{
                "E_WORKLOAD_OUT_OF_LIMITS zone TST-01, shops: 0.5000 of the mean, limits at least 0.7"}));
}

TEST(DraftEditor, splits_a_zone_along_a_drawn_line) {
  const test::AsciiCity city = ascii_city("ABCD\nEFGH");
  DraftEditor editor = drawn_editor(city, {"ABCDEFGH"});
  const LineString line{{12.0, 5.0}, {12.0, 15.0}};  // northwards between A and B, goes on beyond its ends
  ASSERT_TRUE(editor.apply(SplitZoneByLine{ZoneId{1}, line}));
  EXPECT_EQ(editor.zone_of(block('A')), ZoneId{2});  // the lighter side is new
  EXPECT_EQ(editor.zone_of(block('E')), ZoneId{2});
  EXPECT_EQ(editor.zone_of(block('B')), ZoneId{1});
  const ZoneMap map = editor.draft().map;
  ASSERT_EQ(map.zones.size(), 2U);
  EXPECT_EQ(map.zones[1].code, "TST-02");
  EXPECT_EQ(map.zones[1].name, "第2网格 / Zone 2");
  EXPECT_EQ(map.posts.back().zone, ZoneId{2});
  EXPECT_EQ(map.posts.back().parent, PostId{1});
}

TEST(DraftEditor, merges_zones_and_their_posts) {
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"AB", "CD", "EF"});
  ASSERT_TRUE(editor.apply(MergeZones{ZoneId{2}, {ZoneId{3}}}));
  const ZoneMap map = editor.draft().map;
  EXPECT_EQ(map.zones.size(), 2U);
  EXPECT_EQ(map.posts.size(), 3U);
  EXPECT_EQ(editor.figures(ZoneId{2})->blocks, 4);
  EXPECT_FALSE(editor.figures(ZoneId{3}));
  ASSERT_FALSE(editor.findings().empty());
  EXPECT_EQ(editor.findings().front().code, ErrorCode::zone_count_differs);  // 2 zones, 3 are asked
}

TEST(DraftEditor, posts_change_places_and_zones_their_names) {
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"AB", "CD", "EF"});
  ASSERT_TRUE(editor.apply(AssignPost{ZoneId{1}, PostId{4}}));
  ASSERT_TRUE(editor.apply(RenameZone{ZoneId{2}, "老城"}));
  const ZoneMap map = editor.draft().map;
  EXPECT_EQ(map.zones[0].post, PostId{4});
  EXPECT_EQ(map.zones[2].post, PostId{2});
  EXPECT_EQ(map.zones[1].name, "老城");
  EXPECT_EQ(std::ranges::find(map.posts, PostId{2}, &Post::id)->zone, ZoneId{3});
}

TEST(DraftEditor, refuses_what_cannot_be_done_and_changes_nothing) {
  DraftEditor editor = drawn_editor(ascii_city("ABCDEF"), {"ABC", "DEF"});
  const ZoneMap before = editor.draft().map;
  const std::vector<EditOperation> wrong{MoveBlocks{{BlockId{99}}, ZoneId{1}},
                                         MoveBlocks{{block('A')}, ZoneId{1}},
                                         MoveBlocks{{block('A')}, ZoneId{9}},
                                         MoveZones{{ZoneId{1}}, ZoneId{2}},
                                         SplitZoneByLine{ZoneId{1}, {{0.0, 0.0}}},
                                         SplitZoneByLine{ZoneId{1}, {{-5.0, 0.0}, {-5.0, 9.0}}},
                                         SplitZoneBalanced{ZoneId{1}, 4, 1},
                                         MergeZones{ZoneId{1}, {ZoneId{1}}},
                                         SplitBlock{BlockId{99}, {{0.0, 0.0}, {1.0, 1.0}}},
                                         SplitBlock{block('A'), {{-5.0, 0.0}, {-5.0, 9.0}}},
                                         AssignPost{ZoneId{1}, PostId{1}},
                                         AssignPost{ZoneId{1}, PostId{77}},
                                         RenameZone{ZoneId{1}, ""}};
  for (const EditOperation& operation : wrong) {
    const auto refused = editor.apply(operation);
    ASSERT_FALSE(refused) << operation.index();
    EXPECT_EQ(refused.error().code, ErrorCode::parameter_invalid) << operation.index();
  }
  EXPECT_EQ(editor.draft().map, before);
  EXPECT_FALSE(editor.undo());
}

/// The alphabet in a row; Y parts Z from A ... X.
DraftEditor alphabet(bool two_levels) {
  const test::AsciiCity picture = ascii_city("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  EditGround ground{picture.blocks(), picture.borders(), {}, {}};
  Partition partition;
  LevelParts upper{.spec = {1, 2, 0.9}, .count = 2, .part = {}}, lower{.spec = {2, 13, 0.9}, .count = 26, .part = {}};
  for (Block& here : ground.blocks) {
    here.workload = 1.0 / 26.0;
    upper.part.push_back(partition.blocks.size() < 13 ? 0 : 1);
    lower.part.push_back(static_cast<int>(partition.blocks.size()));
    partition.blocks.push_back(here.id);
  }
  City city;
  city.code = "TST";
  city.levels = {{1, 2, 0.9, "第{}网格", "Zone {}"}};
  city.posts = {{0, "市", "City head"}, {1, "格", "Zone head"}};
  partition.levels = {upper};
  if (two_levels) {
    city.levels.push_back({2, 13, 0.9, "第{}网格", "Zone {}"});
    city.posts.push_back({2, "员", "Zone officer"});
    partition.levels.push_back(lower);
  }
  return *DraftEditor::make(make_draft(partition, ground.blocks, city).map, ground, city);
}

TEST(DraftEditor, a_split_that_cannot_be_names_blocks_and_zones_as_the_user_knows_them) {
  // Z alone is 0.08 of the mean part: too little at any band. It is the 25th block of its zone, and block 26.
  DraftEditor one = alphabet(false);
  std::vector<BlockId> east;
  for (const char letter : std::string("NOPQRSTUVWXZ")) east.push_back(block(letter));
  ASSERT_TRUE(one.apply(MoveBlocks{east, ZoneId{1}}));
  const auto refused = one.consequence(SplitZoneBalanced{ZoneId{1}, 2, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().id, "component of block 26") << message_en(refused.error());
  EXPECT_NE(message_zh(refused.error()).find("街区 26 所在连通片"), std::string::npos) << message_zh(refused.error());

  // The same with a zone in every block: a zone is told by its code, and the level is the one of the parts.
  DraftEditor two = alphabet(true);
  std::vector<ZoneId> zones;
  for (const BlockId id : east) zones.push_back(*two.zone_of(id));
  const ZoneMap map = two.draft().map;
  ASSERT_TRUE(two.apply(MoveZones{zones, map.zones.front().id}));
  const auto upper = two.consequence(SplitZoneBalanced{map.zones.front().id, 2, 1});
  ASSERT_FALSE(upper);
  const std::string code = std::ranges::find(map.zones, zones.back(), &Zone::id)->code;
  EXPECT_EQ(upper.error().id, "component of zone " + code) << message_en(upper.error());
  EXPECT_NE(message_zh(upper.error()).find("网格 " + code + " 所在连通片"), std::string::npos)
      << message_zh(upper.error());
  EXPECT_NE(upper.error().detail.find("level 1"), std::string::npos) << upper.error().detail;
}

TEST(DraftEditor, splits_a_block_and_both_neighbours_see_the_vertices) {
  const test::AsciiCity city = ascii_city("ABBC\nABBC");
  DraftEditor editor = drawn_editor(city, {"AB", "C"});
  ASSERT_TRUE(editor.apply(SplitBlock{block('B'), {{5.0, 7.3}, {35.0, 11.1}}}));
  const EditGround ground = editor.ground();
  ASSERT_EQ(ground.blocks.size(), 4U);
  EXPECT_EQ(editor.lineage(), (std::vector<BlockLineage>{{block('B'), {BlockId{4}, BlockId{5}}}}));
  SquareMetres all;
  std::int64_t reports = 0;
  for (const Block& here : ground.blocks) {
    all += here.area, reports += here.reports;
    for (const Xy p : here.shape.outer) EXPECT_TRUE(on_lattice(p));
  }
  EXPECT_EQ(all, SquareMetres{800.0});
  EXPECT_EQ(reports, 9);
  // Every inner edge has a twin: the borders found from shapes alone are the borders the editor keeps.
  const std::vector<BlockBorder> borders = test::shared_borders(ground.blocks);
  ASSERT_EQ(borders.size(), ground.borders.size());
  for (std::size_t i = 0; i < borders.size(); ++i) {
    EXPECT_EQ(borders[i].a, ground.borders[i].a);
    EXPECT_NEAR(borders[i].length.value, ground.borders[i].length.value, 1e-9);
  }
  EXPECT_EQ(editor.zone_of(BlockId{4}), ZoneId{1});
}

/// A city of two levels and what may be done to it at random.
struct RandomCity {
  JitteredCity ground;
  City city;
  DraftEditor editor;
  CounterRandom draw;
  std::uint64_t next = 0;

  explicit RandomCity(std::uint64_t seed)
      : ground({.columns = 12, .rows = 10, .islands = 2}, seed),
        city(test::small_city(3, 4, 0.2, 0.3)),
        editor(start()),
        draw(seed, 77) {}

  /// Every eighth border is a wall, some with a gate; two must-links; shops to be shared out.
  EditGround ruled_ground() const {
    EditGround all{ground.blocks, ground.borders, ground.links, {}};
    for (std::size_t i = 0; i < all.borders.size(); i += 8)
      all.barriers.push_back({all.borders[i].a, all.borders[i].b, kWallGroup,
                              i % 3 == 0 ? all.borders[i].length / 2.0 : all.borders[i].length});
    all.rules.must_link = {{.name = "school", .blocks = {BlockId{10}, BlockId{11}}},
                           {.name = "market", .blocks = {BlockId{50}, BlockId{51}, BlockId{62}}}};
    LimitedWorkload shops{.name = "shops", .of_block = {}, .least = 0.5, .most = 1.5, .share = ShareBy::reports};
    for (std::size_t i = 0; i < all.blocks.size(); ++i) shops.of_block.push_back(static_cast<double>(i % 7));
    all.rules.workloads = {shops};
    return all;
  }
  DraftEditor start() const {
    PartitionOptions options = partition_options(city);
    options.preset = Preset::fast, options.threads = 1;
    const auto plan = partition(ground.graph(), options);
    return *DraftEditor::make(make_draft(*plan, ground.blocks, city).map, ruled_ground(), city);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(draw.below(next++, n)); }

  EditOperation operation() {
    const ZoneMap map = editor.draft().map;
    const auto any_zone = [&] { return map.zones[below(map.zones.size())]; };
    const auto any_low = [&] { return map.blocks[below(map.blocks.size())].zone; };
    const auto any_block = [&] { return map.blocks[below(map.blocks.size())].block; };
    const auto any_point = [&] { return Xy{1200.0 * draw.unit(next++), 1000.0 * draw.unit(next++)}; };
    switch (below(12)) {
      case 0:
        return SplitZoneByLine{any_zone().id, {any_point(), any_point()}};
      case 1:
        return MergeZones{any_zone().id, {any_zone().id}};
      case 2:
        return AssignPost{any_zone().id, map.posts[below(map.posts.size())].id};
      case 3:
        return RenameZone{any_zone().id, "name " + std::to_string(next)};
      case 4:
        return MoveZones{{any_zone().id}, any_zone().id};
      case 5:
        return SplitBlock{any_block(), {any_point(), any_point()}};
      case 6:
        return below(8) == 0 ? EditOperation(SplitZoneBalanced{any_zone().id, 2, next})
                             : EditOperation(MoveBlocks{{any_block()}, any_low()});
      default:
        return MoveBlocks{{any_block(), any_block()}, any_low()};
    }
  }
};

/// Perimeter of a set of blocks by the definition: borders with what is not in it, and the outer border.
Metres perimeter_by_definition(const BlockGraph& graph, const std::set<BlockId>& blocks) {
  Metres sum;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (!blocks.contains(graph.node(i).id)) continue;
    sum += graph.node(i).outer;
    for (const BlockNeighbour& next : graph.neighbours(i))
      if (!blocks.contains(graph.node(next.block).id)) sum += next.border;
  }
  return sum;
}

void expect_as_recounted(const RandomCity& here) {
  const ZoneMap map = here.editor.draft().map;
  const EditGround ground = here.editor.ground();
  const std::vector<BlockPair> walls = walls_of(ground.borders, ground.barriers, here.city.barriers);
  const BlockGraph graph = BlockGraph::build(ground.blocks, ground.borders, ground.links, walls);
  std::map<ZoneId, std::set<BlockId>> members;
  std::map<ZoneId, Zone> by_id;
  for (const Zone& zone : map.zones) by_id[zone.id] = zone;
  for (const BlockZone& row : map.blocks)
    for (std::optional<ZoneId> zone = row.zone; zone; zone = by_id.at(*zone).parent) members[*zone].insert(row.block);
  for (const Zone& zone : map.zones) {
    Zone sum;
    std::vector<const Polygon*> shapes;
    for (const BlockId id : members[zone.id]) {
      const Block& part = *std::ranges::find(ground.blocks, id, &Block::id);
      sum.area += part.area, sum.street_length += part.street_length;
      sum.reports += part.reports, sum.workload += part.workload;
    }
    EXPECT_EQ(zone.blocks, static_cast<std::int64_t>(members[zone.id].size()));
    EXPECT_EQ(zone.area, sum.area);
    EXPECT_EQ(zone.street_length, sum.street_length);
    EXPECT_EQ(zone.reports, sum.reports);
    EXPECT_EQ(zone.workload, sum.workload);
    EXPECT_EQ(here.editor.figures(zone.id)->perimeter, perimeter_by_definition(graph, members[zone.id]));
    EXPECT_NEAR(area(zone.shape).value, sum.area.value, 1e-6 * (1.0 + sum.area.value));
    EXPECT_NEAR(here.editor.figures(zone.id)->polsby_popper, zone.polsby_popper, 1e-9);
  }
  // The findings are those of the gate, as far as it goes.
  std::vector<std::string> gate, editor;
  for (const Error& error : plan_findings(map, graph, here.city, ground.rules)) gate.push_back(message_en(error));
  for (const Error& error : here.editor.findings()) editor.push_back(message_en(error));
  ASSERT_GE(editor.size(), gate.size());
  editor.resize(gate.size());
  EXPECT_EQ(editor, gate);
}

TEST(DraftEditor, figures_are_those_of_a_recount_after_thousands_of_edits) {
  const test::Seed usual(41);
  for (std::uint64_t seed = usual.value(); seed < usual.value() + 2; ++seed) {
    SCOPED_TRACE(seed);
    RandomCity here(seed);
    int done = 0;
    for (int i = 0; i < 1500; ++i) {
      if (here.below(10) == 0) here.editor.undo();
      if (here.below(15) == 0) here.editor.redo();
      done += here.editor.apply(here.operation()) ? 1 : 0;
      if (i % 100 == 0) expect_as_recounted(here);
    }
    expect_as_recounted(here);
    EXPECT_GT(done, 500);
  }
}

TEST(DraftEditor, undo_and_redo_give_the_bytes_of_before_and_after) {
  const test::Seed usual(141);
  for (std::uint64_t seed = usual.value(); seed < usual.value() + 2; ++seed) {
    SCOPED_TRACE(seed);
    RandomCity here(seed);
    std::vector<ZoneMap> maps{here.editor.draft().map};
    std::vector<EditGround> grounds{here.editor.ground()};
    for (int i = 0; i < 120; ++i) {
      const EditOperation operation = here.operation();
      const auto foretold = here.editor.consequence(operation);
      const auto done = here.editor.apply(operation);
      ASSERT_EQ(foretold.has_value(), done.has_value());
      if (!done) continue;
      EXPECT_EQ(foretold->zones, done->zones);
      EXPECT_EQ(foretold->blocks, done->blocks);
      maps.push_back(here.editor.draft().map);
      grounds.push_back(here.editor.ground());
    }
    for (std::size_t i = maps.size() - 1; i > 0; --i) {
      ASSERT_TRUE(here.editor.undo());
      ASSERT_EQ(here.editor.draft().map, maps[i - 1]) << i;
      ASSERT_EQ(here.editor.ground(), grounds[i - 1]) << i;
    }
    EXPECT_FALSE(here.editor.undo());
    for (std::size_t i = 1; i < maps.size(); ++i) {
      ASSERT_TRUE(here.editor.redo());
      ASSERT_EQ(here.editor.draft().map, maps[i]) << i;
    }
    EXPECT_FALSE(here.editor.redo());
  }
}

}  // namespace
}  // namespace libgrid::zoning
