#pragma once
/// A polygon in parts along drawn lines, on the lattice, with the vertices that its border gains.
///
///   Expected<CutPolygon> cut = cut_polygon(block.shape, std::vector<LineString>{line});
///   cut->parts;                                  // disjoint, their union is the polygon
///   for (const NewVertices& edge : cut->border)  // both neighbours of a border must see what it gained
///
/// The lines are noded with the rings by snap rounding (network.hpp). Where a line meets the border between two
/// vertices, the border gets a vertex on the lattice, at most half a lattice step away. Dead ends of a line cut
/// nothing.
/// @pre       a valid polygon on the lattice
/// @guarantee parts are normalized (dissolve.hpp) and ordered by their outer rings; one part: the lines did not cut
/// @errors    geometry_invalid, internal: those of Network
/// @cost      O(n log n) in vertices of polygon and lines

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage {

/// What one edge of a ring became: its old ends and all between.
struct NewVertices {
  LineString walk;  ///< from the edge's start to its end, more than two points
  friend bool operator==(const NewVertices&, const NewVertices&) = default;
};

struct CutPolygon {
  std::vector<Polygon> parts;
  std::vector<NewVertices> border;
};

[[nodiscard]] Expected<CutPolygon> cut_polygon(const Polygon& polygon, std::span<const LineString> lines);

/// The polygon with the vertices that its edges gained, whichever way it walks them. False: it has none of these edges.
[[nodiscard]] bool insert_vertices(Polygon& polygon, std::span<const NewVertices> border);

}  // namespace libgrid::coverage
