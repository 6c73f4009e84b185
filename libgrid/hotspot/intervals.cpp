#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/intervals.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kTail = 0.025;
constexpr double kNormal975 = 1.959963984540054;
constexpr double kSmall = 1e-300;
constexpr double kClose = 1e-16;
constexpr int kMostTerms = 100'000;

double scale_of(double a, double x) { return std::exp(a * std::log(x) - x - std::lgamma(a)); }

/// x^a e^-x / Gamma(a) sum x^n / (a (a + 1) ... (a + n))
double by_series(double a, double x) {
  double term = 1.0 / a, sum = term;
  for (int n = 1; n < kMostTerms && term > sum * kClose; ++n) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * scale_of(a, x);
}

/// The upper share by Lentz's method.
double by_fraction(double a, double x) {
  double b = x + 1.0 - a, c = 1.0 / kSmall, d = 1.0 / b, h = d;
  for (int n = 1; n < kMostTerms; ++n) {
    const double an = -n * (n - a);
    b += 2.0;
    d = an * d + b;
    if (std::abs(d) < kSmall) d = kSmall;
    c = b + an / c;
    if (std::abs(c) < kSmall) c = kSmall;
    d = 1.0 / d;
    h *= d * c;
    if (std::abs(d * c - 1.0) < 1e-15) break;
  }
  return h * scale_of(a, x);
}

/// The x at which the rising share of shape a is `share`, by halving.
double gamma_quantile(double a, double share) {
  double low = 0.0, high = a + 10.0 * std::sqrt(a) + 20.0;
  for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (lower_gamma_share(a, middle) < share ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

double lower_gamma_share(double a, double x) {
  GRID_ASSERT(a > 0.0 && x >= 0.0);
  if (x == 0.0) return 0.0;
  return x < a + 1.0 ? std::min(1.0, by_series(a, x)) : 1.0 - by_fraction(a, x);
}

Interval95 poisson_interval(double count) {
  GRID_ASSERT(count >= 0.0 && std::isfinite(count));
  return {count > 0.0 ? gamma_quantile(count, kTail) : 0.0, gamma_quantile(count + 1.0, 1.0 - kTail)};
}

Interval95 difference_interval(double count, double other) {
  const Interval95 a = poisson_interval(count), b = poisson_interval(other);
  const double gap = count - other;
  return {gap - std::hypot(count - a.lower, b.upper - other), gap + std::hypot(a.upper - count, other - b.lower)};
}

Interval95 percentile_interval(std::vector<double> draws) {
  if (draws.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  std::ranges::sort(draws);
  const auto at = [&](double q) {
    const double h = q * static_cast<double>(draws.size() - 1);
    const auto low = static_cast<std::size_t>(h);
    const double next = draws[std::min(low + 1, draws.size() - 1)];
    return draws[low] + (h - std::floor(h)) * (next - draws[low]);
  };
  return {at(0.025), at(0.975)};
}

Interval95 wilson_interval(double events, double trials) {
  GRID_ASSERT(events >= 0.0 && events <= trials);
  if (trials <= 0.0) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  const double z2 = kNormal975 * kNormal975, share = events / trials, scale = 1.0 + z2 / trials;
  const double middle = (share + z2 / (2.0 * trials)) / scale;
  const double half = kNormal975 * std::sqrt(share * (1.0 - share) / trials + z2 / (4.0 * trials * trials)) / scale;
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

}  // namespace hotspot
}  // namespace libgrid
