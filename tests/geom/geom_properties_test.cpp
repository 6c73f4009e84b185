/// What must hold for every point and ring, tried by RapidCheck on small lattices, where ties are the rule.

#include <algorithm>
#include <cstdint>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/wkb.hpp>

#include "tests/support/properties.hpp"

namespace libgrid::test {
namespace {

std::int64_t steps(double coordinate) { return static_cast<std::int64_t>(coordinate / kLattice); }

/// The definition in integers: lattice differences below 2^30 make products that 64 bits hold exactly.
Side side_in_integers(Xy a, Xy b, Xy p) {
  const std::int64_t left = (steps(b.x) - steps(a.x)) * (steps(p.y) - steps(a.y));
  const std::int64_t right = (steps(b.y) - steps(a.y)) * (steps(p.x) - steps(a.x));
  return left > right ? Side::left : left < right ? Side::right : Side::on;
}

Side opposite(Side side) { return static_cast<Side>(-static_cast<int>(side)); }

RC_GTEST_PROP(OrientationProperty, IsTheSignOfTheDeterminantInIntegers, (bool wide)) {
  const std::int64_t reach = wide ? 500'000'000 : 6;
  const Xy a = *lattice_point(reach);
  const Xy b = *lattice_point(reach);
  const Xy p = *lattice_point(reach);
  RC_ASSERT(orientation(a, b, p) == side_in_integers(a, b, p));
}

RC_GTEST_PROP(OrientationProperty, TurnsWithTheDirectionAndStaysUnderRotation, ()) {
  const Xy a = *lattice_point();
  const Xy b = *lattice_point();
  const Xy p = *lattice_point();
  RC_ASSERT(orientation(b, a, p) == opposite(orientation(a, b, p)));
  RC_ASSERT(orientation(b, p, a) == orientation(a, b, p));
}

RC_GTEST_PROP(LocateProperty, DoesNotDependOnWhereARingBeginsNorOnItsDirection, ()) {
  const Polygon polygon{*any_ring(), {}};
  const Xy p = *lattice_point();
  Polygon turned = polygon;
  turned.outer.pop_back();
  const auto by = *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(turned.outer.size()));
  std::rotate(turned.outer.begin(), turned.outer.begin() + by, turned.outer.end());
  turned.outer.push_back(turned.outer.front());
  Polygon reversed = polygon;
  std::reverse(reversed.outer.begin(), reversed.outer.end());
  RC_ASSERT(locate(turned, p) == locate(polygon, p));
  RC_ASSERT(locate(reversed, p) == locate(polygon, p));
}

RC_GTEST_PROP(LocateProperty, EveryVertexIsOnTheBorderAndNothingBeyondTheBoxIsInside, ()) {
  const Polygon polygon{*any_ring(), {}};
  const Xy vertex = *rc::gen::elementOf(polygon.outer);
  RC_ASSERT(locate(polygon, vertex) == Location::border);
  const Box box = bounds(polygon);
  RC_ASSERT(locate(polygon, Xy{box.max.x + kLattice, vertex.y}) == Location::outside);
}

RC_GTEST_PROP(LocateProperty, ARingTwiceIsItsBorderOnly, ()) {
  const Ring ring = *any_ring();
  RC_ASSERT(locate(Polygon{ring, {ring}}, *lattice_point()) != Location::inside);
}

RC_GTEST_PROP(WkbProperty, WhatIsWrittenIsReadBack, ()) {
  const MultiPolygon shape = *rc::gen::nonEmpty(rc::gen::resize(4, rc::gen::container<MultiPolygon>(any_polygon())));
  const auto again = polygons_from_wkb(to_wkb(shape));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == shape);
}

RC_GTEST_PROP(WkbProperty, NoBytesCrashTheReader, ()) {
  Bytes bytes = to_wkb(*any_polygon());
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = static_cast<std::byte>(*rc::gen::inRange(0, 256));
  bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size() + 1));
  const auto read = polygons_from_wkb(bytes);
  if (read) RC_ASSERT(to_wkb(*read).size() <= bytes.size() + 9);  // a Polygon comes back as a MultiPolygon of one
}

}  // namespace
}  // namespace libgrid::test
