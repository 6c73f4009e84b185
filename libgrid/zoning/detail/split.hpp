#pragma once
/// One zone of the level above, cut into the zones of the next.

#include <cstdint>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

struct SplitOptions {
  std::uint64_t seed = 1;
  std::uint64_t stream = 0;  ///< of the random numbers: other cuts of one plan use other streams
  int moves_per_block = 300;
  int starts = 3;
  int attempts = 8;
  double shape_weight = 0.5;
  double aim = 0.9;  ///< share of the band to aim for
};

/// Zone numbers 0 .. zones - 1 per block, connected and within the limits; the smoothest of several.
/// @pre the region is connected
/// @errors zone_infeasible, cancelled
[[nodiscard]] Expected<std::vector<int>> split(const Region& region, int zones, const Limits& limits,
                                               const SplitOptions& options, const CancelToken& cancel);

}  // namespace libgrid::zoning::detail
