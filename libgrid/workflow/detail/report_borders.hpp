#pragma once
/// Zone borders with fewer vertices that still meet: what one zone loses, its neighbour loses too.
///
///   const BorderSimplifier borders(shapes_of_the_lowest_level, 5_m);
///   MultiPolygon light = borders.simplified(zone.shape);     // also for zones of the levels above: unions of the
///   lowest
///
/// The borders are cut into arcs at the points where three or more of them meet; each arc is simplified on its own, in
/// a direction that does not depend on the zone from which it is seen (Douglas & Peucker 1973). For drawing only: parts
/// thinner than the tolerance vanish, and arcs may touch or cross by less than it.
/// @pre shapes share their borders vertex for vertex
/// @guarantee no vertex moves; every dropped vertex lies within the tolerance of the new line; common borders stay
/// common

#include <span>
#include <unordered_set>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::workflow::detail::report {

struct XyHash {
  std::size_t operator()(Xy p) const noexcept;
};

class BorderSimplifier {
 public:
  BorderSimplifier(std::span<const MultiPolygon* const> shapes, Metres tolerance);

  /// Rings with fewer than three different vertices left are dropped.
  [[nodiscard]] MultiPolygon simplified(const MultiPolygon& shape) const;

 private:
  [[nodiscard]] Ring simplified(const Ring& ring) const;

  std::unordered_set<Xy, XyHash> nodes_;
  Metres tolerance_;
};

/// The vertices of an open line that Douglas & Peucker keep; ends always. @pre line.size() >= 2
[[nodiscard]] LineString simplified_line(std::span<const Xy> line, Metres tolerance);

}  // namespace libgrid::workflow::detail::report
