#pragma once
/// Rates of unequal exposure: shrunk, standardised, scored. Gi* of raw rates is wrong when exposures differ.
///
///   RateTable table{events, kilometres};                       // events per km of street, per inspection hour, ...
///   EmpiricalBayes eb = empirical_bayes(table);                // eb.estimate[i], eb.a, eb.b
///   std::vector<double> x = eb_standardised(table);            // what to hand to Gi*, Moran
///   std::vector<double> z = poisson_score(queen, table);
///
/// A place without exposure has no rate: NaN. `few` marks places with fewer than 10 expected events: show their
/// interval, rank them by its lower bound.
/// @pre    equal lengths, events >= 0, exposure >= 0, finite, some exposure
/// @source Marshall 1991 (empirical Bayes); Assuncao & Reis 1999 (standardised); Choynowski 1959

#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

struct RateTable {
  std::span<const double> events;
  std::span<const double> exposure;
};

struct EmpiricalBayes {
  std::vector<double> estimate;
  double a = 0.0;  ///< variance between places, not below 0
  double b = 0.0;  ///< overall rate
  std::vector<bool> few;
};

/// b + a / (a + b / N_i) (r_i - b)
[[nodiscard]] EmpiricalBayes empirical_bayes(const RateTable& table);

/// What the spread within a neighbourhood is measured from: each place's own neighbourhood rate (Marshall, and spdep's
/// default), or the rate of the neighbourhood in question (GeoDa).
enum class LocalSpread : unsigned char { own_rates, common_rate };

/// The same with a and b of the neighbourhood (the place itself included).
[[nodiscard]] std::vector<double> local_empirical_bayes(const Weights& weights, const RateTable& table,
                                                        LocalSpread spread = LocalSpread::own_rates);

/// (r_i - b) / sqrt(a + b / N_i), with a as it comes; where a + b / N_i <= 0, b / N_i.
[[nodiscard]] std::vector<double> eb_standardised(const RateTable& table);

/// z_i = sum_j w_ij (y_j - mu_j) / sqrt(sum_j w_ij^2 mu_j), mu_j = exposure_j times the overall rate.
[[nodiscard]] std::vector<double> poisson_score(const Weights& weights, const RateTable& table);

/// P(Y <= y_i) for Poisson of the expected count: Choynowski's map. @pre whole events
[[nodiscard]] std::vector<double> poisson_at_most(const RateTable& table);

}  // namespace hotspot
}  // namespace libgrid
