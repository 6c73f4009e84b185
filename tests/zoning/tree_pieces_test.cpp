#include <libgrid/zoning/detail/tree_pieces.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::JitteredCity;
using test::Seed;

constexpr std::uint32_t kRoot = SpanningTree::kRoot;

TEST(TreePieces, APathIsCutFromItsEndAndTheRestJoins) {
  //  0 - 1 - 2 - 3 - 4, root 0, at least 2 each: 4 3 | 2 1 | 0 joins 1
  const SpanningTree path{{0, 1, 2, 3, 4}, {kRoot, 0, 1, 2, 3}};
  const std::vector<double> ones(5, 1.0);
  EXPECT_EQ(pieces_of_tree(path, {ones, 2.0}), (std::vector<int>{0, 0, 0, 1, 1}));
}

TEST(TreePieces, AStarIsOnePieceUnlessItsLeavesHoldTheBound) {
  const SpanningTree star{{0, 1, 2, 3}, {kRoot, 0, 0, 0}};
  EXPECT_EQ(pieces_of_tree(star, {std::vector<double>{1, 1, 1, 1}, 2.0}), (std::vector<int>{0, 0, 0, 0}));
  EXPECT_EQ(pieces_of_tree(star, {std::vector<double>{1, 2, 2, 1}, 2.0}), (std::vector<int>{0, 1, 2, 0}));
}

/// Most pieces by trying every set of cut links.
int most_pieces(const SpanningTree& tree, const std::vector<double>& extent, double least) {
  const std::size_t n = tree.order.size();
  int most = 0;
  for (std::uint32_t cuts = 0; cuts < (1U << n); ++cuts) {
    std::vector<double> held(n, 0.0);
    std::vector<std::uint32_t> top(n);
    bool allowed = true;
    for (const std::uint32_t block : tree.order) {
      const bool cut = ((cuts >> block) & 1U) != 0;
      allowed = allowed && !(cut && tree.parent[block] == kRoot);
      top[block] = cut || tree.parent[block] == kRoot ? block : top[tree.parent[block]];
      held[top[block]] += extent[block];
    }
    int pieces = 0;
    for (std::uint32_t block = 0; block < n && allowed; ++block)
      if (top[block] == block) ++pieces, allowed = held[block] >= least;
    if (allowed) most = std::max(most, pieces);
  }
  return most;
}

TEST(TreePieces, NoOtherCuttingOfTheTreeGivesMore) {
  const Seed seed{19};
  for (std::uint64_t s = 0; s < 40; ++s) {
    const BlockGraph graph = JitteredCity({.columns = 4, .rows = 3}, seed.value() + s).graph();
    const CounterRandom random(seed.value() + s, 5);
    std::vector<double> values, extent;
    for (std::size_t i = 0; i < graph.size(); ++i)
      values.push_back(random.unit(2 * i)), extent.push_back(static_cast<double>(1 + random.below(2 * i + 1, 4)));
    for (const TreeKind kind : {TreeKind::long_paths, TreeKind::alike_links}) {
      const SpanningTree tree = random_tree(graph, {values, 1}, random, kind);
      ASSERT_EQ(tree.order.size(), graph.size());
      const std::vector<int> part = pieces_of_tree(tree, {extent, 5.0});
      EXPECT_EQ(*std::ranges::max_element(part) + 1, most_pieces(tree, extent, 5.0));
      EXPECT_EQ((RegionFloor{extent, 5.0}).lacking(part, *std::ranges::max_element(part) + 1), -1);
    }
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
