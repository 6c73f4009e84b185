#pragma once
/// Spanning trees of the blocks, and the most pieces that one of them can be cut into under a lower bound.
///
///   SpanningTree tree = random_tree(graph, attributes, CounterRandom(seed, 7), TreeKind::long_paths);
///   std::vector<int> part = pieces_of_tree(tree, {people, 10'000.0});
///
/// From the leaves up a piece is cut off as soon as it holds the bound: no other cutting of the same tree gives more
/// pieces. What is left at a root joins a piece that hangs on it.
/// @pre every component holds the bound
/// @cost O(n log n)

#include <cstdint>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/region_search.hpp>

namespace libgrid::zoning::detail {

/// A tree per component, parents before children.
struct SpanningTree {
  static constexpr std::uint32_t kRoot = 0xFFFF'FFFF;
  std::vector<std::uint32_t> order;   ///< blocks, a parent before its children
  std::vector<std::uint32_t> parent;  ///< of every block; kRoot
};

enum class TreeKind : unsigned char {
  long_paths,   ///< depth first, to the neighbour with the fewest free neighbours: few leaves, many pieces
  alike_links,  ///< cheapest links between alike blocks first, with noise
};

[[nodiscard]] SpanningTree random_tree(const BlockGraph& graph, const BlockAttributes& attributes,
                                       const CounterRandom& random, TreeKind kind);

[[nodiscard]] std::vector<int> pieces_of_tree(const SpanningTree& tree, const RegionFloor& floor);

}  // namespace libgrid::zoning::detail
