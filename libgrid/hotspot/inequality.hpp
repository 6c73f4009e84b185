#pragma once
/// 不平衡: how unequally something is spread, and how much of that lies between groups.
///
///   Theil theil = theil_index(rates, districts, 5);      // theil.total == theil.between + theil.within
///   double g = gini(rates);
///   RateRatio main = rate_ratio({.events = 120, .exposure = 40.0}, {.events = 60, .exposure = 50.0});
///
/// T = (1/n) sum (x / mu) ln(x / mu), 0 ln 0 = 0; T_between = sum_g s_g ln(mean_g / mean), T_within = sum_g s_g T_g,
/// s_g the group's share of the sum. With weights (street km) each place counts as that many.
/// @pre values >= 0 with a positive sum, weights > 0
/// @source Theil 1967; Gini 1912; Rothman & Greenland (log interval of a rate ratio)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libgrid {
namespace hotspot {

struct Theil {
  double total = 0.0;
  double between = 0.0;
  double within = 0.0;
  std::vector<double> of_group;  ///< T_g; 0 for a group without value
};
/// weights empty: all 1. @pre groups.size() == values.size(), each < count
[[nodiscard]] Theil theil_index(std::span<const double> values, std::span<const std::size_t> groups, std::size_t count,
                                std::span<const double> weights = {});

/// (2 sum i x_(i)) / (n sum x) - (n + 1) / n
[[nodiscard]] double gini(std::span<const double> values);

struct EventRate {
  double events = 0.0;
  double exposure = 0.0;
};
struct RateRatio {
  double ratio = 0.0;
  double lower = 0.0;  ///< 95 %, normal on the logarithm
  double upper = 0.0;
};
/// a over b; NaN bounds if either has no event. @pre exposures > 0
[[nodiscard]] RateRatio rate_ratio(EventRate a, EventRate b);

}  // namespace hotspot
}  // namespace libgrid
