/// What a planner may ask for besides levels and bands, one wish a test and all of them on random cities.
#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/certificate.hpp>
#include <libgrid/zoning/partition.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning {
namespace {

BlockGraph even_city(int columns, int rows, std::uint64_t seed) {
  return test::JitteredCity({.columns = columns, .rows = rows, .idle_share = 0.0, .heavy = 2.0}, seed).graph();
}

void expect_connected(const BlockGraph& graph, const LevelParts& parts) {
  for (int zone = 0; zone < parts.count; ++zone)
    EXPECT_EQ(test::pieces_by_flooding(graph, parts.part, zone), 1) << "zone " << zone;
}

TEST(PartitionWishes, AFurtherWorkloadIsBalancedToo) {
  const BlockGraph graph = even_city(16, 16, 3);
  PartitionOptions options{.levels = {{1, 8, 0.1}}};
  Workload cases{.of_block = {}, .least = 0.85, .most = 1.15};
  double total = 0.0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    cases.of_block.push_back(i % 16 < 8 ? 3.0 : 1.0);  // the west has three times as many
    total += cases.of_block.back();
  }
  options.workloads = {cases};
  const auto plan = partition(graph, options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  std::vector<double> sums(8, 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i)
    sums[static_cast<std::size_t>(plan->levels[0].part[i])] += cases.of_block[i];
  for (const double sum : sums) {
    EXPECT_GE(sum * 8 / total, 0.85);
    EXPECT_LE(sum * 8 / total, 1.15);
  }
  expect_connected(graph, plan->levels[0]);
}

TEST(PartitionWishes, BordersFollowTheCheapRoad) {
  const BlockGraph graph = test::square_graph(8);
  PartitionOptions options{.levels = {{1, 2, 0.3}}, .shape_weight = 0.0};
  // A main road below the third row: at 24 and 40 blocks just within the band.
  for (int column = 0; column < 8; ++column)
    options.border_factors.push_back({BlockId{17 + column}, BlockId{25 + column}, 0.2});
  const auto plan = partition(graph, options);
  ASSERT_TRUE(plan.has_value());
  for (std::size_t i = 0; i < 64; ++i)
    EXPECT_EQ(plan->levels[0].part[i] == plan->levels[0].part[0], i < 24) << "block " << i;
}

TEST(PartitionWishes, NoZoneIsConnectedThroughAWall) {
  const BlockGraph graph = test::square_graph(8);
  PartitionOptions options{.levels = {{1, 4, 0.3}}};
  for (int row = 0; row < 7; ++row)  // a wall from the north that leaves the last row open
    options.border_factors.push_back({BlockId{8 * row + 4}, BlockId{8 * row + 5}, kWall});
  const auto plan = partition(graph, options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  std::vector<BlockBorder> open;
  std::vector<BlockNode> nodes(graph.nodes().begin(), graph.nodes().end());
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    for (const BlockNeighbour& next : graph.neighbours(i)) {
      const bool wall = i % 8 == 3 && next.block == i + 1 && i / 8 < 7;
      if (next.block > i && !wall) open.push_back({graph.node(i).id, graph.node(next.block).id, next.border});
    }
  }
  expect_connected(BlockGraph::from_nodes(nodes, open, {}), plan->levels[0]);
}

TEST(PartitionWishes, LinkedBlocksLockedZonesExcludedBlocksAndParentsAllHold) {
  const test::Seed seed{71};
  for (std::uint64_t round = 0; round < 6; ++round) {
    const BlockGraph graph = even_city(16, 12, seed.value() + round);
    PartitionOptions options{.levels = {{1, 2, 0.25}, {2, 4, 0.3}}, .seed = seed.value() + round};
    for (std::size_t i = 0; i < graph.size(); ++i) options.parents.push_back(i % 16 < 8 ? 5 : 9);
    options.excluded = {graph.node(0).id, graph.node(191).id};
    options.must_link = {{graph.node(40).id, graph.node(41).id}, {graph.node(41).id, graph.node(57).id}};
    std::vector<BlockId> locked;  // a rectangle of 6 x 4 blocks in the south-east
    for (std::size_t row = 1; row < 5; ++row) {
      for (std::size_t column = 10; column < 16; ++column) locked.push_back(graph.node(row * 16 + column).id);
    }
    options.locked = {locked};
    const auto plan = partition(graph, options);
    ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
    for (const LevelParts& level : plan->levels) {
      EXPECT_EQ(level.part[0], kNoPart);
      EXPECT_EQ(level.part[191], kNoPart);
      EXPECT_EQ(level.part[40], level.part[57]);
      expect_connected(graph, level);
      for (std::size_t i = 1; i < 191; ++i) {
        for (const BlockNeighbour& next : graph.neighbours(i)) {
          if (level.part[next.block] == level.part[i]) {
            EXPECT_EQ(options.parents[next.block], options.parents[i]);
          }
        }
      }
    }
    const std::vector<int>& part = plan->levels[1].part;
    const int zone = part[*graph.index_of(locked.front())];
    EXPECT_EQ(std::ranges::count(part, zone), static_cast<std::ptrdiff_t>(locked.size()));
    for (const BlockId id : locked) EXPECT_EQ(part[*graph.index_of(id)], zone);
  }
}

TEST(PartitionWishes, ALockedZoneOutsideTheBandIsRefused) {
  const BlockGraph graph = test::square_graph(6);
  PartitionOptions options{.levels = {{1, 4, 0.1}}};
  options.locked = {{BlockId{1}, BlockId{2}}};
  const auto plan = partition(graph, options);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(plan.error().id, "locked zone 0");
  options.names.locked = {"TST-07"};
  EXPECT_EQ(partition(graph, options).error().id, "locked zone TST-07");
  options.locked = {{BlockId{1}, BlockId{2}, BlockId{3}, BlockId{4}, BlockId{5}, BlockId{6}, BlockId{7}, BlockId{8},
                     BlockId{9}, BlockId{10}, BlockId{11}, BlockId{12}}};
  const Error heavy = partition(graph, options).error();
  EXPECT_TRUE(heavy.detail.starts_with("the set of 12 blocks linked to it carries 1.3333")) << heavy.detail;
  EXPECT_EQ(heavy.id, "locked zone TST-07");
}

TEST(PartitionWishes, AComponentIsToldWithTheDistrictItLiesIn) {
  const BlockGraph graph = test::square_graph(6);
  PartitionOptions options{.levels = {{1, 4, 0.1}}};
  options.parents.assign(36, 7);
  for (std::size_t i = 0; i < 4; ++i) options.parents[i] = 9;
  options.names.parents = {{7, "Nan"}, {9, "Bei"}};
  const Error error = partition(graph, options).error();
  EXPECT_EQ(error.id, "component of block 1");
  EXPECT_TRUE(error.detail.ends_with("; it lies in the district Bei")) << error.detail;
  options.names.blocks.assign(36, "zone TST-01");
  EXPECT_EQ(partition(graph, options).error().id, "component of zone TST-01");
}

/// Cities with holes, needles and heavy blocks: a plan that keeps every promise, or a certificate that is true.
TEST(PartitionWishes, RandomCitiesGetAPlanOrATrueCertificate) {
  const test::Seed seed{81};
  int refused = 0;
  for (std::uint64_t round = 0; round < 30; ++round) {
    const test::JitteredCity city({.columns = 14, .rows = 14, .islands = 4, .idle_share = 0.2, .heavy = 12.0},
                                  seed.value() + round);
    const BlockGraph graph = city.graph();
    PartitionOptions options{.levels = {{1, 8, 0.15}}, .seed = round, .preset = Preset::fast};
    options.threads = round % 2 == 0 ? 1 : 2;
    const CounterRandom draw(seed.value(), round);
    for (std::uint64_t i = 0; i < 60; ++i) {  // walls here and there
      const auto block = static_cast<std::uint32_t>(draw.below(i, graph.size()));
      const auto row = graph.neighbours(block);
      const BlockNeighbour& next = row[draw.below(1000 + i, row.size())];
      if (!next.link) options.border_factors.push_back({graph.node(block).id, graph.node(next.block).id, kWall});
    }
    const auto plan = partition(graph, options);
    const auto certificate = infeasibility(graph, options);
    ASSERT_TRUE(certificate.has_value());
    if (!plan) {
      ++refused;
      ASSERT_TRUE(certificate->has_value()) << "round " << round << ": " << message_en(plan.error());
      EXPECT_TRUE(proves(graph, options, **certificate));
      continue;
    }
    EXPECT_FALSE(certificate->has_value());
    expect_connected(graph, plan->levels[0]);
    for (const double load : relative_loads(graph, plan->levels[0])) EXPECT_NEAR(load, 1.0, 0.15);
    options.threads = 3 - options.threads;
    EXPECT_EQ(partition(graph, options)->levels[0].part, plan->levels[0].part);
  }
  EXPECT_LT(refused, 30);
}

TEST(Preset, HasANameBothWays) {
  for (const Preset preset : {Preset::fast, Preset::standard, Preset::best})
    EXPECT_EQ(preset_named(name_of(preset)), preset);
  EXPECT_EQ(preset_named("slow").error().code, ErrorCode::parameter_invalid);
}

TEST(Preset, BetterPresetsMakeCheaperBorders) {
  const BlockGraph graph = even_city(30, 30, 5);
  const auto cut = [&](Preset preset) {
    const auto plan = partition(graph, {.levels = {{1, 18, 0.1}}, .preset = preset});
    return cut_length(graph, plan->levels[0]).value;
  };
  EXPECT_LT(cut(Preset::best), cut(Preset::fast));
}

}  // namespace
}  // namespace libgrid::zoning
