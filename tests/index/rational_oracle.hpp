#pragma once
/// Where a point lies, in rational arithmetic and by another way than the library: the point's vertical line is cut
/// with every edge at an exact height.

#include <boost/multiprecision/cpp_int.hpp>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::index {

inline Location locate_by_rationals(const MultiPolygon& shape, Xy p) {
  using Rational = boost::multiprecision::cpp_rational;
  bool border = false, inside = false;
  const auto scan = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Xy a = std::min(ring[i - 1], ring[i]), b = std::max(ring[i - 1], ring[i]);
      if (p.x < a.x || p.x > b.x) continue;
      if (a.x == b.x) {
        border |= p.y >= a.y && p.y <= b.y;  // on a vertical edge: a.x <= p.x <= b.x
        continue;
      }
      const Rational height = Rational(a.y) + (Rational(b.y) - Rational(a.y)) * (Rational(p.x) - Rational(a.x)) /
                                                  (Rational(b.x) - Rational(a.x));
      border |= height == Rational(p.y);
      inside ^= height > Rational(p.y) && p.x < b.x;  // half-open: the right end of an edge belongs to the next one
    }
  };
  for (const Polygon& polygon : shape) {
    scan(polygon.outer);
    for (const Ring& hole : polygon.holes) scan(hole);
  }
  if (border) return Location::border;
  return inside ? Location::inside : Location::outside;
}

}  // namespace libgrid::index
