#pragma once
/// Tails of the normal distribution, by erfc, which does not cancel.

#include <algorithm>
#include <cmath>
#include <numbers>

namespace libgrid {
namespace hotspot {
namespace detail {

[[nodiscard]] inline double upper_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }
[[nodiscard]] inline double both_tails(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
