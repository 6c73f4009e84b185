#include <algorithm>
#include <cmath>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/control_chart.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kSeries = 400;
constexpr std::size_t kGlrMemory = 100;  // starts of a rise that are looked back at

/// One chart on its way; step() says whether it is above the limit.
class ChartState {
 public:
  explicit ChartState(const ChartRules& rules) : rules_(rules), smooth_(rules.mean) {}

  bool step(double count) { return moved(count) > line(); }

  /// The statistic after one more count.
  double moved(double count) {
    switch (rules_.kind) {
      case Chart::cusum:
        return sum_ = std::max(0.0, sum_ + count - rules_.mean * (rules_.ratio - 1.0) / std::log(rules_.ratio));
      case Chart::ewma:
        return smooth_ = rules_.lambda * count + (1.0 - rules_.lambda) * smooth_;
      case Chart::glr:
        return glr(count);
    }
    return 0.0;
  }

  [[nodiscard]] double line() const {
    if (rules_.kind != Chart::ewma) return rules_.limit;
    return rules_.mean + rules_.limit * std::sqrt(rules_.lambda * rules_.mean / (2.0 - rules_.lambda));
  }

 private:
  double glr(double count) {
    recent_.push_back(count);
    if (recent_.size() > kGlrMemory) recent_.erase(recent_.begin());
    double best = 0.0, sum = 0.0;
    for (std::size_t k = recent_.size(); k > 0; --k) {
      sum += recent_[k - 1];
      const double expected = rules_.mean * static_cast<double>(recent_.size() - k + 1);
      if (sum > expected) best = std::max(best, sum * std::log(sum / expected) - (sum - expected));
    }
    return best;
  }

  ChartRules rules_;
  double sum_ = 0.0;
  double smooth_;
  std::vector<double> recent_;
};

/// Poisson by inversion; fine for the means of a chart.
double poisson_of(double mean, double u) {
  double p = std::exp(-mean), sum = p, k = 0.0;
  while (u > sum && k < 10.0 * mean + 50.0) sum += p *= mean / ++k;
  return k;
}

}  // namespace

std::optional<std::size_t> first_alarm(std::span<const std::int64_t> counts, const ChartRules& rules) {
  ChartState state(rules);
  for (std::size_t t = 0; t < counts.size(); ++t)
    if (state.step(static_cast<double>(counts[t]))) return t;
  return std::nullopt;
}

ChartPath chart_path(std::span<const std::int64_t> counts, const ChartRules& rules) {
  ChartState state(rules);
  ChartPath path{{}, state.line()};
  for (const std::int64_t count : counts) path.statistic.push_back(state.moved(static_cast<double>(count)));
  return path;
}

RunLength run_length(const ChartRules& rules, double rate, std::size_t series, std::size_t most_steps,
                     std::uint64_t seed) {
  double sum = 0.0, squares = 0.0;
  for (std::size_t s = 0; s < series; ++s) {
    const CounterRandom random(seed, s);
    ChartState state(rules);
    std::size_t t = 0;
    while (t < most_steps && !state.step(poisson_of(rate, random.unit(t)))) ++t;
    const double length = static_cast<double>(std::min(t + 1, most_steps));
    sum += length, squares += length * length;
  }
  const double n = static_cast<double>(series), mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n)};
}

ChartRules calibrated(ChartRules rules, double arl0, std::uint64_t seed) {
  const auto most = static_cast<std::size_t>(20.0 * arl0);
  double low = 0.0, high = 1.0;
  const auto length_at = [&](double limit) {
    rules.limit = limit;
    return run_length(rules, rules.mean, kSeries, most, seed).mean;
  };
  while (length_at(high) < arl0 && high < 1e6) low = high, high *= 2.0;
  for (int step = 0; step < 12; ++step) {
    const double middle = 0.5 * (low + high);
    (length_at(middle) < arl0 ? low : high) = middle;
  }
  rules.limit = high;
  return rules;
}

}  // namespace hotspot
}  // namespace libgrid
