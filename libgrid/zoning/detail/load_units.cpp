#include <libgrid/zoning/detail/load_units.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

namespace libgrid::zoning::detail {
namespace {

constexpr double kRange = 0x1.0p50;

/// A double as an odd whole number times a power of two.
struct Odd {
  std::int64_t number = 0;
  int power = 0;
};

Odd odd_of(double value) {
  int power = 0;
  auto number = static_cast<std::int64_t>(std::ldexp(std::frexp(value, &power), 53));
  power -= 53;
  while (number % 2 == 0) number /= 2, ++power;
  return {number, power};
}

/// The largest amount that divides all values. @pre some value is positive
Odd common_amount(std::span<const double> values) {
  std::optional<Odd> common;
  for (const double value : values) {
    if (value == 0.0) continue;
    const Odd odd = odd_of(value);
    // Both are odd times a power: the largest divisor takes the lower power.
    common = common ? Odd{std::gcd(common->number, odd.number), std::min(common->power, odd.power)} : odd;
  }
  return *common;
}

/// How often the amount is in every value; nothing where the sum is beyond the range.
std::optional<std::vector<Load>> counts_of(std::span<const double> values) {
  const Odd common = common_amount(values);
  const double amount = std::ldexp(static_cast<double>(common.number), common.power);
  std::vector<Load> counts;
  double sum = 0.0;
  for (const double value : values) {
    const double count = value / amount;
    sum += count;
    if (!(sum <= kRange)) return std::nullopt;
    counts.push_back(static_cast<Load>(count));
  }
  return counts;
}

}  // namespace

WholeLoads whole_loads_of(std::span<const double> values) {
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  WholeLoads whole;
  whole.loads.assign(values.size(), 0);
  if (!(total > 0.0)) return whole;
  if (auto counts = counts_of(values)) {
    const Load sum = std::accumulate(counts->begin(), counts->end(), Load{0});
    const Load unit = static_cast<Load>(kRange) / sum;
    if (unit > 1) {
      for (Load& count : *counts) count *= unit;
      return {std::move(*counts), unit};
    }
  }
  std::ranges::transform(values, whole.loads.begin(),
                         [&](double value) { return std::llround(value / total * kRange); });
  return whole;
}

Limits limits_around(double mean, double band, std::size_t blocks, Load unit) {
  const Load slack = static_cast<Load>(blocks) + 1;
  Limits limits = limits_of_shares(mean, 1.0 - band, 1.0 + band, unit);
  limits.band = band;
  if (unit == 1) limits.least += slack, limits.most -= slack;
  return limits;
}

Limits limits_of_shares(double mean, double least, double most, Load unit) {
  // Shares are decimal numbers: what differs from a whole count by rounding only is that count.
  const double rounding = unit > 1 ? 1e-10 : 0.0;
  const auto step = static_cast<double>(unit);
  return {.least = static_cast<Load>(std::ceil(mean * least / step * (1.0 - rounding))) * unit,
          .most = static_cast<Load>(std::floor(std::min(mean * most, 0x1.0p60) / step * (1.0 + rounding))) * unit,
          .mean = mean,
          .band = 0.5 * (most - least)};
}

}  // namespace libgrid::zoning::detail
