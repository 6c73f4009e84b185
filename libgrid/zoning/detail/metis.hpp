#pragma once
/// A first cut by METIS k-way with contiguity: near the mean, not always within the band, rarely in pieces.

#include <cstdint>
#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

/// @pre the region is connected, parts >= 2, at least as many blocks as parts
/// @guarantee a number in 0 .. parts - 1 per block; some parts may be empty; the same for the same seed
[[nodiscard]] std::vector<int> metis_parts(const Region& region, int parts, double band, std::uint32_t seed);

}  // namespace libgrid::zoning::detail
