#pragma once
/// A packed tree over boxes: which of them meet a box. Built once by sorting (sort-tile-recursive), 16 boxes a node.
///
///   const BoxTree tree(boxes);
///   tree.visit(box, [&](std::size_t i) { ... });      // every i with boxes[i].meets(box), in the order of the tree
///
/// @cost build O(n log n), visit O(log n + answers) for boxes that spread over the plane
/// @source Leutenegger, Lopez, Edgington 1997, "STR: a simple and efficient algorithm for R-tree packing"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

class BoxTree {
 public:
  explicit BoxTree(std::span<const Box> boxes);

  template <class Visit>
  void visit(const Box& box, const Visit& visit) const {
    if (!order_.empty()) descend(levels_.size(), 0, box, visit);
  }

 private:
  static constexpr std::size_t kFanOut = 16;

  /// level 0: the boxes themselves; level k > 0: levels_[k - 1].
  template <class Visit>
  void descend(std::size_t level, std::size_t node, const Box& box, const Visit& visit) const {
    const std::size_t below = level == 0 ? 0 : level - 1;
    const std::size_t end = std::min((node + 1) * kFanOut, below == 0 ? order_.size() : levels_[below - 1].size());
    for (std::size_t i = node * kFanOut; i < end; ++i) {
      const Box& here = below == 0 ? leaves_[i] : levels_[below - 1][i];
      if (!here.meets(box)) continue;
      if (below == 0)
        visit(order_[i]);
      else
        descend(below, i, box, visit);
    }
  }

  std::vector<std::size_t> order_;        // input position of leaf i
  std::vector<Box> leaves_;               // in the order of the tree
  std::vector<std::vector<Box>> levels_;  // boxes around 16 of the level below, lowest first; the last has one box
};

/// The box of the segment ab.
[[nodiscard]] Box segment_box(Xy a, Xy b);

}  // namespace libgrid::coverage::detail
