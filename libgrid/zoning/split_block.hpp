#pragma once
/// A block in parts along a drawn line, the topology kept: both sides of every border see its new vertices.
///
///   Expected<BlockSplit> split = split_block(ground, {BlockId{17}, line, next_id}, places);
///   split->parts;       // new blocks with new ids; their union is the block
///   split->redrawn;     // neighbours with vertices where the line meets their common border
///
/// Coordinates are on the 2^-10 m lattice (coverage/cut_polygon.hpp). Figures of the parts: area is that of their
/// shapes; streets are measured (split_stretches.hpp) and reports located, and the block's workload is shared as the
/// city shares it between streets and reports. Where streets or reports are not known, or are not those that the block
/// was counted with, they are shared out by area. What the parts have adds up to what the block had.
/// A border that lay on a barrier (a wall, a river) still does: each part has the metres of it that run along its own
/// border (split_barriers.hpp).
/// @pre       blocks on the lattice that share their borders vertex for vertex, ids unique
/// @guarantee the blocks before and after cover the same ground, but for the outer border, which moves with a new
/// vertex
///            by at most half a lattice step; shared borders stay bit-identical
/// @errors    parameter_invalid: no such block, or the line does not cut it; number_not_finite (line)
/// @cost      O(blocks + borders) + noding of the block

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/split_stretches.hpp>

namespace libgrid::zoning {

struct BlockSplit {
  std::vector<Block> parts;          ///< ids ascending, above those of all blocks
  std::vector<Block> redrawn;        ///< neighbours with their new shapes
  std::vector<BlockBorder> borders;  ///< all of the ground, in place of the old ones
  std::vector<Link> links;
  std::vector<StreetStretch> stretches;
  std::vector<coverage::BarrierBorder> barriers;
};

/// Which block, along which line, and the lowest id that no block ever had.
struct SplitRequest {
  BlockId block;
  LineString line;
  BlockId next_id;
};

/// The ground as it is, blocks ascending by id.
struct GroundView {
  std::span<const Block* const> blocks;
  std::span<const BlockBorder> borders;
  std::span<const Link> links;
  std::span<const StreetStretch> stretches;
  std::span<const coverage::BarrierBorder> barriers = {};
};

/// What the figures of blocks were counted from; may be empty.
struct SplitPlaces {
  StreetLines streets;
  std::vector<Xy> reports;  ///< known places only
  double street_share = 0.5;
  std::vector<coverage::Barrier> barriers{};  ///< the lines that barrier borders were measured on
};

[[nodiscard]] Expected<BlockSplit> split_block(const GroundView& ground, const SplitRequest& request,
                                               const SplitPlaces& places);

}  // namespace libgrid::zoning
