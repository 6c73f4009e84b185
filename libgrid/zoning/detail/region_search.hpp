#pragma once
/// The searches of regions.hpp and max_p.hpp: from a division into connected regions to one of more alike blocks.
///
///   std::vector<int> best = searched(graph, attributes, {}, ward_start(graph, attributes, 4), {.count = 4});
///   best = kick_rounds(graph, attributes, {}, best, {.count = 4});
///
/// Regions stay connected and not empty, and hold the floor if the start does. Nothing is drawn: same input, same
/// regions.
/// @cost O(n) per move, O(n log n) for the list of moves

#include <span>
#include <vector>

#include <libgrid/zoning/regions.hpp>

namespace libgrid::zoning::detail {

/// What every region must hold, summed in the order of the blocks; without extents there is no floor.
struct RegionFloor {
  std::span<const double> extent = {};  ///< one per block
  double least = 0.0;

  /// Sum of a region, leaving out one block; `without` past the end leaves out none.
  [[nodiscard]] double held(std::span<const int> part, int region, std::size_t without) const;
  /// The region of the block does without it.
  [[nodiscard]] bool holds_without(std::span<const int> part, std::size_t block) const;
  /// The first region below the floor; -1: none.
  [[nodiscard]] int lacking(std::span<const int> part, int count) const;
};

/// Region numbers 0, 1, ... by lowest block.
void renumber(std::vector<int>& part);

/// Neighbours merged by Ward's criterion down to the count.
[[nodiscard]] std::vector<int> ward_start(const BlockGraph& graph, const BlockAttributes& attributes,
                                          std::size_t count);

[[nodiscard]] std::vector<int> searched(const BlockGraph& graph, const BlockAttributes& attributes,
                                        const RegionFloor& floor, std::vector<int> best, const RegionOptions& options);

[[nodiscard]] std::vector<int> kick_rounds(const BlockGraph& graph, const BlockAttributes& attributes,
                                           const RegionFloor& floor, std::vector<int> best,
                                           const RegionOptions& options);

}  // namespace libgrid::zoning::detail
