#pragma once
/// What goes into the noder: snapped lines of streets, district borders and the cutting lattice.

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::coverage::detail {

/// On the plan lattice, without repeated points; fewer than two points mean that the line vanished.
[[nodiscard]] LineString snapped(std::span<const Xy> line);

/// Streets, district rings and barriers, snapped; vanished ones left out.
[[nodiscard]] std::vector<LineString> barrier_lines(const BlockInput& input);

/// Lines x = k step and y = k step that pass through the box.
[[nodiscard]] std::vector<LineString> lattice_lines(const Box& box, Metres step);

/// Calls visit(ring) for every ring of a shape.
template <class Visit>
void each_ring(const MultiPolygon& shape, const Visit& visit) {
  for (const Polygon& polygon : shape) {
    visit(polygon.outer);
    for (const Ring& hole : polygon.holes) visit(hole);
  }
}

}  // namespace libgrid::coverage::detail
