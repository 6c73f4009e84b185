#include <libgrid/zoning/detail/grouped_zones.hpp>

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

Problem problem_of(const BlockGraph& graph, const PartitionOptions& options) {
  auto problem = make_problem(graph, options);
  EXPECT_TRUE(problem.has_value());
  return std::move(*problem);
}

TEST(GroupedZones, are_connected_groups_of_so_many) {
  // Zones:  0 0 1 1    in a ring about 5; two groups of four.
  //         2 5 5 3
  //         2 5 6 3
  //         4 4 7 7
  const BlockGraph graph = test::square_graph(4);
  const PartitionOptions options{.levels = {{1, 2, 0.3}, {2, 4, 0.6}}};
  const Problem problem = problem_of(graph, options);
  const std::vector<int> zones = test::drawn_parts("0011 2553 2563 4477");
  const auto group = grouped_zones(problem, zones, {.level = 0, .per_group = 4, .zones = 8}, {}, {});
  ASSERT_TRUE(group.has_value()) << message_en(group.error());
  EXPECT_EQ(std::ranges::count(*group, 0), 4);
  EXPECT_EQ(std::ranges::count(*group, 1), 4);
  for (const int one : {0, 1})
    EXPECT_EQ(test::pieces_by_flooding(graph, composed(zones, *group), one), 1)
        << test::drawing(composed(zones, *group));
}

TEST(GroupedZones, are_none_across_parents) {
  // Three zones of one parent and one of the other: no two groups of two.
  const BlockGraph graph = test::square_graph(4);
  PartitionOptions options{.levels = {{1, 2, 0.6}, {2, 2, 0.6}}};
  options.parents = {1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2};
  const Problem problem = problem_of(graph, options);
  const std::vector<int> zones = test::drawn_parts("0003 1113 1123 2223");
  const auto group = grouped_zones(problem, zones, {.level = 0, .per_group = 2, .zones = 4}, {}, {});
  ASSERT_FALSE(group.has_value());
  EXPECT_EQ(group.error().code, ErrorCode::zone_infeasible);
}

TEST(GroupedZones, get_numbers_inside_their_group) {
  EXPECT_EQ(nested_numbers({1, 0, 1, 0}, {0, 1}, 2), (std::vector<int>{2, 0, 3, 1}));
  EXPECT_EQ(nested_numbers({1, 0, 1, 0}, {1, 0}, 2), (std::vector<int>{0, 2, 1, 3}));
  EXPECT_EQ(composed({1, kNoPart, 0}, {7, 5}), (std::vector<int>{5, kNoPart, 7}));
}

/// A strip of 40 columns, 20 zones of about 6 blocks in 5 upper ones. A locked zone of two whole columns is the only
/// way between what lies west and east of it; cut from the top, 7 of the 35 places that have an answer had none.
TEST(GroupedZones, make_plans_where_a_locked_zone_is_the_only_bridge) {
  constexpr int kColumns = 40, kRows = 3;
  std::vector<BlockNode> nodes(kColumns * kRows);
  std::vector<BlockBorder> borders;
  for (int i = 0; i < kColumns * kRows; ++i) {
    auto& node = nodes[static_cast<std::size_t>(i)];
    node.id = BlockId{i + 1};
    node.workload = 1.0, node.area = SquareMetres{100.0}, node.perimeter = Metres{40.0};
    if (i % kColumns > 0) borders.push_back({BlockId{i}, BlockId{i + 1}, Metres{10.0}});
    if (i >= kColumns) borders.push_back({BlockId{i + 1 - kColumns}, BlockId{i + 1}, Metres{10.0}});
  }
  const BlockGraph graph = BlockGraph::from_nodes(nodes, borders, {});
  for (const int at : {5, 11, 13, 19, 25, 27, 33}) {
    SCOPED_TRACE(at);
    PartitionOptions options{.levels = {{1, 5, 0.15}, {2, 4, 0.2}}, .preset = Preset::fast};
    auto& lock = options.locked.emplace_back();
    for (int row = 0; row < kRows; ++row)
      for (int column = at; column < at + 2; ++column) lock.push_back(BlockId{row * kColumns + column + 1});
    const auto plan = partition(graph, options);
    ASSERT_TRUE(plan.has_value()) << message_en(plan.error());
    const std::vector<int>& upper = plan->levels[0].part;
    const std::vector<int>& lower = plan->levels[1].part;
    for (std::size_t i = 0; i < lower.size(); ++i) EXPECT_EQ(lower[i] / 4, upper[i]);
    for (const LevelParts& level : plan->levels) {
      for (int zone = 0; zone < level.count; ++zone)
        EXPECT_EQ(test::pieces_by_flooding(graph, level.part, zone), 1) << zone;
      for (const double load : relative_loads(graph, level)) EXPECT_NEAR(load, 1.0, level.spec.band + 1e-9);
    }
    const int locked = lower[*graph.index_of(lock.front())];
    EXPECT_EQ(std::ranges::count(lower, locked), 6);
    for (const BlockId id : lock) EXPECT_EQ(lower[*graph.index_of(id)], locked);
    options.threads = 2;
    EXPECT_EQ(partition(graph, options)->levels[1].part, lower);
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
