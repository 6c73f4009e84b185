#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/normal.hpp>
#include <libgrid/hotspot/emerging.hpp>
#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kBinsForNineTenths = 10;

/// Sum over runs of equal values of t (t - 1) (2 t + 5), and of t (t - 1) / 2.
struct TieSums {
  double variance = 0.0;
  double pairs = 0.0;
};

TieSums tie_sums(std::span<const double> series) {
  std::map<double, double> times;
  for (const double value : series) times[value] += 1.0;
  TieSums sums;
  for (const auto& [value, t] : times) {
    sums.variance += t * (t - 1.0) * (2.0 * t + 5.0);
    sums.pairs += t * (t - 1.0) / 2.0;
  }
  return sums;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
}

/// One side's class of a last bin that is hot, or historical; `heat` turns the pattern round for the cold side.
EmergingKind one_side(std::span<const BinHeat> bins, signed char heat, int trend) {
  const auto is = [&](std::size_t k, int what) { return static_cast<int>(bins[k]) == what * heat; };
  const std::size_t n = bins.size();
  std::size_t hot = 0, cold = 0, run = 0;
  for (std::size_t k = 0; k < n; ++k) hot += is(k, 1) ? 1 : 0, cold += is(k, -1) ? 1 : 0;
  while (run < n && is(n - 1 - run, 1)) ++run;
  const bool most = n >= kBinsForNineTenths && 10 * hot >= 9 * n;
  if (run == 0) return most ? EmergingKind::historical_hot : EmergingKind::none;
  if (hot == 1) return EmergingKind::new_hot;
  if (most && trend * heat > 0) return EmergingKind::intensifying_hot;
  if (most && trend * heat < 0) return EmergingKind::diminishing_hot;
  if (most) return EmergingKind::persistent_hot;
  if (run >= 2 && run == hot) return EmergingKind::consecutive_hot;
  return cold > 0 ? EmergingKind::oscillating_hot : EmergingKind::sporadic_hot;
}

EmergingKind mirrored(EmergingKind kind) { return static_cast<EmergingKind>(-static_cast<int>(kind)); }

/// Gi* of all bins: sums of the neighbourhood over places, then over the bins before.
std::vector<double> cube_z(const Weights& weights, const TimeCube& cube, std::size_t before) {
  const std::size_t places = weights.size(), bins = cube.bins;
  double mean = 0.0, squares = 0.0;
  const double n = static_cast<double>(cube.counts.size());
  for (const double count : cube.counts) mean += count / n;
  for (const double count : cube.counts) squares += (count - mean) * (count - mean);
  std::vector<double> z(cube.counts.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < places; ++i)
    for (std::size_t t = 0; t < bins; ++t) {
      double sum = 0.0, weight = 0.0;
      const auto add = [&](std::size_t j) {
        for (std::size_t u = t - std::min(t, before); u <= t; ++u)
          sum += cube.counts[j * bins + u] - mean, weight += 1.0;
      };
      add(i);
      for (const std::uint32_t j : weights.neighbours(i))
        if (j != i) add(j);
      const double variance = squares / n * (n * weight - weight * weight) / (n - 1.0);
      if (variance > 0.0) z[i * bins + t] = sum / std::sqrt(variance);
    }
  return z;
}

}  // namespace

Trend mann_kendall(std::span<const double> series) {
  Trend trend;
  std::vector<double> slopes;
  for (std::size_t i = 0; i < series.size(); ++i)
    for (std::size_t j = i + 1; j < series.size(); ++j) {
      trend.s += series[j] > series[i] ? 1 : series[j] < series[i] ? -1 : 0;
      slopes.push_back((series[j] - series[i]) / static_cast<double>(j - i));
    }
  const double n = static_cast<double>(series.size()), s = static_cast<double>(trend.s);
  const TieSums ties = tie_sums(series);
  const double pairs = n * (n - 1.0) / 2.0;
  trend.variance = (n * (n - 1.0) * (2.0 * n + 5.0) - ties.variance) / 18.0;
  if (trend.variance > 0.0 && trend.s != 0) trend.z = (s - (s > 0.0 ? 1.0 : -1.0)) / std::sqrt(trend.variance);
  trend.p = detail::both_tails(trend.z);
  if (pairs > ties.pairs) trend.tau_b = s / std::sqrt(pairs * (pairs - ties.pairs));
  trend.sen_slope = median(std::move(slopes));
  return trend;
}

EmergingKind classify(std::span<const BinHeat> bins, TrendSign trend) {
  if (bins.empty()) return EmergingKind::none;
  const EmergingKind hot = one_side(bins, 1, static_cast<int>(trend));
  const EmergingKind cold = one_side(bins, -1, static_cast<int>(trend));
  if (bins.back() == BinHeat::hot) return hot;
  if (bins.back() == BinHeat::cold) return mirrored(cold);
  return hot != EmergingKind::none ? hot : mirrored(cold);
}

std::vector<EmergingPlace> emerging_hotspots(const Weights& weights, const TimeCube& cube,
                                             const EmergingOptions& options) {
  GRID_ASSERT(cube.counts.size() == weights.size() * cube.bins);
  const std::vector<double> z = cube_z(weights, cube, options.bins_before);
  std::vector<double> p;
  for (const double value : z) p.push_back(std::isnan(value) ? 1.0 : detail::both_tails(value));
  const std::vector<double> q = benjamini_hochberg(p);
  std::vector<EmergingPlace> places(weights.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    EmergingPlace& place = places[i];
    const auto of_place = [&](const std::vector<double>& all) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i * cube.bins);
      return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(cube.bins));
    };
    place.z = of_place(z), place.p = of_place(p), place.q = of_place(q);
    place.too_short = cube.bins < kBinsForNineTenths;
    for (std::size_t t = 0; t < cube.bins; ++t) {
      const bool significant = place.q[t] <= options.level;
      place.heat.push_back(!significant ? BinHeat::neither : place.z[t] > 0.0 ? BinHeat::hot : BinHeat::cold);
      place.hot += place.heat.back() == BinHeat::hot ? 1 : 0;
      place.cold += place.heat.back() == BinHeat::cold ? 1 : 0;
    }
    if (std::ranges::none_of(place.z, [](double v) { return std::isnan(v); })) place.trend = mann_kendall(place.z);
    const TrendSign sign = place.trend.p > options.level ? TrendSign::none
                           : place.trend.z > 0.0         ? TrendSign::up
                                                         : TrendSign::down;
    place.kind = classify(place.heat, sign);
  }
  return places;
}

}  // namespace hotspot
}  // namespace libgrid
