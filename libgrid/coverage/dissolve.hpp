#pragma once
/// The exact union of polygons that share their borders vertex for vertex.
///
///   std::vector<const Polygon*> blocks_of_zone = ...;
///   MultiPolygon zone = dissolve(blocks_of_zone);       // no coordinate is computed: shared edges cancel
///
/// Nothing is intersected or rounded: an edge that two pieces walk in opposite directions disappears, the others are
/// chained into rings. So the result has exactly the vertices of its pieces and its area is the sum of theirs.
/// Outer rings are counter-clockwise, holes clockwise; each ring starts at its lowest vertex (x, then y);
/// polygons are ordered by that vertex. Rings may touch themselves nowhere and each other in points (OGC
/// 06-103r4, 6.1.11).
/// @pre  pieces are valid polygons with disjoint interiors whose common borders match vertex for vertex
/// @cost O(n log n) in vertices

#include <span>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage {

[[nodiscard]] MultiPolygon dissolve(std::span<const Polygon* const> pieces);

/// The same polygon with canonical ring directions and starts.
[[nodiscard]] Polygon normalized(Polygon polygon);

}  // namespace libgrid::coverage
