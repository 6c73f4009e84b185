#pragma once
/// Two neighbouring zones cut anew: their union is divided at an edge of a random spanning tree.
///
/// @source DeFord, Duchin & Solomon 2021 (recombination), doi:10.1162/99608f92.eb30390f

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/zoning_cut.hpp>

namespace libgrid::zoning::detail {

struct TreeSplit {
  std::vector<std::uint32_t> side;  ///< nodes of one half; empty: no better division was found
  double violation = 0.0;           ///< of both halves
};

/// The best of `trees` divisions of a set of nodes (none if it is not connected) by (violation, cost of the edges cut),
/// if its violation is below `bound`. Both halves are connected.
[[nodiscard]] TreeSplit tree_split(const Mesh& mesh, std::span<const std::uint32_t> nodes,
                                   std::span<const Limits> limits, int trees, double bound, Draw& draw);

/// Sum of squares of what is outside the limits, so that load spreads over neighbours.
[[nodiscard]] double violation_of(std::span<const Load> loads, std::span<const Limits> limits);

}  // namespace libgrid::zoning::detail
