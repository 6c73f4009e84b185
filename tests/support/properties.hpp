#pragma once
/// What RapidCheck draws in the property tests: points of the plan lattice, polygons, spells.
///
///   RC_GTEST_PROP(Orientation, ChangesSignWithTheDirection, ()) {
///     const auto [a, b, p] = *rc::gen::tuple(lattice_point(), lattice_point(), lattice_point());
///     ...
///
/// ctest runs the properties with one fixed seed (RC_PARAMS in cmake/GridBuild.cmake); a failure prints the RC_PARAMS
/// that repeat it, shrunk to the smallest case found.

#include <cstdint>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <libgrid/geom/shapes.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::test {

/// Lattice steps within `reach` of the origin; small numbers are frequent, so collinear and equal points are too.
inline rc::Gen<std::int64_t> lattice_steps(std::int64_t reach) { return rc::gen::inRange(-reach, reach + 1); }

inline Xy at_steps(std::int64_t x, std::int64_t y) {
  return {static_cast<double>(x) * kLattice, static_cast<double>(y) * kLattice};
}

/// A point of the lattice of plan coordinates. @pre reach < 2^30, so that products of differences fit 64 bits
inline rc::Gen<Xy> lattice_point(std::int64_t reach = 12) {
  return rc::gen::map(
      rc::gen::pair(lattice_steps(reach), lattice_steps(reach)),
      [](const std::pair<std::int64_t, std::int64_t>& steps) { return at_steps(steps.first, steps.second); });
}

/// A closed ring of 3 to 12 lattice points in any order: it may cross itself, and has a defined parity all the same.
inline rc::Gen<Ring> any_ring(std::int64_t reach = 12) {
  return rc::gen::map(
      rc::gen::mapcat(rc::gen::inRange<std::size_t>(3, 13),
                      [reach](std::size_t n) { return rc::gen::container<Ring>(n, lattice_point(reach)); }),
      [](Ring ring) {
        ring.push_back(ring.front());
        return ring;
      });
}

inline rc::Gen<Polygon> any_polygon(std::int64_t reach = 12) {
  return rc::gen::map(
      rc::gen::pair(any_ring(reach), rc::gen::resize(3, rc::gen::container<std::vector<Ring>>(any_ring(reach)))),
      [](std::pair<Ring, std::vector<Ring>> rings) {
        return Polygon{std::move(rings.first), std::move(rings.second)};
      });
}

}  // namespace libgrid::test

namespace libgrid {
inline namespace geom {
/// How a failure prints them, in steps of the lattice.
inline void showValue(Xy p, std::ostream& out) { out << "(" << p.x / kLattice << " " << p.y / kLattice << ")"; }
inline void showValue(const Polygon& polygon, std::ostream& out) {
  rc::show(polygon.outer, out);
  for (const Ring& hole : polygon.holes) rc::show(hole, out << " without ");
}
}  // namespace geom
}  // namespace libgrid
