#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/normal.hpp>
#include <libgrid/hotspot/local_statistics.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Statistic and its first two moments at one place.
struct LocalMoments {
  double statistic = kUndefined;
  double expectation = kUndefined;
  double variance = kUndefined;
  PlaceFlag flag = PlaceFlag::none;
};

/// Values less their mean, and what is summed over all of them.
struct CentredColumn {
  std::vector<double> z;
  double mean = 0.0;
  double squares = 0.0;  ///< sum z^2
  bool constant = true;
};

CentredColumn centred(std::span<const double> values) {
  CentredColumn column;
  const double n = static_cast<double>(values.size());
  for (const double value : values) {
    column.mean += value;
    column.constant = column.constant && value == values.front();
  }
  column.mean /= n;
  double rest = 0.0;  // a second pass removes the mean's own rounding
  for (const double value : values) rest += value - column.mean;
  column.mean += rest / n;
  column.z.reserve(values.size());
  for (const double value : values) {
    column.z.push_back(value - column.mean);
    column.squares += column.z.back() * column.z.back();
  }
  return column;
}

/// Sums over the links of one row, with or without the place itself.
struct RowSums {
  double weight = 0.0;   ///< W_i
  double squares = 0.0;  ///< S1_i
  double lag = 0.0;      ///< sum w_ij z_j
  std::size_t others = 0;
};

RowSums row_sums(const Weights& weights, std::span<const double> z, std::size_t i, bool self) {
  RowSums sums;
  for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
    const std::uint32_t j = weights.of[k];
    if (j != i) ++sums.others;
    if (j == i && !self) continue;
    sums.weight += weights.weight[k];
    sums.squares += weights.weight[k] * weights.weight[k];
    sums.lag += weights.weight[k] * z[j];
  }
  return sums;
}

void put(LocalStatistics& all, const LocalMoments& at) {
  const double z = at.flag == PlaceFlag::none ? (at.statistic - at.expectation) / std::sqrt(at.variance) : kUndefined;
  const bool defined = std::isfinite(z);
  all.statistic.push_back(at.statistic);
  all.expectation.push_back(at.expectation);
  all.variance.push_back(at.variance);
  all.z.push_back(defined ? z : kUndefined);
  const double both = defined ? detail::both_tails(z) : 1.0;  // the tail beyond |z|, twice; the other tail is its rest
  all.p_greater.push_back(!defined ? 1.0 : z > 0.0 ? 0.5 * both : 1.0 - 0.5 * both);
  all.p_less.push_back(!defined ? 1.0 : z > 0.0 ? 1.0 - 0.5 * both : 0.5 * both);
  all.p_two_sided.push_back(both);
  all.flag.push_back(at.flag == PlaceFlag::none && !defined ? PlaceFlag::whole_map : at.flag);
}

/// For each place: the row's sums, then the statistic's moments.
template <class Moment>
LocalStatistics each_place(const Weights& weights, std::span<const double> values, bool self, const Moment& moment) {
  GRID_ASSERT(weights.size() == values.size());
  const CentredColumn column = centred(values);
  LocalStatistics all;
  for (std::vector<double>* filled :
       {&all.statistic, &all.expectation, &all.variance, &all.z, &all.p_greater, &all.p_less, &all.p_two_sided})
    filled->reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const RowSums row = row_sums(weights, column.z, i, self);
    if (row.others == 0)
      put(all, {.flag = PlaceFlag::island});
    else if (column.constant)
      put(all, {.flag = PlaceFlag::no_variance});
    else
      put(all, moment(column, row, i));
  }
  return all;
}

/// Variance of a weighted sum of draws without replacement from m numbers of variance s2 (divisor m).
double sampling_variance(double m, double s2, const RowSums& row) {
  const double spread = m * row.squares - row.weight * row.weight;
  // W^2 and m S1 agree to the last bits when the row is everybody with equal weight.
  if (spread <= 1e-12 * row.weight * row.weight) return 0.0;
  return s2 * spread / (m - 1.0);
}

}  // namespace

LocalStatistics gi(const Weights& weights, std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  return each_place(weights, values, false, [n](const CentredColumn& column, const RowSums& row, std::size_t i) {
    const double z = column.z[i];
    const double others_mean = -z / (n - 1.0);  // of the centred others
    const double s2 = std::max(0.0, (column.squares - z * z) / (n - 1.0) - others_mean * others_mean);
    LocalMoments at{.statistic = row.lag + column.mean * row.weight,
                    .expectation = (others_mean + column.mean) * row.weight,
                    .variance = sampling_variance(n - 1.0, s2, row)};
    if (s2 <= 1e-14 * column.squares / n) at.flag = PlaceFlag::no_variance;
    if (at.flag == PlaceFlag::none && at.variance == 0.0) at.flag = PlaceFlag::whole_map;
    return at;
  });
}

LocalStatistics gi_star(const Weights& weights, std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  return each_place(weights, values, true, [n](const CentredColumn& column, const RowSums& row, std::size_t) {
    LocalMoments at{.statistic = row.lag + column.mean * row.weight,
                    .expectation = column.mean * row.weight,
                    .variance = sampling_variance(n, column.squares / n, row)};
    if (at.variance == 0.0) at.flag = PlaceFlag::whole_map;
    return at;
  });
}

LocalStatistics local_moran(const Weights& weights, std::span<const double> values, Moments moments) {
  const double n = static_cast<double>(values.size());
  double fourth = 0.0;
  for (const double z : centred(values).z) fourth += z * z * z * z;
  return each_place(weights, values, false, [&](const CentredColumn& column, const RowSums& row, std::size_t i) {
    const double z = column.z[i];
    const double m2 = column.squares / n;
    LocalMoments at{.statistic = z / m2 * row.lag};
    if (moments == Moments::conditional) {
      at.expectation = -(z * z * row.weight) / ((n - 1.0) * m2);
      at.variance = (z / m2) * (z / m2) * (n / (n - 2.0)) * (row.squares - row.weight * row.weight / (n - 1.0)) *
                    (m2 - z * z / (n - 1.0));
    } else {
      const double b2 = fourth / n / (m2 * m2);
      at.expectation = -row.weight / (n - 1.0);
      at.variance = (n - b2) / (n - 1.0) * row.squares +
                    (2.0 * b2 - n) / ((n - 1.0) * (n - 2.0)) * (row.weight * row.weight - row.squares) -
                    at.expectation * at.expectation;
    }
    if (!(at.variance > 0.0)) at.flag = z == 0.0 ? PlaceFlag::no_variance : PlaceFlag::whole_map;
    return at;
  });
}

std::vector<Quadrant> quadrants(const Weights& weights, std::span<const double> values) {
  GRID_ASSERT(weights.size() == values.size());
  const CentredColumn column = centred(values);
  std::vector<Quadrant> result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double lag = row_sums(weights, column.z, i, false).lag;
    const double z = column.z[i];
    if (z == 0.0 || lag == 0.0)
      result.push_back(Quadrant::zero);
    else if (z > 0.0)
      result.push_back(lag > 0.0 ? Quadrant::high_high : Quadrant::high_low);
    else
      result.push_back(lag > 0.0 ? Quadrant::low_high : Quadrant::low_low);
  }
  return result;
}

LocalStatistics local_geary(const Weights& weights, std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  double third = 0.0, fourth = 0.0;
  for (const double z : centred(values).z) third += z * z * z, fourth += z * z * z * z;
  return each_place(weights, values, false, [&](const CentredColumn& column, const RowSums& row, std::size_t i) {
    const double z = column.z[i];
    const double s2 = column.squares / (n - 1.0);
    double sum = 0.0;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      const double gap = z - column.z[weights.of[k]];
      sum += weights.weight[k] * gap * gap;
    }
    // u_j = (z - z_j)^2 over the others: sum u and sum u^2 from the power sums (sum z = 0; j = i adds nothing).
    const double squares = column.squares + n * z * z;
    const double fourths = n * z * z * z * z + 6.0 * z * z * column.squares - 4.0 * z * third + fourth;
    const double mean = squares / (n - 1.0);
    const double spread = std::max(0.0, fourths / (n - 1.0) - mean * mean);
    LocalMoments at{.statistic = sum / s2,
                    .expectation = row.weight * mean / s2,
                    .variance = sampling_variance(n - 1.0, spread, row) / (s2 * s2)};
    if (at.variance == 0.0) at.flag = PlaceFlag::whole_map;
    return at;
  });
}

}  // namespace hotspot
}  // namespace libgrid
