#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/inequality.hpp>

namespace libgrid {
namespace hotspot {
namespace {

double times_log(double x) { return x > 0.0 ? x * std::log(x) : 0.0; }

}  // namespace

Theil theil_index(std::span<const double> values, std::span<const std::size_t> groups, std::size_t count,
                  std::span<const double> weights) {
  GRID_ASSERT(values.size() == groups.size() && (weights.empty() || weights.size() == values.size()));
  std::vector<double> sum(count, 0.0), size(count, 0.0);
  double total = 0.0, n = 0.0;
  const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum[groups[i]] += weight(i) * values[i], size[groups[i]] += weight(i);
    total += weight(i) * values[i], n += weight(i);
  }
  Theil theil{.of_group = std::vector<double>(count, 0.0)};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t g = groups[i];
    theil.total += weight(i) / n * times_log(values[i] / (total / n));
    if (sum[g] > 0.0) theil.of_group[g] += weight(i) / size[g] * times_log(values[i] / (sum[g] / size[g]));
  }
  for (std::size_t g = 0; g < count; ++g) {
    if (sum[g] <= 0.0) continue;
    theil.between += sum[g] / total * std::log((sum[g] / size[g]) / (total / n));
    theil.within += sum[g] / total * theil.of_group[g];
  }
  return theil;
}

double gini(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double n = static_cast<double>(sorted.size());
  double sum = 0.0, ranked = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sum += sorted[i];
    ranked += static_cast<double>(i + 1) * sorted[i];
  }
  return 2.0 * ranked / (n * sum) - (n + 1.0) / n;
}

RateRatio rate_ratio(EventRate a, EventRate b) {
  constexpr double kNormal975OfRatio = 1.959963984540054;
  RateRatio result{.ratio = (a.events / a.exposure) / (b.events / b.exposure)};
  const double spread = kNormal975OfRatio * std::sqrt(1.0 / a.events + 1.0 / b.events);
  const bool defined = a.events > 0.0 && b.events > 0.0;
  result.lower = defined ? result.ratio * std::exp(-spread) : std::numeric_limits<double>::quiet_NaN();
  result.upper = defined ? result.ratio * std::exp(spread) : std::numeric_limits<double>::quiet_NaN();
  return result;
}

}  // namespace hotspot
}  // namespace libgrid
