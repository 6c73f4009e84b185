#pragma once
/// Where: Gi, Gi*, local Moran and local Geary of one column of values, with analytic moments for any weights.
///
///   LocalStatistics star = gi_star(with_self(queen), rates);        // one row per place
///   if (star.flag[i] == PlaceFlag::none && star.p_greater[i] <= 0.05) ...
///
/// Each place carries the statistic, its expectation and variance, z, and three p columns apart: greater, less,
/// two_sided (twice the smaller tail of the normal distribution, at most 1). Nothing is merged and no column is
/// adjusted for many tests silently: see multiple_testing.hpp.
///
///   Gi*  z = (sum_j w_ij x_j - mean W_i) / (s sqrt((n S1_i - W_i^2) / (n - 1))),  W_i = sum w_ij, S1_i = sum w_ij^2
///   Gi   the same without place i: mean and s of the others, n - 1 for n
///   local Moran  I_i = z_i / m2 sum_j w_ij z_j; conditional moments (x_i fixed, the others shuffled), or total ones
///   local Geary  C_i = sum_j w_ij (z_i - z_j)^2 / s^2, s^2 with n - 1; moments conditional, sampling without
///   replacement
///
/// They hold for every coding of the weights; shortcuts that are right for binary weights only are not taken.
/// Undefined (NaN, flagged, p = 1): an island, a column without variance, a neighbourhood that is the whole map.
/// @pre    weights.size() == values.size() >= 3, values finite
/// @cost   O(links)
/// @source Getis & Ord 1992, Ord & Getis 1995, Anselin 1995, Sokal, Oden & Thomson 1998

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

/// Why a place has no z. no_exposure: there is no rate (local_map.hpp only).
enum class PlaceFlag : unsigned char { none, island, no_variance, whole_map, no_exposure };

/// The quadrant of Moran's scatter plot; zero: the value or its neighbourhood is exactly the mean.
enum class Quadrant : unsigned char { zero, high_high, low_low, high_low, low_high };

struct LocalStatistics {
  std::vector<double> statistic, expectation, variance, z;
  std::vector<double> p_greater, p_less, p_two_sided;
  std::vector<PlaceFlag> flag;
};

/// Place i never counts itself: a self link in the weights is left out.
[[nodiscard]] LocalStatistics gi(const Weights& weights, std::span<const double> values);
/// The weights say how much the place itself counts (with_self). statistic is sum_j w_ij x_j.
[[nodiscard]] LocalStatistics gi_star(const Weights& weights, std::span<const double> values);

enum class Moments : unsigned char { conditional, total };
[[nodiscard]] LocalStatistics local_moran(const Weights& weights, std::span<const double> values,
                                          Moments moments = Moments::conditional);
[[nodiscard]] std::vector<Quadrant> quadrants(const Weights& weights, std::span<const double> values);
[[nodiscard]] LocalStatistics local_geary(const Weights& weights, std::span<const double> values);

}  // namespace hotspot
}  // namespace libgrid
