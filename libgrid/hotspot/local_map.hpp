#pragma once
/// Everything local about one map of counts: where it is hot, where it is alike, each statistic with its p columns.
///
///   LocalMap map = local_map(borders, {reports, kilometres}, {.permutations = 999, .seed = 1});
///   const LocalColumn& star = map.column(LocalKind::gi_star, LocalValue::rate);
///   // star.told (statistic, expectation, variance, z, three normal p), star.p_permutation, star.p_exact, four q
///
/// Two values per place: the count (reports), and the rate standardised by empirical Bayes over the exposure (rate).
/// Weights are binary for Gi, Gi* and the Poisson score (Gi* and the score with the place itself), rows add up to 1 for
/// Moran and Geary. p columns are two-sided and apart, NaN where there is none:
///   told.p_two_sided  normal
///   p_permutation     the place stays, the others are shuffled; twice the smaller tail of (1 + #) / (R + 1); local
///                     Moran has that of Gi: with the place fixed it rises and falls with the same sum
///   p_exact           the same without shuffling; of counts only, not for Geary; where its work is bearable
/// q columns adjust one p column over the places that have it: Benjamini-Hochberg (q, q_permutation, q_exact), and
/// Benjamini-Yekutieli of the normal p (q_dependent). A flagged place has no p and no q. A place without exposure takes
/// no part in the columns of rates: NaN, PlaceFlag::no_exposure, and its links are cut there.
/// @pre    equal lengths, at least 4 places; whole counts, below 2^40
/// @cost   the permutations, O(links * permutations); exact_work of exact_conditional.hpp
/// @source hotspot.md 4.3, 4.5, 4.7, 4.8; those of the statistics in their own headers

#include <cstdint>
#include <optional>
#include <vector>

#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/rates.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

enum class LocalKind : unsigned char { gi, gi_star, local_moran, local_geary, poisson_score };
enum class LocalValue : unsigned char { reports, rate };

struct LocalColumn {
  LocalKind kind = LocalKind::gi_star;
  LocalValue value = LocalValue::reports;
  LocalStatistics told;
  std::vector<double> p_permutation, p_exact;
  std::vector<double> q, q_dependent, q_permutation, q_exact;
};

struct LocalMapOptions {
  std::size_t permutations = 999;  ///< 0: none
  std::uint64_t seed = 1;
  double most_exact_work = 3e9;  ///< additions; about 2 seconds
};

struct LocalMap {
  EmpiricalBayes rates;            ///< over the whole map; NaN without exposure
  std::vector<double> rates_near;  ///< shrunk towards the neighbourhood instead
  std::vector<double> at_most;     ///< Choynowski: P(Y <= count) at the overall rate
  std::vector<std::optional<Quadrant>> quadrants_of_reports, quadrants_of_rates;
  std::vector<LocalColumn> columns;
  bool exact = false;      ///< p_exact is there
  bool has_rates = false;  ///< four places or more with exposure, and an event there

  /// @pre it is there: score only of rates, rates only with has_rates
  [[nodiscard]] const LocalColumn& column(LocalKind kind, LocalValue value) const;
};

/// @param weights neighbours without the place itself, any symmetric or directed links
[[nodiscard]] LocalMap local_map(const Weights& weights, const RateTable& table, const LocalMapOptions& options);

/// The rows and links of the places that are kept.
[[nodiscard]] Weights weights_among(const Weights& weights, const std::vector<bool>& kept);

}  // namespace hotspot
}  // namespace libgrid
