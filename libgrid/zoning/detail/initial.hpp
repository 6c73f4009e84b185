#pragma once
/// The first zoning of a mesh, on the coarsest one: METIS k-way or, for few nodes per zone, growth from distant seeds;
/// then every zone is made connected and non-empty.

#include <cstdint>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

/// @pre the mesh is connected, 1 <= zones <= nodes
/// @guarantee every zone is connected and has nodes; the same for the same seed
[[nodiscard]] std::vector<int> initial_parts(const Mesh& mesh, int zones, double band, std::uint32_t seed);

/// Every zone keeps its heaviest piece; the others go to the neighbouring zone with the longest border (ties: lower
/// number). An empty zone is seeded with a node that the zone with most nodes can spare. @pre as above
[[nodiscard]] std::vector<int> connected_parts(const Mesh& mesh, std::vector<int> part, int zones);

/// Zones grow from seeds far apart, the lightest first; for small meshes. @cost O(zones x edges)
[[nodiscard]] std::vector<int> grown_mesh_parts(const Mesh& mesh, int zones, std::uint32_t seed);

}  // namespace libgrid::zoning::detail
