#pragma once
/// A block in parts along a drawn line, the topology kept: both sides of every border see its new vertices.
///
///   Expected<BlockSplit> split = split_block(blocks, borders, links, BlockId{17}, line);
///   split->parts;       // new blocks with new ids; their union is the block
///   split->redrawn;     // neighbours with vertices where the line meets their common border
///
/// Coordinates are on the 2^-10 m lattice (coverage/cut_polygon.hpp). Figures of the parts: area is exact; streets,
/// reports and workload are shared out by area unless `places` tell where they are (counted, then the workload is
/// shared as the city shares it between streets and reports). What the parts have adds up to what the block had.
/// @pre       blocks on the lattice that share their borders vertex for vertex, ids unique
/// @guarantee the blocks before and after cover the same ground, but for the outer border, which moves with a new
/// vertex
///            by at most half a lattice step; shared borders stay bit-identical
/// @errors    parameter_invalid: no such block, or the line does not cut it
/// @cost      O(blocks + borders) + noding of the block

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

struct BlockSplit {
  std::vector<Block> parts;          ///< ids ascending, above those of all blocks
  std::vector<Block> redrawn;        ///< neighbours with their new shapes
  std::vector<BlockBorder> borders;  ///< all of the ground, in place of the old ones
  std::vector<Link> links;
};

/// @param next_id the lowest id that no block ever had
[[nodiscard]] Expected<BlockSplit> split_block(std::span<const Block* const> blocks,
                                               std::span<const BlockBorder> borders, std::span<const Link> links,
                                               BlockId block, BlockId next_id, const LineString& line,
                                               double street_share);

}  // namespace libgrid::zoning
