#pragma once
/// As many connected regions as a lower bound allows, and among so many the most alike blocks: the max-p problem.
///
///   Expected<Regions> found = max_p(graph, {values, 6}, {.extent = people, .least = 10'000.0});
///   found->part;                       // every region has 10,000 people or more; their number was not asked for
///
/// How: random spanning trees of the blocks (paths as long as they come, or the cheapest links with noise) are cut from
/// their leaves as soon as a piece holds the bound, which gives the most pieces that the tree allows. The best of many
/// trees, first by the number of pieces and then by the sum of squares, go into the searches of regions.hpp under the
/// bound. Neither the greatest number nor the least sum of all is promised; never more than total / least.
/// @guarantee every region is connected and holds the bound, summed in the order of the blocks; regions are numbered by
///            their lowest block; same input and seed, same regions
/// @errors    parameter_invalid (sizes, values as in regions.hpp, an extent or bound that is negative or not
///            finite); zone_infeasible (a component is below the bound)
/// @cost      O(n log n) per tree, then as regions(); 85 blocks, 6 columns, bound of a tenth: 8 regions in 0.6 s
/// @source    Duque, Anselin & Rey 2012, doi:10.1111/j.1467-9787.2011.00743.x; cutting a tree: Perl & Schach 1981,
///            doi:10.1145/322234.322236

#include <cstdint>
#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/regions.hpp>

namespace libgrid::zoning {

struct MaxPOptions {
  std::span<const double> extent;  ///< one per block: people, blocks (ones), metres
  double least = 1.0;              ///< what every region must hold of it
  int trees = 2000;                ///< spanning trees to cut
  int starts = 6;                  ///< of the best divisions, to search from
  int tabu_moves = 10;             ///< as RegionOptions
  int idle_moves = 50;             ///< as RegionOptions
  int kick_rounds = 2;             ///< as RegionOptions
  std::uint64_t seed = 1;
};

[[nodiscard]] Expected<Regions> max_p(const BlockGraph& graph, const BlockAttributes& attributes,
                                      const MaxPOptions& options);

}  // namespace libgrid::zoning
