#pragma once
/// After a campaign: has the rate risen again? Poisson charts with the run length they have when nothing happens.
///
///   ChartRules rules = calibrated({.kind = Chart::cusum, .mean = 3.0, .ratio = 1.5}, 200.0, /*seed=*/1);
///   std::optional<std::size_t> alarm = first_alarm(daily_counts, rules);     // position of the first alarm
///
///   cusum  C_t = max(0, C_{t-1} + y_t - k), k = mean (ratio - 1) / ln ratio; alarm if C_t > limit
///   ewma   Z_t = lambda y_t + (1 - lambda) Z_{t-1} from the mean; alarm if Z_t > mean + limit sqrt(lambda mean / (2 -
///   lambda)) glr    max over starts of the log likelihood ratio of any raised rate against the mean; alarm if > limit
/// ARL0, the mean time to a false alarm, is measured by simulation, not taken from a formula; `calibrated` finds the
/// limit by bisection on the same simulated series.
/// @guarantee a function of the seed
/// @source Lucas 1985 (Poisson CUSUM); Borror et al. 1998 (EWMA); Hoehle & Paul 2008 (GLR)

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace libgrid {
namespace hotspot {

enum class Chart : unsigned char { cusum, ewma, glr };

struct ChartRules {
  Chart kind = Chart::cusum;
  double mean = 1.0;    ///< expected count per step when nothing happens
  double ratio = 2.0;   ///< cusum: the rise to be found
  double lambda = 0.2;  ///< ewma
  double limit = 5.0;
};

/// @pre mean > 0, ratio > 1, 0 < lambda <= 1
[[nodiscard]] std::optional<std::size_t> first_alarm(std::span<const std::int64_t> counts, const ChartRules& rules);

/// The chart's statistic after every step, whether or not it was above its line before; and the line it must exceed.
struct ChartPath {
  std::vector<double> statistic;
  double line = 0.0;
};
[[nodiscard]] ChartPath chart_path(std::span<const std::int64_t> counts, const ChartRules& rules);

/// Mean steps to an alarm of Poisson counts of `rate`; series are cut at 20 x the target.
struct RunLength {
  double mean = 0.0;
  double error = 0.0;  ///< standard error of the mean
};
[[nodiscard]] RunLength run_length(const ChartRules& rules, double rate, std::size_t series, std::size_t most_steps,
                                   std::uint64_t seed);

/// The rules with the limit at which ARL0 is as asked for.
[[nodiscard]] ChartRules calibrated(ChartRules rules, double arl0, std::uint64_t seed);

}  // namespace hotspot
}  // namespace libgrid
