#include <libgrid/zoning/partition.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning {
namespace {

PartitionOptions two_levels(int upper, double upper_band, int lower, double lower_band, std::uint64_t seed = 1) {
  return {.levels = {{1, upper, upper_band}, {2, lower, lower_band}}, .seed = seed};
}

/// All that a partition promises, checked the slow way.
void expect_promises_kept(const BlockGraph& graph, const Partition& plan, const PartitionOptions& options) {
  ASSERT_EQ(plan.levels.size(), options.levels.size());
  ASSERT_EQ(plan.blocks.size(), graph.size());
  int count = 1;
  for (std::size_t level = 0; level < plan.levels.size(); ++level) {
    SCOPED_TRACE("level " + std::to_string(level + 1));
    const LevelParts& parts = plan.levels[level];
    count *= options.levels[level].zones_per_parent;
    ASSERT_EQ(parts.count, count);
    ASSERT_EQ(parts.part.size(), graph.size());
    for (std::size_t i = 0; i < graph.size(); ++i) {
      ASSERT_GE(parts.part[i], 0);
      ASSERT_LT(parts.part[i], count);
      const int parent = level == 0 ? 0 : plan.levels[level - 1].part[i];
      ASSERT_EQ(level == 0 ? 0 : parts.part[i] / options.levels[level].zones_per_parent, parent);
    }
    for (int zone = 0; zone < count; ++zone)
      EXPECT_EQ(test::pieces_by_flooding(graph, parts.part, zone), 1) << "zone " << zone;
    for (const double load : relative_loads(graph, parts)) {
      EXPECT_GE(load, 1.0 - options.levels[level].band);
      EXPECT_LE(load, 1.0 + options.levels[level].band);
    }
  }
}

TEST(Partition, CutsASquareIntoQuartersAndTheseIntoQuarters) {
  const BlockGraph graph = test::square_graph(8);
  const auto plan = partition(graph, two_levels(4, 0.05, 4, 0.05));
  ASSERT_TRUE(plan.has_value());
  expect_promises_kept(graph, *plan, two_levels(4, 0.05, 4, 0.05));
  EXPECT_EQ(cut_length(graph, plan->levels[0]), Metres{160.0});
}

class RandomCities : public ::testing::TestWithParam<int> {};

TEST_P(RandomCities, KeepAllPromises) {
  const test::Seed seed{static_cast<std::uint64_t>(GetParam())};
  const test::JitteredCity city({.columns = 24, .rows = 20, .islands = 5, .idle_share = 0.1, .heavy = 4.0},
                                seed.value());
  const BlockGraph graph = city.graph();
  const PartitionOptions options = two_levels(4, 0.04, 6, 0.10, seed.value());
  const auto plan = partition(graph, options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  expect_promises_kept(graph, *plan, options);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCities, ::testing::Range(1, 13));

TEST(Partition, SameSeedSameBytesOnAnyNumberOfThreadsAndInAnyOrder) {
  const test::Seed seed{8};
  const test::JitteredCity city({.columns = 15, .rows = 15, .islands = 3}, seed.value());
  PartitionOptions options = two_levels(3, 0.05, 5, 0.10, 3);
  options.threads = 1;
  const auto once = partition(city.graph(), options);
  ASSERT_TRUE(once.has_value());

  options.threads = 2;
  std::vector<Block> shuffled = city.blocks;
  std::ranges::reverse(shuffled);
  std::vector<BlockBorder> borders = city.borders;
  std::ranges::rotate(borders, borders.begin() + 17);
  const auto again = partition(BlockGraph::build(shuffled, borders, city.links), options);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(once->blocks, again->blocks);
  for (std::size_t level = 0; level < 2; ++level) EXPECT_EQ(once->levels[level].part, again->levels[level].part);

  options.seed = 4;
  EXPECT_NE(once->levels[1].part, partition(city.graph(), options)->levels[1].part);
}

TEST(Partition, OneLevelIsEnough) {
  const test::JitteredCity city({}, 5);
  const PartitionOptions options{.levels = {{1, 7, 0.1}}};
  const auto plan = partition(city.graph(), options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  expect_promises_kept(city.graph(), *plan, options);
}

TEST(Partition, ThreeLevelsToo) {
  const test::JitteredCity city({.columns = 24, .rows = 24}, 6);
  const PartitionOptions options{.levels = {{1, 2, 0.02}, {2, 3, 0.05}, {3, 4, 0.12}}};
  const auto plan = partition(city.graph(), options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  expect_promises_kept(city.graph(), *plan, options);
}

TEST(Partition, ComponentsWithoutALinkAreCutOnTheirOwn) {
  test::JitteredCity city({.columns = 8, .rows = 8, .idle_share = 0.0, .heavy = 1.0}, 2);
  test::JitteredCity other({.columns = 8, .rows = 8, .idle_share = 0.0, .heavy = 1.0}, 2);
  for (Block& block : other.blocks) {
    block.id = BlockId{block.id.value + 1000};
    city.blocks.push_back(block);
  }
  for (BlockBorder border : other.borders) {
    city.borders.push_back({BlockId{border.a.value + 1000}, BlockId{border.b.value + 1000}, border.length});
  }
  const BlockGraph graph = BlockGraph::build(city.blocks, city.borders, {});
  const PartitionOptions options{.levels = {{1, 6, 0.1}}};
  const auto plan = partition(graph, options);
  ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
  expect_promises_kept(graph, *plan, options);

  const auto odd = partition(graph, {.levels = {{1, 5, 0.1}}});
  ASSERT_FALSE(odd.has_value());
  EXPECT_EQ(odd.error().code, ErrorCode::zone_infeasible);
}

/// Why no plan is possible is said with names and numbers.
TEST(Partition, GivesACertificate) {
  struct Row {
    const char* name;
    BlockGraph graph;
    PartitionOptions options;
    std::string id;
    std::string detail;
  };
  const std::vector<Block> island = test::ascii_city("AABB.C").blocks();
  std::vector<Block> work = island;
  for (Block& block : work) block.workload = block.id == BlockId{3} ? 0.02 : 0.49;
  const std::vector<BlockBorder> border{{BlockId{1}, BlockId{2}, Metres{10.0}}};
  const std::vector<Row> rows = {
      {"a heavy block",
       test::square_graph(3, {1, 1, 1, 1, 9}),
       {.levels = {{1, 2, 0.05}}},
       "block 5",
       "block carries 1.0588 of the mean zone of level 1, the maximum is 1.0500"},
      {"a light component",
       BlockGraph::build(work, border, {}),
       {.levels = {{1, 2, 0.05}}},
       "component of block 3",
       "component carries 0.0400 of the mean zone of level 1, band +-0.05: no number of zones fits; declare a link"},
      {"fewer blocks than zones", test::square_graph(2), {.levels = {{1, 5, 0.9}}}, "level 1", "4 blocks for 5 zones"},
      {"between two whole blocks",
       test::square_graph(3),
       {.levels = {{1, 2, 0.05}}},
       "component of block 1",
       "component carries 2.0000 of the mean zone of level 1, band +-0.05: no number of zones fits; declare a link "
       "(all "
       "workloads are multiples of 0.2222 of the mean, and no multiple is within the band)"},
      {"no division at all",
       test::square_graph(2, {3.0, 1.6, 1.7, 3.3}),
       {.levels = {{1, 2, 0.02}}},
       "component of block 1",
       "all divisions of its 4 blocks into connected zones within the band were tried, none is one"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto plan = partition(row.graph, row.options);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, ErrorCode::zone_infeasible);
    EXPECT_EQ(plan.error().id, row.id);
    EXPECT_EQ(plan.error().detail, row.detail);
  }
}

TEST(Partition, RefusesBadParameters) {
  const BlockGraph graph = test::square_graph(3);
  const std::vector<PartitionOptions> bad = {
      {}, {.levels = {{1, 0, 0.05}}}, {.levels = {{1, 2, 0.0}}}, {.levels = {{1, 2, 1.0}}}};
  for (const PartitionOptions& options : bad) {
    const auto plan = partition(graph, options);
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, ErrorCode::parameter_invalid);
  }
  EXPECT_EQ(partition(BlockGraph::build({}, {}, {}), {.levels = {{1, 2, 0.1}}}).error().code, ErrorCode::blocks_none);
  EXPECT_EQ(partition(test::square_graph(2, {0, 0, 0, 0}), {.levels = {{1, 2, 0.1}}}).error().code,
            ErrorCode::zone_infeasible);
  EXPECT_EQ(partition(test::square_graph(2, {1, -1, 1, 1}), {.levels = {{1, 2, 0.1}}}).error().code,
            ErrorCode::parameter_invalid);
}

TEST(Partition, CanBeCancelled) {
  CancelToken stop;
  stop.cancel();
  EXPECT_EQ(partition(test::square_graph(8), two_levels(4, 0.05, 4, 0.05), {}, stop).error().code,
            ErrorCode::cancelled);
}

TEST(Partition, TellsItsProgress) {
  std::vector<double> shares;
  const Progress progress{[&](std::string_view, double share) { shares.push_back(share); }};
  ASSERT_TRUE(partition(test::square_graph(8), two_levels(4, 0.05, 4, 0.05), progress).has_value());
  ASSERT_FALSE(shares.empty());
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1.0);
}

TEST(PartitionOptions, ComeFromTheCity) {
  City city = test::small_city(10, 12, 0.03, 0.05);
  city.seed = 77;
  const PartitionOptions options = partition_options(city);
  ASSERT_EQ(options.levels.size(), 2U);
  EXPECT_EQ(options.levels[1].zones_per_parent, 12);
  EXPECT_EQ(options.levels[0].band, 0.03);
  EXPECT_EQ(options.seed, 77U);
}

}  // namespace
}  // namespace libgrid::zoning
