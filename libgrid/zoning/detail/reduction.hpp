#pragma once
/// What no zoning can separate, found before any is tried.
///
/// A piece that one node cuts off from the rest and that is lighter than the minimum can hold no zone of its own: every
/// zone with a node of the piece but without the cut node would lie inside the piece. So all of it belongs to the zone
/// of the cut node, and both become one. Exact: no zoning within the limits is lost.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct Reduction {
  std::vector<std::uint32_t> cluster;  ///< of every node
  std::vector<std::uint32_t> centre;   ///< of every cluster: the cut node, or the node itself
  std::size_t count = 0;
};

/// Pieces lighter than `least` in any workload, on the tree of biconnected components.
/// @pre the mesh is connected @cost O(edges), some times over where the walk began in a light piece
/// @source Hopcroft & Tarjan 1973, doi:10.1145/362248.362272
[[nodiscard]] Reduction merged_pieces(const Mesh& mesh, std::span<const Load> least);

}  // namespace libgrid::zoning::detail
