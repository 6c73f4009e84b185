#pragma once
/// Barriers along the borders of a block that was split: each part has the metres that run along its own border.
///
///   std::vector<BarrierBorder> now = split_barriers(barrier_borders, barrier_lines, BlockId{17}, {parts, neighbours});
///
/// An edge between a part and a neighbour lies on a barrier if both its ends and its middle are within four lattice
/// steps of a line of that group. Where only one part meets the neighbour it has all; where lines are not known, or are
/// not those that were measured, the metres are shared by the length of border. The border between two parts has none.
/// @pre       parts and neighbours share their borders vertex for vertex; parts have ids above those of all blocks
/// @guarantee what the parts have along a neighbour adds up to what the block had; rows of other blocks are unchanged;
///            by blocks, then group
/// @cost      O(barrier borders) + O(edges of the block x segments of barriers near it)

#include <span>
#include <vector>

#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

struct SplitSides {
  std::span<const Block> parts;
  std::span<const Block* const> neighbours;
};

[[nodiscard]] std::vector<coverage::BarrierBorder> split_barriers(std::span<const coverage::BarrierBorder> barriers,
                                                                  std::span<const coverage::Barrier> lines,
                                                                  BlockId block, const SplitSides& sides);

}  // namespace libgrid::zoning
