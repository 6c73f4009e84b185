#pragma once
/// On which side of a drawn line a point lies, the line going on straight beyond both ends.

#include <span>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::zoning::detail {

/// Left if the point is on the line. @pre at least two points, neighbours differ
[[nodiscard]] Side side_of_line(std::span<const Xy> line, Xy p);

/// Without points that repeat their predecessor.
[[nodiscard]] LineString without_repeats(std::span<const Xy> line);

}  // namespace libgrid::zoning::detail
