#pragma once
/// Pairs of neighbouring nodes become one, so that whole groups of blocks can be moved at once.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct Clusters {
  std::vector<std::uint32_t> of;
  std::size_t count = 0;
};

/// Heavy-edge matching: nodes in random order take the free neighbour with the largest cost^2 / product of loads,
/// if both together carry at most `most` of every workload and have the same label (empty: no labels).
/// Clusters are numbered by their first node. @cost O(edges)
[[nodiscard]] Clusters matched(const Mesh& mesh, std::span<const Load> most, std::span<const int> label, Draw& draw);

/// The same zoning on the coarse mesh, and back.
[[nodiscard]] std::vector<int> coarse_parts(const Clusters& clusters, std::span<const int> part);
[[nodiscard]] std::vector<int> fine_parts(const Clusters& clusters, std::span<const int> part);

}  // namespace libgrid::zoning::detail
