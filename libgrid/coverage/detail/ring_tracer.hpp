#pragma once
/// Chains directed boundary edges (interior on the left) into simple rings.

#include <compare>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

struct DirectedEdge {
  Xy from;
  Xy to;
  friend constexpr auto operator<=>(const DirectedEdge&, const DirectedEdge&) = default;
};

/// @pre at every vertex as many edges arrive as leave (true for what is left when shared edges cancel)
/// Counter-clockwise rings are outer rings, clockwise ones holes.
[[nodiscard]] std::vector<Ring> trace_rings(std::vector<DirectedEdge> edges);

/// Outer rings with the holes that lie in them.
[[nodiscard]] MultiPolygon assemble(std::vector<Ring> rings);

/// Starts the ring at its lowest vertex without changing its direction.
void rotate_to_lowest(Ring& ring);

}  // namespace libgrid::coverage::detail
