#pragma once
/// How much of what a patrol finds is the patrol: reports against visits, and what they would be under equal visits.
///
///   VisitEffect effect = visit_effect({found, visits, kilometres});
///   // effect.exponent 0: visits do not matter; 1: twice the visits (plus one), twice the finds
///   double equal = found[i] * visit_factor(visits[i], effect.mean_visits, effect.exponent);
///
/// log E[found] = c + log exposure + exponent x log(1 + visits), fitted as Poisson pseudo-likelihood; the interval is
/// robust (HC1) with Student's t of places - 2, so overdispersion does not narrow it: a negative binomial would give
/// the same mean model. The exponent is estimated, never taken to be 1. It says nothing about cause: places that are
/// known to be bad are visited more, which raises it; correct with it what patrols found, and show both.
/// @pre    equal lengths, values >= 0 and finite
/// @guarantee defined is false (and the exponent 0, bounds NaN) with fewer than 4 places of positive exposure, no find,
///         or the same visits everywhere
/// @source hotspot.md 4.8; Wooldridge 1999 (Poisson pseudo-likelihood), MacKinnon & White 1985 (HC1)

#include <cstddef>
#include <span>

namespace libgrid {
namespace hotspot {

struct VisitTable {
  std::span<const double> found;
  std::span<const double> visits;
  std::span<const double> exposure;  ///< km of street, or 1 each; places with 0 are left out
};

struct VisitEffect {
  bool defined = false;
  double exponent = 0.0;
  double error = 0.0;               ///< robust standard error
  double lower = 0.0, upper = 0.0;  ///< 95 %
  double level = 0.0;               ///< c
  double dispersion = 0.0;          ///< Pearson's chi-square / (places - 2); 1 if Poisson
  double mean_visits = 0.0;         ///< over the places that count
  std::size_t places = 0;
};
[[nodiscard]] VisitEffect visit_effect(const VisitTable& table);

/// ((1 + mean) / (1 + visits))^exponent
[[nodiscard]] double visit_factor(double visits, double mean, double exponent);

}  // namespace hotspot
}  // namespace libgrid
