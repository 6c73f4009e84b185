#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/student.hpp>
#include <libgrid/hotspot/matching.hpp>

namespace libgrid {
namespace hotspot {
namespace {

struct FeatureMoments {
  double mean = 0.0, variance = 0.0;
};

template <class Value>
FeatureMoments moments_of(std::size_t n, const Value& value) {
  FeatureMoments found;
  for (std::size_t i = 0; i < n; ++i) found.mean += value(i) / static_cast<double>(n);
  for (std::size_t i = 0; i < n && n > 1; ++i)
    found.variance += (value(i) - found.mean) * (value(i) - found.mean) / static_cast<double>(n - 1);
  return found;
}

/// One over the standard deviation of every feature over both sides; 0 where it has none.
std::vector<double> scales_of(const FeatureRows& treated, const FeatureRows& pool) {
  std::vector<double> scales;
  const std::size_t m = treated.size();
  for (std::size_t f = 0; f < treated.width; ++f) {
    const FeatureMoments all =
        moments_of(m + pool.size(), [&](std::size_t i) { return i < m ? treated.row(i)[f] : pool.row(i - m)[f]; });
    scales.push_back(all.variance > 0.0 ? 1.0 / std::sqrt(all.variance) : 0.0);
  }
  return scales;
}

double squared_distance(std::span<const double> a, std::span<const double> b, std::span<const double> scales) {
  double sum = 0.0;
  for (std::size_t f = 0; f < a.size(); ++f) {
    const double gap = (a[f] - b[f]) * scales[f];
    sum += gap * gap;
  }
  return sum;
}

/// A side's slope and the robust variance of it.
struct SideTrend {
  double slope = 0.0, variance = 0.0;
};

/// Mean and variance of the bin numbers under weights exp(slope x bin).
FeatureMoments bins_under(double slope, std::size_t bins) {
  const double highest = slope > 0.0 ? slope * static_cast<double>(bins - 1) : 0.0;
  double total = 0.0, first = 0.0, second = 0.0;
  for (std::size_t k = 0; k < bins; ++k) {
    const double t = static_cast<double>(k), weight = std::exp(slope * t - highest);
    total += weight, first += weight * t, second += weight * t * t;
  }
  return {first / total, second / total - first / total * (first / total)};
}

/// The slope at which the mean bin of the model is that of the cases: the mean grows with it, so halving finds it.
double slope_at(double mean_bin, std::size_t bins) {
  double low = -50.0, high = 50.0;
  for (int step = 0; step < 200 && low < high; ++step) {
    const double middle = 0.5 * (low + high);
    (bins_under(middle, bins).mean < mean_bin ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

SideTrend trend_of(const FeatureRows& counts) {
  std::vector<double> cases(counts.size(), 0.0), sums(counts.size(), 0.0);
  double total = 0.0, sum = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    for (std::size_t k = 0; k < counts.width; ++k)
      cases[i] += counts.row(i)[k], sums[i] += static_cast<double>(k) * counts.row(i)[k];
    total += cases[i], sum += sums[i];
  }
  SideTrend trend{.slope = slope_at(sum / total, counts.width)};
  const FeatureMoments model = bins_under(trend.slope, counts.width);
  const double information = total * model.variance, m = static_cast<double>(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double influence = (sums[i] - cases[i] * model.mean) / information;
    trend.variance += influence * influence * m / (m - 1.0);
  }
  return trend;
}

}  // namespace

std::vector<std::size_t> matched_by_distance(const FeatureRows& treated, const FeatureRows& pool, std::size_t rounds) {
  GRID_ASSERT(treated.width == pool.width);
  const std::vector<double> scales = scales_of(treated, pool);
  std::vector<bool> used(pool.size(), false);
  std::vector<std::size_t> matches;
  for (std::size_t n = 0; n < rounds * treated.size() && matches.size() < pool.size(); ++n) {
    std::size_t best = pool.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < pool.size(); ++k) {
      if (used[k]) continue;
      const double distance = squared_distance(treated.row(n % treated.size()), pool.row(k), scales);
      if (distance < least) least = distance, best = k;
    }
    used[best] = true;
    matches.push_back(best);
  }
  return matches;
}

std::vector<FeatureBalance> balance_of(const FeatureRows& treated, const FeatureRows& pool,
                                       std::span<const std::size_t> controls) {
  GRID_ASSERT(treated.width == pool.width && pool.size() > 0);
  std::vector<FeatureBalance> balance;
  for (std::size_t f = 0; f < treated.width; ++f) {
    const FeatureMoments t = moments_of(treated.size(), [&](std::size_t i) { return treated.row(i)[f]; });
    const FeatureMoments p = moments_of(pool.size(), [&](std::size_t i) { return pool.row(i)[f]; });
    const FeatureMoments c = moments_of(controls.size(), [&](std::size_t i) { return pool.row(controls[i])[f]; });
    const double spread = std::sqrt(0.5 * (t.variance + p.variance));
    const auto standardised = [&](double mean) { return spread > 0.0 ? (t.mean - mean) / spread : 0.0; };
    balance.push_back({t.mean, p.mean, c.mean, standardised(p.mean), standardised(c.mean)});
  }
  return balance;
}

double least_squares_slope(std::span<const double> counts, double step) {
  const double middle = 0.5 * (static_cast<double>(counts.size()) - 1.0);
  double above = 0.0, below = 0.0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const double t = static_cast<double>(k) - middle;
    above += t * counts[k], below += t * t;
  }
  return below > 0.0 ? above / (below * step) : 0.0;
}

TrendDifference trend_difference(const FeatureRows& treated, const FeatureRows& control, double step) {
  GRID_ASSERT(treated.size() >= 2 && control.size() >= 2 && step > 0.0);
  const SideTrend t = trend_of(treated), c = trend_of(control);
  TrendDifference found{.treated = t.slope / step, .control = c.slope / step, .difference = {}};
  const double zones = static_cast<double>(std::min(treated.size(), control.size()));
  found.difference.estimate = found.treated - found.control;
  found.difference.error = std::sqrt(t.variance + c.variance) / step;
  const double width = detail::student_975(zones - 1.0) * found.difference.error;
  found.difference.lower = found.difference.estimate - width;
  found.difference.upper = found.difference.estimate + width;
  return found;
}

}  // namespace hotspot
}  // namespace libgrid
