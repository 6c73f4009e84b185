#pragma once
/// Intervals of counts and shares: exact for a Poisson count, Wilson's for a share.
///
///   Interval95 mean = poisson_interval(12);            // 6.2006 .. 20.9616: the means under which 12 is no surprise
///   Interval95 rate = mean / days_watched;             // of a rate
///   Interval95 share = wilson_interval(30, 200);       // share 0.15: 0.1071 .. 0.2061
///   Interval95 gap = difference_interval(40, 25);      // mean of the first count less mean of the second
///
/// Garwood's interval holds the true mean at least 95 times in 100, whatever the mean. The difference joins two of them
/// (Zou & Donner's square-and-add), so it stays right where a count is small or 0.
/// @pre    counts >= 0 and finite (a weighted sum may be fractional), events <= trials
/// @source Garwood 1936; Wilson 1927; Zou & Donner 2008. The incomplete gamma function
///         is summed by DLMF 8.7.1 below its mean and by the continued fraction DLMF 8.9.2 above

#include <vector>

namespace libgrid {
namespace hotspot {

struct Interval95 {
  double lower = 0.0;
  double upper = 0.0;
  friend bool operator==(const Interval95&, const Interval95&) = default;
  friend Interval95 operator/(Interval95 a, double by) { return {a.lower / by, a.upper / by}; }
};

[[nodiscard]] Interval95 poisson_interval(double count);
[[nodiscard]] Interval95 difference_interval(double count, double other);

/// The 2.5 and 97.5 percentiles of draws, type 7 of Hyndman & Fan 1996; NaN without draws.
[[nodiscard]] Interval95 percentile_interval(std::vector<double> draws);

/// NaN without trials.
[[nodiscard]] Interval95 wilson_interval(double events, double trials);

/// Share of a gamma distribution of shape a below x: P(a, x), which is P(Poisson(x) >= a) for whole a. @pre a > 0, x >=
/// 0
[[nodiscard]] double lower_gamma_share(double a, double x);

}  // namespace hotspot
}  // namespace libgrid
