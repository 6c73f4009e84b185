#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/normal.hpp>
#include <libgrid/hotspot/global_statistics.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// The three sums over all weights that every moment needs.
struct WeightSums {
  double s0 = 0.0;
  double s1 = 0.0;  ///< half the sum of (w_ij + w_ji)^2
  double s2 = 0.0;  ///< sum of (row sum + column sum)^2
};

double weight_of(const Weights& weights, std::uint32_t i, std::uint32_t j) {
  const auto row = weights.neighbours(i);
  const auto at = std::lower_bound(row.begin(), row.end(), j);
  if (at == row.end() || *at != j) return 0.0;
  return weights.weights(i)[static_cast<std::size_t>(at - row.begin())];
}

WeightSums sums_of(const Weights& weights) {
  WeightSums sums;
  std::vector<double> both(weights.size(), 0.0);
  for (std::uint32_t i = 0; i < weights.size(); ++i)
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      const double w = weights.weight[k];
      sums.s0 += w;
      sums.s1 += w * w + w * weight_of(weights, weights.of[k], i);
      both[i] += w;
      both[weights.of[k]] += w;
    }
  for (const double row_and_column : both) sums.s2 += row_and_column * row_and_column;
  return sums;
}

struct PowerSums {
  std::vector<double> z;  ///< values less their mean
  double squares = 0.0;
  double fourths = 0.0;
  double kurtosis = 0.0;  ///< n sum z^4 / (sum z^2)^2
};

PowerSums power_sums(std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  double mean = 0.0, rest = 0.0;
  for (const double value : values) mean += value;
  mean /= n;
  for (const double value : values) rest += value - mean;
  mean += rest / n;
  PowerSums sums;
  for (const double value : values) {
    const double z = value - mean;
    sums.z.push_back(z);
    sums.squares += z * z;
    sums.fourths += z * z * z * z;
  }
  sums.kurtosis = n * sums.fourths / (sums.squares * sums.squares);
  return sums;
}

void add_tests(GlobalStatistic& result, double excess) {
  result.z = result.variance > 0.0 ? excess / std::sqrt(result.variance) : std::numeric_limits<double>::quiet_NaN();
  if (std::isnan(result.z)) return;
  result.p_greater = detail::upper_tail(result.z);
  result.p_less = detail::upper_tail(-result.z);
  result.p_two_sided = detail::both_tails(result.z);
}

/// r (r-1) ... over n (n-1) ..., k factors each.
double falling_ratio(double r, double n, int k) {
  double ratio = 1.0;
  for (int step = 0; step < k; ++step) ratio *= (r - step) / (n - step);
  return ratio;
}

JoinCount join_moments(const WeightSums& w, double n, double r, double s, bool same) {
  JoinCount join;
  if (same) {
    join.expectation = 0.5 * w.s0 * falling_ratio(r, n, 2);
    const double square = 0.25 * (w.s1 * falling_ratio(r, n, 2) + (w.s2 - 2.0 * w.s1) * falling_ratio(r, n, 3) +
                                  (w.s0 * w.s0 + w.s1 - w.s2) * falling_ratio(r, n, 4));
    join.variance = square - join.expectation * join.expectation;
    return join;
  }
  const double n2 = n * (n - 1.0), n3 = n2 * (n - 2.0), n4 = n3 * (n - 3.0);
  join.expectation = w.s0 * r * s / n2;
  const double square = 0.5 * w.s1 * r * s / n2 + (0.25 * w.s2 - 0.5 * w.s1) * r * s * (r + s - 2.0) / n3 +
                        (w.s0 * w.s0 + w.s1 - w.s2) * r * (r - 1.0) * s * (s - 1.0) / n4;
  join.variance = square - join.expectation * join.expectation;
  return join;
}

}  // namespace

GlobalStatistic moran_i(const Weights& weights, std::span<const double> values) {
  GRID_ASSERT(weights.size() == values.size());
  const double n = static_cast<double>(values.size());
  const WeightSums w = sums_of(weights);
  const PowerSums x = power_sums(values);
  double cross = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    double lag = 0.0;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) lag += weights.weight[k] * x.z[weights.of[k]];
    cross += x.z[i] * lag;
  }
  const double s02 = w.s0 * w.s0;
  GlobalStatistic result{.statistic = n / w.s0 * cross / x.squares, .expectation = -1.0 / (n - 1.0)};
  const double square_of_mean = result.expectation * result.expectation;
  const double first = n * (w.s1 * (n * n - 3.0 * n + 3.0) - n * w.s2 + 3.0 * s02);
  const double second = x.kurtosis * (w.s1 * (n * n - n) - 2.0 * n * w.s2 + 6.0 * s02);
  result.variance = (first - second) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s02) - square_of_mean;
  result.variance_normal = (n * n * w.s1 - n * w.s2 + 3.0 * s02) / (s02 * (n * n - 1.0)) - square_of_mean;
  add_tests(result, result.statistic - result.expectation);
  return result;
}

GlobalStatistic geary_c(const Weights& weights, std::span<const double> values) {
  GRID_ASSERT(weights.size() == values.size());
  const double n = static_cast<double>(values.size());
  const WeightSums w = sums_of(weights);
  const PowerSums x = power_sums(values);
  double gaps = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      const double gap = x.z[i] - x.z[weights.of[k]];
      gaps += weights.weight[k] * gap * gap;
    }
  const double s02 = w.s0 * w.s0, b = x.kurtosis;
  GlobalStatistic result{.statistic = (n - 1.0) * gaps / (2.0 * w.s0 * x.squares), .expectation = 1.0};
  const double sum = (n - 1.0) * w.s1 * (n * n - 3.0 * n + 3.0 - b * (n - 1.0)) -
                     0.25 * (n - 1.0) * w.s2 * (n * n + 3.0 * n - 6.0 - b * (n * n - n + 2.0)) +
                     s02 * (n * n - 3.0 - b * (n - 1.0) * (n - 1.0));
  result.variance = sum / (n * (n - 2.0) * (n - 3.0) * s02);
  result.variance_normal = ((2.0 * w.s1 + w.s2) * (n - 1.0) - 4.0 * s02) / (2.0 * (n + 1.0) * s02);
  add_tests(result, result.expectation - result.statistic);
  return result;
}

GlobalStatistic general_g(const Weights& weights, std::span<const double> values) {
  GRID_ASSERT(weights.size() == values.size());
  const double n = static_cast<double>(values.size());
  const WeightSums w = sums_of(weights);
  double m1 = 0.0, m2 = 0.0, m3 = 0.0, m4 = 0.0, cross = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = values[i];
    m1 += x, m2 += x * x, m3 += x * x * x, m4 += x * x * x * x;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k)
      cross += weights.weight[k] * x * values[weights.of[k]];
  }
  const double s02 = w.s0 * w.s0, nn = n * n;
  const double b0 = (nn - 3.0 * n + 3.0) * w.s1 - n * w.s2 + 3.0 * s02;
  const double b1 = -((nn - n) * w.s1 - 2.0 * n * w.s2 + 6.0 * s02);
  const double b2 = -(2.0 * n * w.s1 - (n + 3.0) * w.s2 + 6.0 * s02);
  const double b3 = 4.0 * (n - 1.0) * w.s1 - 2.0 * (n + 1.0) * w.s2 + 8.0 * s02;
  const double b4 = w.s1 - w.s2 + s02;
  const double pairs = m1 * m1 - m2;
  GlobalStatistic result{.statistic = cross / pairs, .expectation = w.s0 / (n * (n - 1.0))};
  const double square = (b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1) /
                        (pairs * pairs * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
  result.variance = square - result.expectation * result.expectation;
  result.variance_normal = std::numeric_limits<double>::quiet_NaN();
  add_tests(result, result.statistic - result.expectation);
  return result;
}

std::vector<JoinCount> join_counts(const Weights& weights, std::span<const std::size_t> of, std::size_t classes) {
  GRID_ASSERT(weights.size() == of.size());
  std::vector<double> members(classes, 0.0), counted(classes * classes, 0.0);
  for (const std::size_t own : of) members[own] += 1.0;
  for (std::size_t i = 0; i < of.size(); ++i)
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k)
      counted[of[i] * classes + of[weights.of[k]]] += 0.5 * weights.weight[k];
  const WeightSums w = sums_of(weights);
  std::vector<JoinCount> joins;
  for (std::size_t a = 0; a < classes; ++a)
    for (std::size_t b = a; b < classes; ++b) {
      JoinCount join = join_moments(w, static_cast<double>(of.size()), members[a], members[b], a == b);
      join.a = a, join.b = b;
      join.statistic = counted[a * classes + b] + (a == b ? 0.0 : counted[b * classes + a]);
      join.z = join.variance > 0.0 ? (join.statistic - join.expectation) / std::sqrt(join.variance)
                                   : std::numeric_limits<double>::quiet_NaN();
      joins.push_back(join);
    }
  return joins;
}

}  // namespace hotspot
}  // namespace libgrid
