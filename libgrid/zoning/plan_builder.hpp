#pragma once
/// A partition becomes a plan: zones with ids, codes, names, posts, sums and shapes.
///
///   DraftPlan draft = make_draft(*partition(graph, options), blocks, city);
///
/// Order: zones of a level are numbered inside their parent by centroid, west to east, ties north to south, then by
/// lowest block. Ids are unique over all levels: level 1 is 1 .. n1, level 2 goes on at n1 + 1, by parent and number.
/// Code: city code and the two-digit numbers on the way down, "BOS-03-07" (more digits if a level needs them).
/// Name: the level's names with the numbers in place of {}, "第3-7网格 / Zone 3-7".
/// Posts: the city head is post 1, zone z is answered for by post z + 1, below the post of its parent zone.
/// Sums are over the blocks in the order of their ids; the shape is the exact union of the blocks
/// (libgrid/coverage/dissolve.hpp), polsby_popper is that of the shape.
/// Excluded blocks are in no zone and have no row.
/// @pre  the partition is of these blocks
/// @cost O(n log n) in vertices of the blocks, per level

#include <span>

#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning {

[[nodiscard]] DraftPlan make_draft(const Partition& partition, std::span<const Block> blocks, const City& city);

}  // namespace libgrid::zoning
