#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/rates.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kNoRate = std::numeric_limits<double>::quiet_NaN();
constexpr double kFewEvents = 10.0;

/// Marshall's moments of some places.
struct RateMoments {
  double events = 0.0, exposure = 0.0, squares = 0.0;
  double places = 0.0;
  double rate = 0.0;     ///< b
  double between = 0.0;  ///< s^2 - b / mean exposure, may be negative
};

template <class Each>
RateMoments rate_moments(const Each& each) {
  RateMoments m;
  each([&m](double events, double exposure) {
    m.events += events;
    m.exposure += exposure;
    m.places += 1.0;
  });
  m.rate = m.events / m.exposure;
  each([&m](double events, double exposure) {
    if (exposure <= 0.0) return;
    const double gap = events / exposure - m.rate;
    m.squares += exposure * gap * gap;
  });
  m.between = m.squares / m.exposure - m.rate / (m.exposure / m.places);
  return m;
}

RateMoments overall(const RateTable& table) {
  GRID_ASSERT(table.events.size() == table.exposure.size());
  return rate_moments([&table](const auto& visit) {
    for (std::size_t i = 0; i < table.events.size(); ++i) visit(table.events[i], table.exposure[i]);
  });
}

double shrunk(double events, double exposure, const RateMoments& m) {
  if (exposure <= 0.0) return kNoRate;
  const double a = std::max(0.0, m.between);
  const double noise = a + m.rate / exposure;
  return noise > 0.0 ? m.rate + a * (events / exposure - m.rate) / noise : m.rate;
}

}  // namespace

EmpiricalBayes empirical_bayes(const RateTable& table) {
  const RateMoments m = overall(table);
  EmpiricalBayes result{.estimate = {}, .a = std::max(0.0, m.between), .b = m.rate, .few = {}};
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    result.estimate.push_back(shrunk(table.events[i], table.exposure[i], m));
    result.few.push_back(table.exposure[i] * m.rate < kFewEvents);
  }
  return result;
}

std::vector<double> local_empirical_bayes(const Weights& weights, const RateTable& table, LocalSpread spread) {
  GRID_ASSERT(weights.size() == table.events.size());
  std::vector<RateMoments> around;
  const auto each = [&](std::size_t i, const auto& visit) {
    visit(i);
    for (const std::uint32_t j : weights.neighbours(i))
      if (j != i) visit(j);
  };
  for (std::size_t i = 0; i < weights.size(); ++i)
    around.push_back(rate_moments(
        [&](const auto& visit) { each(i, [&](std::size_t j) { visit(table.events[j], table.exposure[j]); }); }));
  std::vector<double> estimate;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    RateMoments m = around[i];
    if (spread == LocalSpread::own_rates) {
      m.squares = 0.0;
      each(i, [&](std::size_t j) {
        if (table.exposure[j] <= 0.0) return;
        const double gap = table.events[j] / table.exposure[j] - around[j].rate;
        m.squares += table.exposure[j] * gap * gap;
      });
      m.between = m.squares / m.exposure - m.rate / (m.exposure / m.places);
    }
    estimate.push_back(shrunk(table.events[i], table.exposure[i], m));
  }
  return estimate;
}

std::vector<double> eb_standardised(const RateTable& table) {
  const RateMoments m = overall(table);
  std::vector<double> result;
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    const double noise = m.rate / table.exposure[i];
    const double variance = m.between + noise > 0.0 ? m.between + noise : noise;
    result.push_back(table.exposure[i] > 0.0 ? (table.events[i] / table.exposure[i] - m.rate) / std::sqrt(variance)
                                             : kNoRate);
  }
  return result;
}

std::vector<double> poisson_score(const Weights& weights, const RateTable& table) {
  GRID_ASSERT(weights.size() == table.events.size());
  const double rate = overall(table).rate;
  std::vector<double> z;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double excess = 0.0, variance = 0.0;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      const std::size_t j = weights.of[k];
      const double expected = rate * table.exposure[j];
      excess += weights.weight[k] * (table.events[j] - expected);
      variance += weights.weight[k] * weights.weight[k] * expected;
    }
    z.push_back(variance > 0.0 ? excess / std::sqrt(variance) : kNoRate);
  }
  return z;
}

std::vector<double> poisson_at_most(const RateTable& table) {
  const double rate = overall(table).rate;
  std::vector<double> p;
  for (std::size_t i = 0; i < table.events.size(); ++i) {
    const double mean = rate * table.exposure[i];
    double sum = 0.0;
    for (double k = 0.0; k <= table.events[i]; k += 1.0)
      sum += mean > 0.0 ? std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)) : (k == 0.0 ? 1.0 : 0.0);
    p.push_back(table.exposure[i] > 0.0 ? std::min(1.0, sum) : kNoRate);
  }
  return p;
}

}  // namespace hotspot
}  // namespace libgrid
