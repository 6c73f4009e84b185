#pragma once
/// A first cut of a small region: zones grow from seeds far apart, the lightest first.

#include <cstdint>
#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

/// The first seed is drawn, each further one is farthest (in blocks) from those before. The lightest zone that can grow
/// takes the free neighbour it shares most border with.
/// @pre       the region is connected, 1 <= parts <= blocks
/// @guarantee connected, non-empty zones; the same for the same seed
/// @cost      O(parts x edges)
[[nodiscard]] std::vector<int> grown_parts(const Region& region, int parts, std::uint32_t seed);

}  // namespace libgrid::zoning::detail
