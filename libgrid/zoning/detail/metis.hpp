#pragma once
/// A first cut by METIS k-way with contiguity: near the mean, not always within the band, rarely in pieces.
///
/// METIS writes to standard output when it does not like a graph, so it is given only what it can do; small regions are
/// cut by grown_parts (grow.hpp).

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>
#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

/// METIS is good at this region: it has load and many blocks per part.
[[nodiscard]] bool metis_can_cut(const Region& region, int parts);

/// @pre metis_can_cut; the region is connected, parts >= 2
/// @guarantee a number in 0 .. parts - 1 per block; some parts may be empty; the same for the same seed
[[nodiscard]] std::vector<int> metis_parts(const Region& region, int parts, double band, std::uint32_t seed);

/// The same of a mesh, with one load per node. @pre the loads have a positive sum
[[nodiscard]] std::vector<int> metis_parts(const Mesh& mesh, std::span<const double> loads, int parts, double band,
                                           std::uint32_t seed);

}  // namespace libgrid::zoning::detail
