#pragma once
/// Exact sides for a point that never lies on an edge: p is taken as p + (e*e, -e) for an arbitrarily small e > 0, a
/// hair to the south and, after that, a hair to the east. Every parity is then defined, also on edges and vertices.
///
/// The walk of a query goes from a corner c straight up or down to the height of p, then level to p:
///
///   parity ^= walk_crosses(edge, c, p);       // exact, whatever the rounding of the grid was
///
/// @source Edelsbrunner & Muecke 1990, "Simulation of simplicity"; the staged sign is Shewchuk 1997, stages A and B

#include <algorithm>
#include <cmath>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/index/detail/wide.hpp>

namespace libgrid::index::detail {

/// An edge in canonical direction: a below b, level edges from west to east. Both owners of a border ask the same edge.
struct ExactEdge {
  Xy a;
  Xy b;
};

/// The sign of (a - p) x (b - p): 1 left, -1 right, 0 on the line; equal to geom::orientation. Vertices and level and
/// upright edges are seen at a glance; then twice the precision of doubles decides what is not on the line:
/// with S = |left| + |right| each product is off by 2^-103 of itself, the low parts (below 2^-51 S) are added with
/// three roundings of 2^-104 S, so the sum is off by less than 2^-100 S.
inline int exact_side(const ExactEdge& edge, Xy p) {
  constexpr double kEps = 0x1.0p-53;
  constexpr double kBound = (3.0 + 16.0 * kEps) * kEps;
  const double ax = edge.a.x - p.x, ay = edge.a.y - p.y, bx = edge.b.x - p.x, by = edge.b.y - p.y;
  const double left = ax * by, right = ay * bx;
  const double determinant = left - right;
  if (std::abs(determinant) > kBound * (std::abs(left) + std::abs(right))) return determinant > 0.0 ? 1 : -1;
  if ((ax == 0.0 || by == 0.0) && (ay == 0.0 || bx == 0.0)) return 0;  // a difference is 0 only of equal numbers
  const Wide wide_left = wide_product(wide_difference(edge.a.x, p.x), wide_difference(edge.b.y, p.y));
  const Wide wide_right = wide_product(wide_difference(edge.a.y, p.y), wide_difference(edge.b.x, p.x));
  const Wide top = wide_difference(wide_left.high, wide_right.high);
  const double sum = top.high + (top.low + (wide_left.low - wide_right.low));
  if (std::abs(sum) > 0x1.0p-100 * (std::abs(left) + std::abs(right))) return sum > 0.0 ? 1 : -1;
  return static_cast<int>(orientation(edge.a, edge.b, p));
}

/// The side of the moved point, given the side of the point itself; 0 only for an edge without length.
inline int moved(const ExactEdge& edge, int side) {
  if (side != 0) return side;
  if (edge.a.x != edge.b.x) return edge.b.x > edge.a.x ? -1 : 1;
  return edge.b.y > edge.a.y ? -1 : 0;
}

inline int moved_side(const ExactEdge& edge, Xy p) { return moved(edge, exact_side(edge, p)); }

struct WalkResult {
  bool crosses;  ///< the walk from c to p crosses the edge an odd number of times
  bool touches;  ///< p itself lies on the closed edge
};

inline WalkResult walk(const ExactEdge& edge, Xy c, Xy p) {
  const bool upright = (edge.a.x <= c.x) != (edge.b.x <= c.x);
  const bool level = (edge.a.y < p.y) != (edge.b.y < p.y);
  const bool near =
      p.y >= edge.a.y && p.y <= edge.b.y && p.x >= std::min(edge.a.x, edge.b.x) && p.x <= std::max(edge.a.x, edge.b.x);
  if (!upright && !level && !near) return {false, false};
  const int side = exact_side(edge, p);
  const bool touches = near && side == 0;
  if (!upright && !level) return {false, touches};
  const int turn = moved_side(edge, Xy{c.x, p.y});
  const bool first_leg = upright && moved_side(edge, c) != turn;
  const bool second_leg = level && moved(edge, side) != turn;
  return {first_leg != second_leg, touches};
}

}  // namespace libgrid::index::detail
