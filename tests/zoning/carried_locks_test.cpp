#include <libgrid/zoning/detail/carried_locks.hpp>

#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(CarriedLocks, ride_on_the_neighbour_in_the_heaviest_ground) {
  // 0 1 2    The locked middle row cuts the square in two; below is heavier, its blocks have equal borders: the first.
  // 3 4 5
  // 6 7 8
  BlockGraph graph = test::square_graph(3);
  PartitionOptions options{.levels = {{1, 3, 0.5}}};
  options.locked = {{graph.node(3).id, graph.node(4).id, graph.node(5).id}};
  options.excluded = {graph.node(2).id};
  const auto problem = make_problem(graph, options);
  ASSERT_TRUE(problem);
  const auto carried = carried_locks(*problem);
  ASSERT_TRUE(carried);
  EXPECT_EQ(carried->carrier, std::vector<std::uint32_t>{6});
  EXPECT_EQ(carried->problem.load(6)[0], 4 * problem->load(6)[0]);
  EXPECT_EQ(carried->problem.load(4)[0], 0);
  EXPECT_EQ(carried->problem.active, (std::vector<char>{1, 1, 0, 0, 0, 0, 1, 1, 1}));
  const auto sum = [](const std::vector<Load>& loads) { return std::accumulate(loads.begin(), loads.end(), Load{0}); };
  EXPECT_EQ(sum(carried->problem.loads), sum(problem->loads));
}

TEST(CarriedLocks, none_without_locks_or_free_neighbours) {
  const BlockGraph graph = test::square_graph(3);
  PartitionOptions options{.levels = {{1, 2, 0.9}}};
  EXPECT_FALSE(carried_locks(*make_problem(graph, options)));
  options.locked.resize(2);
  for (std::size_t i = 0; i < graph.size(); ++i) options.locked[i < 3 ? 0 : 1].push_back(graph.node(i).id);
  EXPECT_FALSE(carried_locks(*make_problem(graph, options)));
}

/// Plans of two levels keep the locked zones of an earlier plan, whichever they are.
TEST(CarriedLocks, locked_zones_of_a_nested_plan_are_kept) {
  int made = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    const test::JitteredCity city({.columns = 16, .rows = 16, .islands = 0}, seed);
    const BlockGraph graph = city.graph();
    PartitionOptions options{.levels = {{1, 3, 0.1}, {2, 4, 0.15}}, .seed = seed, .preset = Preset::fast};
    const auto before = partition(graph, options);
    if (!before) continue;
    options.seed = seed + 100;
    for (const int zone : {1, 6, 11}) {
      auto& lock = options.locked.emplace_back();
      for (std::size_t i = 0; i < graph.size(); ++i)
        if (before->levels[1].part[i] == zone) lock.push_back(graph.node(i).id);
    }
    const auto after = partition(graph, options);
    if (!after) continue;  // not promised: free ground may be cut off
    ++made;
    for (const auto& lock : options.locked) {
      std::set<int> parts;
      for (const BlockId id : lock) parts.insert(after->levels[1].part[*graph.index_of(id)]);
      ASSERT_EQ(parts.size(), 1U);
      EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(after->levels[1].part, *parts.begin())), lock.size());
    }
  }
  EXPECT_GE(made, 8);
}

}  // namespace
}  // namespace libgrid::zoning::detail
