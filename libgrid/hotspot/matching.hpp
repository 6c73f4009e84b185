#pragma once
/// Controls that were alike before: in level and in trend. How alike they are, and whether both sides moved together.
///
///   const FeatureRows treated{values, 2}, pool{others, 2};          // level, slope of each zone, row by row
///   std::vector<std::size_t> controls = matched_by_distance(treated, pool, 2);
///   TrendDifference trend = trend_difference({counts, 13}, {control_counts, 13}, 7.0 / 30.0);
///
/// Distance: Euclid's over the features, each divided by its standard deviation over all zones of both sides; a feature
/// that is the same everywhere takes no part. Balance: difference of means over sqrt((v treated + v pool) / 2), for the
/// pool and for the controls with the same divisor, so that matching cannot look better by a change of spread.
/// Trend: log E[y] = zone + slope of the side x time, Poisson pseudo-likelihood; zones cancel, so a slope hangs on the
/// totals of the bins only. Its variance is robust by zone: sum of squared scores over the squared information, times
/// m / (m - 1); Student's t with the zones of the smaller side less one. Matching by the trend itself makes the
/// difference small: it is a check of the match, no proof that the sides would have gone on alike.
/// @pre    rows of both sides equally wide, values finite
/// @cost   zones x pool x features per control
/// @source Stuart 2010 (matching, balance); Wooldridge 1999 (Poisson pseudo-likelihood with fixed effects)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/hotspot/campaign.hpp>

namespace libgrid {
namespace hotspot {

/// Zones row by row. @pre width > 0, values.size() a multiple of width
struct FeatureRows {
  std::span<const double> values;
  std::size_t width = 1;
  [[nodiscard]] std::size_t size() const { return values.size() / width; }
  [[nodiscard]] std::span<const double> row(std::size_t i) const { return values.subspan(i * width, width); }
};

/// Positions in the pool: in each round the nearest that is left for every treated zone in order; ties by the smaller
/// position. Fewer where the pool ends.
[[nodiscard]] std::vector<std::size_t> matched_by_distance(const FeatureRows& treated, const FeatureRows& pool,
                                                           std::size_t rounds);

/// Of one feature. The standardised differences are 0 where it has no spread.
struct FeatureBalance {
  double treated = 0.0, pool = 0.0, controls = 0.0;  ///< means
  double before = 0.0;                               ///< standardised difference from the pool
  double after = 0.0;                                ///< from the controls
};
/// @pre controls are positions in a pool that is not empty
[[nodiscard]] std::vector<FeatureBalance> balance_of(const FeatureRows& treated, const FeatureRows& pool,
                                                     std::span<const std::size_t> controls);

/// Least-squares slope of counts at 0, step, 2 step ...; 0 for fewer than two. @pre step > 0
[[nodiscard]] double least_squares_slope(std::span<const double> counts, double step);

/// Slope of log of the rate per unit of time, treated less control.
struct TrendDifference {
  double treated = 0.0, control = 0.0;
  LogEffect difference;
};
/// Counts of zones by bins that are `step` long.
/// @pre two zones on either side, cases in two different bins of either, step > 0
[[nodiscard]] TrendDifference trend_difference(const FeatureRows& treated, const FeatureRows& control, double step);

}  // namespace hotspot
}  // namespace libgrid
