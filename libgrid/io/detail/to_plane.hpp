#pragma once
/// Shapes of files in the plane, vertex by vertex; an error names the field geometry.

#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

[[nodiscard]] inline Expected<LineString> to_plane(const LonLatLine& line, const crs::Projector& projector) {
  auto plane = projector.to_plane(line);
  if (!plane) return fail(std::move(plane.error()).at_field("geometry"));
  return std::move(*plane);
}

[[nodiscard]] inline Expected<MultiPolygon> to_plane(const LonLatMultiPolygon& polygons,
                                                     const crs::Projector& projector) {
  MultiPolygon plane;
  for (const LonLatPolygon& polygon : polygons) {
    GRID_TRY(outer, to_plane(polygon.outer, projector));
    Polygon one{.outer = std::move(outer), .holes = {}};
    for (const LonLatLine& hole : polygon.holes) {
      GRID_TRY(ring, to_plane(hole, projector));
      one.holes.push_back(std::move(ring));
    }
    plane.push_back(std::move(one));
  }
  return plane;
}

}  // namespace libgrid::io::detail
