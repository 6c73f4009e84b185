#pragma once
/// (a - p) x (b - p) to about 104 bits: the numbers of the quotient that says where a line is crossed.

#include <cmath>

#include <libgrid/index/detail/moved_side.hpp>

namespace libgrid::index::detail {

inline long double wide_determinant(const ExactEdge& edge, Xy p) {
  const Wide ax = wide_difference(edge.a.x, p.x), ay = wide_difference(edge.a.y, p.y);
  const Wide bx = wide_difference(edge.b.x, p.x), by = wide_difference(edge.b.y, p.y);
  const Wide left = wide_product(ax, by), right = wide_product(ay, bx);
  const Wide top = wide_difference(left.high, right.high);
  return static_cast<long double>(top.high) + (top.low + (left.low - right.low));
}

/// Where the line from a to b meets the edge, 0 at a and 1 at b. @pre a and b are not on one side of it, nor both on it
inline long double crossing_share(const ExactEdge& edge, Xy a, Xy b) {
  const long double from = wide_determinant(edge, a), to = wide_determinant(edge, b);
  const long double share = from / (from - to);
  return share >= 0.0L ? std::min(share, 1.0L) : 0.0L;
}

}  // namespace libgrid::index::detail
