#pragma once
/// The shores of land components and the shortest gap between two of them, by branch and bound on box trees.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/links.hpp>

namespace libgrid::zoning::detail {

/// An edge of a block that touches the shore (an edge no other block has) at one end at least.
struct ShoreEdge {
  Xy a;  ///< a < b, so that both blocks of a shared edge measure it alike
  Xy b;
  BlockId block;
};

/// A gap with its blocks, `from` on the side with the lower block id.
struct BlockGap {
  Metres length;
  BlockId from;
  BlockId to;
  Gap gap;
};

/// The order of preference: shorter, lower from, lower to, lower line.
[[nodiscard]] bool better(const BlockGap& one, const BlockGap& other);

/// The gap between two edges of different components.
[[nodiscard]] BlockGap gap_between(const ShoreEdge& one, const ShoreEdge& other);

/// The shore edges of one component in a balanced box tree.
class Shore {
 public:
  explicit Shore(std::vector<ShoreEdge> edges);

  [[nodiscard]] const Box& box() const { return nodes_.front().box; }
  /// @pre the components do not overlap
  [[nodiscard]] BlockGap nearest(const Shore& other) const;

 private:
  struct Node {
    Box box;
    std::uint32_t begin = 0;  ///< edges [begin, end)
    std::uint32_t end = 0;
    std::uint32_t left = 0;  ///< children; 0: a leaf
    std::uint32_t right = 0;
    [[nodiscard]] bool leaf() const { return left == 0; }
  };
  class Search;

  std::uint32_t grow(std::uint32_t begin, std::uint32_t end);

  std::vector<ShoreEdge> edges_;
  std::vector<Node> nodes_;
};

/// The shore edges of every component; blocks in order of component_of.
[[nodiscard]] std::vector<std::vector<ShoreEdge>> shore_edges(std::span<const Block* const> blocks,
                                                              std::span<const std::uint32_t> component_of,
                                                              std::size_t components);

/// A lower bound of the distance between points of two boxes.
[[nodiscard]] Metres box_distance(const Box& one, const Box& other);

}  // namespace libgrid::zoning::detail
