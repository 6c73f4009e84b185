#pragma once
/// The 97.5 % point of Student's t, for 95 % intervals over few zones.

namespace libgrid {
namespace hotspot {
namespace detail {

/// Cornish-Fisher expansion (Abramowitz & Stegun 26.7.5); 4 digits from 5 degrees of freedom on.
[[nodiscard]] inline double student_975(double degrees) {
  const double x = 1.959963984540054, x3 = x * x * x, x5 = x3 * x * x, x7 = x5 * x * x, x9 = x7 * x * x, v = degrees;
  return x + (x3 + x) / (4.0 * v) + (5.0 * x5 + 16.0 * x3 + 3.0 * x) / (96.0 * v * v) +
         (3.0 * x7 + 19.0 * x5 + 17.0 * x3 - 15.0 * x) / (384.0 * v * v * v) +
         (79.0 * x9 + 776.0 * x7 + 1482.0 * x5 - 1920.0 * x3 - 945.0 * x) / (92160.0 * v * v * v * v);
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
