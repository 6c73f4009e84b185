#pragma once
/// From any numbering of blocks to connected, non-empty zones.

#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

/// Every zone keeps its heaviest piece; the others go to the neighbouring zone with the longest border (ties: lighter,
/// then lower number). An empty zone is seeded with a block that the zone with most blocks can spare.
/// @pre       the region is connected and has at least as many blocks as zones
/// @guarantee all_connected(region, result, zones)
[[nodiscard]] std::vector<int> repaired(const Region& region, std::vector<int> part, int zones);

}  // namespace libgrid::zoning::detail
