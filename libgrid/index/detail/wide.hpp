#pragma once
/// Sums of two doubles: differences exactly, products to 2^-103 of their size.

#include <cmath>

namespace libgrid::index::detail {

struct Wide {
  double high, low;
};

/// Exact (Knuth's two-sum).
inline Wide wide_difference(double u, double v) {
  const double high = u - v;
  const double v_virtual = u - high, u_virtual = high + v_virtual;
  return {high, (u - u_virtual) + (v_virtual - v)};
}

inline Wide wide_product(Wide u, Wide v) {
  const double high = u.high * v.high;
  return {high, std::fma(u.high, v.high, -high) + (u.high * v.low + u.low * v.high)};
}

}  // namespace libgrid::index::detail
