#pragma once
/// Meshes and zonings for the tests of the cutting engine.

#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>
#include <libgrid/zoning/detail/problem.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::test {

inline zoning::detail::Mesh whole_mesh(const zoning::BlockGraph& graph) {
  const auto problem = zoning::detail::make_problem(graph, {.levels = {{1, 1, 0.5}}});
  return problem->mesh_of(all_blocks(graph));
}

/// The mean and the band of `zones` zones of a mesh, per workload.
inline std::vector<zoning::detail::Limits> limits_for(const zoning::detail::Mesh& mesh, int zones, double band) {
  std::vector<zoning::detail::Limits> limits;
  for (const zoning::detail::Load total : zoning::detail::total_loads(mesh)) {
    const double mean = static_cast<double>(total) / zones;
    limits.push_back({.least = static_cast<zoning::detail::Load>(mean * (1.0 - band)),
                      .most = static_cast<zoning::detail::Load>(mean * (1.0 + band)),
                      .mean = mean,
                      .band = band});
  }
  return limits;
}

/// Every zone has nodes and is one piece.
inline bool zones_connected(const zoning::detail::Mesh& mesh, const std::vector<int>& part, int zones) {
  std::vector<int> nodes(static_cast<std::size_t>(zones), 0);
  for (const int zone : part) ++nodes[static_cast<std::size_t>(zone)];
  for (const int count : nodes) {
    if (count == 0) return false;
  }
  return zoning::detail::pieces_of(mesh, part).count == static_cast<std::size_t>(zones);
}

}  // namespace libgrid::test
