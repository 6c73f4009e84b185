#pragma once
/// A small mesh cut into zones within hard limits along random spanning trees: where zones are of too many nodes to be
/// listed (zone_cover.hpp), there are many answers, and a tree that has one is soon met.
///
///   TreeZones cut = tree_zones(mesh, 3, limits, {.trees = 5'000}, draw);
///
/// For every tree all ways to cut it are looked at from the leaves up: the part that hangs on a node is cut off, where
/// it is a zone, or goes on upwards. With narrow limits few ways are left at any node.
/// @guarantee every zone is connected and within the limits; the end depends on the work only, never on a clock
/// @cost      O(nodes) per tree, about 10 us for 40 nodes

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct TreeZonesBounds {
  int trees = 5'000;
  std::size_t ways = 64;  ///< kept at a node
};

struct TreeZones {
  std::vector<int> part;   ///< zone of every node; empty: no tree had one
  std::uint64_t work = 0;  ///< ways and edges looked at
};

[[nodiscard]] TreeZones tree_zones(const Mesh& mesh, int zones, std::span<const Limits> limits,
                                   const TreeZonesBounds& bounds, Draw& draw);

}  // namespace libgrid::zoning::detail
