#pragma once
/// Connected regions whose blocks are alike: the sum of squared deviations from the region means is kept small.
///
///   Expected<Regions> found = regions(graph, {values, 6}, {.count = 4});     // values: 6 figures per block
///   double share = found->explained();                                      // between / total sum of squares
///
/// Attributes are taken as they are; a caller who wants equal say for each scales them first.
///
/// How: neighbours are merged by Ward's criterion down to the count asked, then border blocks change region one at a
/// time, the best allowed move first and uphill if need be, while the move just undone is tabu. Searches with short and
/// long memories take turns until none of them finds more; then every two regions are made one and another is cut, and
/// the searches begin again from there. The least sum of all is not promised.
/// Workloads and their bands play no part here.
/// @guarantee every region is connected over shared borders or declared links and not empty; the result is never
///            worse than the Ward start; regions are numbered by their lowest block; same input, same regions
/// @errors    parameter_invalid (count, values that are not a multiple of the columns, or at a row that are not
///            finite, or 1e100 and more, where squares would overflow);
///            zone_infeasible if the graph has more components than the count
/// @cost      O(n^2) for the start, O(n) per move; 85 blocks, 6 columns: 4 regions 0.04 s, 5 0.11 s, 8 1.1 s
/// @source    Ward 1963, doi:10.1080/01621459.1963.10500845; Openshaw & Rao 1995, doi:10.1068/a270425

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

/// One row of `columns` figures per block, in the order of the graph.
struct BlockAttributes {
  std::span<const double> values;
  std::size_t columns = 1;
};

struct RegionOptions {
  int count = 1;
  int tabu_moves = 10;   ///< a block stays out of the region it left for about so many moves (1/8 to 4 times)
  int idle_moves = 50;   ///< stop after so many moves without a new best
  int kick_rounds = 10;  ///< of merging two regions and cutting another, all of them tried; 0: none
};

struct Regions {
  std::vector<int> part;  ///< of every block, 0 .. count - 1
  double within = 0.0;    ///< sum of squared deviations from the region means
  double total = 0.0;     ///< the same with one region
  /// 1 if all blocks are equal.
  [[nodiscard]] double explained() const { return total > 0.0 ? 1.0 - within / total : 1.0; }
};

/// As many rows as blocks, and finite values below 1e100. @errors parameter_invalid, of a value at its row from 1
[[nodiscard]] Expected<void> usable(const BlockAttributes& attributes, std::size_t blocks);

[[nodiscard]] Expected<Regions> regions(const BlockGraph& graph, const BlockAttributes& attributes,
                                        const RegionOptions& options);

/// Sum of squared deviations of a given division, from the definition.
[[nodiscard]] double within_squares(const BlockAttributes& attributes, std::span<const int> part);

}  // namespace libgrid::zoning
