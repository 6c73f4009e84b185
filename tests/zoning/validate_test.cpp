#include <libgrid/zoning/validate.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/plan_builder.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

/// Two upper zones of two, eight equal blocks: zones 3 = AB, 4 = EF, 5 = CG, 6 = DH.
struct Ground {
  std::vector<Block> blocks;
  BlockGraph graph;
  City city = test::small_city(2, 2, 0.05, 0.10);
  DraftPlan draft;

  Ground() {
    const auto drawn = test::ascii_city(R"(
      AABBCCDD
      EEFFGGHH
    )");
    blocks = drawn.blocks();
    for (Block& block : blocks) {
      block.workload = 0.125;
      block.reports = 10;
      block.street_length = Metres{100.0};
    }
    graph = BlockGraph::build(blocks, drawn.borders(), {});
    Partition plan;
    for (const Block& block : blocks) plan.blocks.push_back(block.id);
    plan.levels.push_back({{1, 2, 0.05}, 2, {1, 1, 0, 0, 1, 1, 0, 0}});
    plan.levels.push_back({{2, 2, 0.10}, 4, {2, 2, 1, 0, 3, 3, 1, 0}});
    draft = make_draft(plan, blocks, city);
  }
};

void put(ZoneMap& map, std::size_t block, std::int64_t zone) { map.blocks[block].zone = ZoneId{zone}; }

TEST(PlanValidation, AGoodDraftBecomesAValidPlan) {
  Ground ground;
  std::vector<Error> findings{make_error(ErrorCode::internal)};
  const ZoneMap expected = ground.draft.map;
  const auto plan = PlanValidation::validate(std::move(ground.draft), ground.graph, ground.city, &findings);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  EXPECT_EQ(plan->map(), expected);
  EXPECT_TRUE(findings.empty());
}

/// One thing broken at a time; the finding names code and thing.
TEST(PlanValidation, NamesWhatIsBroken) {
  struct Row {
    const char* name;
    std::function<void(ZoneMap&)> spoil;
    ErrorCode code;
    std::string id;
  };
  const std::vector<Row> rows = {
      {"a block in no zone", [](ZoneMap& m) { m.blocks.erase(m.blocks.begin() + 2); }, ErrorCode::block_unassigned,
       "block 3"},
      {"a block in two zones", [](ZoneMap& m) { m.blocks.push_back({BlockId{3}, ZoneId{6}}); }, ErrorCode::id_duplicate,
       "block 3"},
      {"a block in an upper zone", [](ZoneMap& m) { put(m, 2, 1); }, ErrorCode::block_unassigned, "block 3"},
      {"a block in a zone that is not there", [](ZoneMap& m) { put(m, 2, 99); }, ErrorCode::block_unassigned,
       "block 3"},
      {"a block that is not there", [](ZoneMap& m) { m.blocks.push_back({BlockId{77}, ZoneId{3}}); },
       ErrorCode::block_unassigned, "block 77"},
      {"two zones of one id", [](ZoneMap& m) { m.zones.push_back(m.zones.back()); }, ErrorCode::id_duplicate,
       "zone TST-02-02"},
      {"a lower zone without parent", [](ZoneMap& m) { m.zones[2].parent.reset(); }, ErrorCode::nesting_broken,
       "zone TST-01-01"},
      {"a parent of the same level", [](ZoneMap& m) { m.zones[2].parent = ZoneId{4}; }, ErrorCode::nesting_broken,
       "zone TST-01-01"},
      {"a parent that is not there", [](ZoneMap& m) { m.zones[2].parent = ZoneId{50}; }, ErrorCode::nesting_broken,
       "zone TST-01-01"},
      {"three zones under one, one under the other", [](ZoneMap& m) { m.zones[2].parent = ZoneId{2}; },
       ErrorCode::zone_count_differs, "zone TST-01"},
      {"a zone in two parts", [](ZoneMap& m) { put(m, 1, 4), put(m, 5, 3); }, ErrorCode::zone_not_contiguous,
       "zone TST-01-01"},
      {"a zone without blocks", [](ZoneMap& m) { put(m, 0, 4), put(m, 1, 4); }, ErrorCode::zone_not_contiguous,
       "zone TST-01-01"},
      {"an overloaded zone", [](ZoneMap& m) { put(m, 0, 4); }, ErrorCode::workload_out_of_band, "zone TST-01-01"},
      {"a wrong count", [](ZoneMap& m) { m.zones[3].blocks += 1; }, ErrorCode::totals_differ, "zone TST-01-02"},
      {"a wrong area", [](ZoneMap& m) { m.zones[3].area += SquareMetres{0.01}; }, ErrorCode::totals_differ,
       "zone TST-01-02"},
      {"wrong street metres", [](ZoneMap& m) { m.zones[3].street_length += Metres{0.01}; }, ErrorCode::totals_differ,
       "zone TST-01-02"},
      {"wrong reports", [](ZoneMap& m) { m.zones[0].reports -= 1; }, ErrorCode::totals_differ, "zone TST-01"},
      {"a wrong workload", [](ZoneMap& m) { m.zones[0].workload += 1e-6; }, ErrorCode::totals_differ, "zone TST-01"},
      {"no zones at all", [](ZoneMap& m) { m.zones.clear(); }, ErrorCode::block_unassigned, "block 1"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Ground ground;
    for (Level& level : ground.city.levels) level.fixed_count = true;
    row.spoil(ground.draft.map);
    const auto plan = PlanValidation::validate(std::move(ground.draft), ground.graph, ground.city);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, row.code);
    EXPECT_EQ(plan.error().id, row.id);
  }
}

TEST(PlanValidation, ListsEveryFindingAndNotOnlyTheFirst) {
  Ground ground;
  put(ground.draft.map, 0, 4);  // A from 3 to 4: both out of band, both with wrong sums
  std::vector<Error> findings;
  ASSERT_FALSE(PlanValidation::validate(std::move(ground.draft), ground.graph, ground.city, &findings).has_value());
  std::vector<std::string> loads;
  int totals = 0;
  for (const Error& finding : findings) {
    if (finding.code == ErrorCode::workload_out_of_band) loads.push_back(finding.id + ": " + finding.detail);
    totals += finding.code == ErrorCode::totals_differ ? 1 : 0;
  }
  EXPECT_EQ(loads, (std::vector<std::string>{"zone TST-01-01: 0.5000 of the mean, band +-0.1",
                                             "zone TST-01-02: 1.5000 of the mean, band +-0.1"}));
  EXPECT_EQ(totals, 10);
}

TEST(PlanValidation, ALinkConnects) {
  const auto drawn = test::ascii_city("AA.BB");
  std::vector<Block> blocks = drawn.blocks();
  for (Block& block : blocks) block.workload = 0.5;
  City city = test::small_city(1, 1);
  city.levels.pop_back();
  Partition plan;
  plan.blocks = {BlockId{1}, BlockId{2}};
  plan.levels.push_back({{1, 1, 0.05}, 1, {0, 0}});
  const DraftPlan draft = make_draft(plan, blocks, city);
  const auto links = declare_links(blocks, drawn.borders());
  EXPECT_TRUE(plan_findings(draft.map, BlockGraph::build(blocks, drawn.borders(), links), city).empty());
  const auto findings = plan_findings(draft.map, BlockGraph::build(blocks, drawn.borders(), {}), city);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, ErrorCode::zone_not_contiguous);
}

TEST(PlanValidation, AWallDoesNotConnect) {
  const auto drawn = test::ascii_city("AAAABBBB");
  std::vector<Block> blocks = drawn.blocks();
  for (Block& block : blocks) block.workload = 0.5;
  City city = test::small_city(1, 1);
  city.levels.pop_back();
  Partition plan;
  plan.blocks = {BlockId{1}, BlockId{2}};
  plan.levels.push_back({{1, 1, 0.05}, 1, {0, 0}});
  const DraftPlan draft = make_draft(plan, blocks, city);
  const std::vector<BlockPair> walls{{BlockId{1}, BlockId{2}}};
  const auto graph = BlockGraph::build(blocks, drawn.borders(), {}, walls);
  const auto refused = PlanValidation::validate(draft, graph, city);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::zone_across_wall);
  EXPECT_EQ(refused.error().id, "zone TST-01, blocks 1 and 2");
  EXPECT_NE(message_zh(refused.error()).find("网格仅隔着围墙等阻隔相连"), std::string::npos);
  EXPECT_NE(message_en(refused.error()).find("zone TST-01, blocks 1 and 2"), std::string::npos);
  EXPECT_EQ(partition(graph, {.levels = {{1, 1, 0.9}}}).error().code, ErrorCode::zone_infeasible);  // as partition does
}

TEST(PlanValidation, RulesOfTheCityAreKept) {
  Ground ground;
  PlanRules rules{.must_link = {{.name = "campus", .blocks = {BlockId{1}, BlockId{2}}}},
                  .workloads = {{.name = "shops", .of_block = std::vector<double>(8, 1.0), .least = 0.9, .most = 1.1}}};
  EXPECT_TRUE(plan_findings(ground.draft.map, ground.graph, ground.city, rules).empty());
  rules.must_link[0].blocks.push_back(BlockId{3});  // of zone 5
  rules.workloads[0].of_block[0] = 9.0;             // zones 3 and 1 too much, the others too little
  std::vector<Error> findings;
  ASSERT_FALSE(
      PlanValidation::validate(std::move(ground.draft), ground.graph, ground.city, &findings, rules).has_value());
  std::vector<std::string> said;
  for (const Error& finding : findings) said.push_back(finding.id + ": " + finding.detail);
  EXPECT_EQ(said,
            (std::vector<std::string>{
                "zone TST-01, shops: 1.5000 of the mean, limits 0.9 to 1.1",
                "zone TST-02, shops: 0.5000 of the mean, limits 0.9 to 1.1",
                "zone TST-01-01, shops: 2.5000 of the mean, limits 0.9 to 1.1",
                "zone TST-01-02, shops: 0.5000 of the mean, limits 0.9 to 1.1",
                "zone TST-02-01, shops: 0.5000 of the mean, limits 0.9 to 1.1",
                "zone TST-02-02, shops: 0.5000 of the mean, limits 0.9 to 1.1",
                "must-link campus: block 1 in zone TST-01-01, block 2 in zone TST-01-01, block 3 in zone TST-02-01",
            }));
  EXPECT_EQ(findings.back().code, ErrorCode::must_link_broken);
  EXPECT_EQ(findings.front().code, ErrorCode::workload_out_of_limits);
  EXPECT_NE(message_zh(findings.front()).find("附加工作量"), std::string::npos);
}

TEST(PlanValidation, WhatPartitionMakesIsValid) {
  const test::JitteredCity city({.columns = 20, .rows = 20, .islands = 3}, 21);
  const City rules = test::small_city(3, 4, 0.05, 0.12);
  const BlockGraph graph = city.graph();
  PartitionOptions options = partition_options(rules);
  const auto parts = partition(graph, options);
  ASSERT_TRUE(parts.has_value()) << message_en(parts.error());
  const auto plan = PlanValidation::validate(make_draft(*parts, city.blocks, rules), graph, rules);
  EXPECT_TRUE(plan.has_value()) << message_en(plan.error());
}

}  // namespace
}  // namespace libgrid::zoning
