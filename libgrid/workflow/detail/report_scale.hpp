#pragma once
/// From values to places on a drawing, and the round numbers at which an axis is marked.
///
///   Scale x{0.0, 2500.0, 120.0, 680.0};      // values 0..2500 on drawing units 120..680
///   x(1250.0);                               // 400
///   ticks(0.0, 2500.0, 5);                   // 0, 500, 1000, 1500, 2000, 2500

#include <vector>

namespace libgrid::workflow::detail::report {

struct Scale {
  double low = 0.0;   ///< value at `from`
  double high = 1.0;  ///< value at `to`
  double from = 0.0;  ///< drawing units
  double to = 1.0;

  /// An empty range maps everything to `from`.
  [[nodiscard]] double operator()(double value) const {
    return high > low ? from + (value - low) / (high - low) * (to - from) : from;
  }
};

/// 1, 2 or 5 times a power of ten, not below span / most. @pre span > 0, most > 0
[[nodiscard]] double round_step(double span, int most);

/// The multiples of a round step in [low, high]; about `most` of them, never more than most + 1. Empty if high <= low.
[[nodiscard]] std::vector<double> ticks(double low, double high, int most);

}  // namespace libgrid::workflow::detail::report
