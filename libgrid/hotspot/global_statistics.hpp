#pragma once
/// Whether: Moran's I, Geary's C, the general G and join counts of a whole map, with moments under both assumptions.
///
///   GlobalStatistic moran = moran_i(coded(queen, Coding::row_standardised), rates);
///   // moran.statistic, moran.expectation, moran.variance (randomisation), moran.variance_normal, moran.z
///   std::vector<JoinCount> joins = join_counts(queen, classes, 3);   // every pair of classes
///
/// Places without neighbours stay in n; z is NaN where the variance is not positive.
/// @pre    weights.size() == values.size() >= 4, no self links, values finite
/// @cost   O(links)
/// @source Cliff & Ord 1981; Getis & Ord 1992 (general G)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

struct GlobalStatistic {
  double statistic = 0.0;
  double expectation = 0.0;
  double variance = 0.0;         ///< under randomisation
  double variance_normal = 0.0;  ///< under normality; NaN where it is not defined (general G)
  double z = 0.0;                ///< with `variance`
  double p_greater = 1.0, p_less = 1.0, p_two_sided = 1.0;
};

[[nodiscard]] GlobalStatistic moran_i(const Weights& weights, std::span<const double> values);
/// z is (1 - C) / sd: positive for likeness, as for Moran. p_greater belongs to this z.
[[nodiscard]] GlobalStatistic geary_c(const Weights& weights, std::span<const double> values);
/// @pre values >= 0
[[nodiscard]] GlobalStatistic general_g(const Weights& weights, std::span<const double> values);

/// How often neighbours are of classes a and b (a <= b), each link counted half from either end.
struct JoinCount {
  std::size_t a = 0;
  std::size_t b = 0;
  double statistic = 0.0;
  double expectation = 0.0;
  double variance = 0.0;
  double z = 0.0;
};

/// All pairs (0,0), (0,1) ... in order. @pre every class < classes
[[nodiscard]] std::vector<JoinCount> join_counts(const Weights& weights, std::span<const std::size_t> of,
                                                 std::size_t classes);

}  // namespace hotspot
}  // namespace libgrid
