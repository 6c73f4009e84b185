#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/imbalance.hpp>

namespace libgrid::hotspot {
namespace {

TEST(Imbalance, AddsUpAndLeavesOutPlacesWithoutExposure) {
  const std::vector<double> events{400, 380, 20, 30, 5}, kilometres{10, 10, 10, 12, 0};
  const std::vector<std::size_t> district{0, 0, 1, 1, 1};
  const Imbalance told = imbalance({events, kilometres}, {district, 2});
  EXPECT_EQ(told.n, 4U);
  EXPECT_EQ(told.left_out, 1U);
  EXPECT_TRUE(std::isnan(told.rates.estimate[4]));
  EXPECT_NEAR(told.theil.total, told.theil.between + told.theil.within, 1e-14);
  EXPECT_GT(told.theil.between, 10.0 * told.theil.within);
}

TEST(Imbalance, EqualRatesAreBalanced) {
  const std::vector<double> events{10, 20, 40}, kilometres{1, 2, 4};
  const std::vector<std::size_t> district{0, 1, 1};
  const Imbalance told = imbalance({events, kilometres}, {district, 2});
  EXPECT_NEAR(told.theil.total, 0.0, 1e-14);
  EXPECT_NEAR(told.gini, 0.0, 1e-14);
}

TEST(Imbalance, IntervalsHoldTheEstimateAndComeFromTheSeed) {
  std::vector<double> events, kilometres;
  std::vector<std::size_t> district;
  for (std::size_t i = 0; i < 60; ++i) {
    district.push_back(i % 3);
    kilometres.push_back(2.0 + static_cast<double>(i % 7));
    events.push_back(kilometres.back() * (5.0 + 10.0 * static_cast<double>(i % 3)) + static_cast<double>(i * 37 % 11));
  }
  const Imbalance told = imbalance({events, kilometres}, {district, 3});
  const ImbalanceIntervals sure = imbalance_intervals({events, kilometres}, {district, 3}, {.seed = 5});
  EXPECT_EQ(sure.replicates, 999U);
  const auto holds = [](Interval95 i, double value) { return i.lower < value && value < i.upper; };
  EXPECT_TRUE(holds(sure.total, told.theil.total));
  EXPECT_TRUE(holds(sure.between, told.theil.between));
  EXPECT_TRUE(holds(sure.between_share, told.theil.between / told.theil.total));
  EXPECT_TRUE(holds(sure.gini, told.gini));
  const ImbalanceIntervals again = imbalance_intervals({events, kilometres}, {district, 3}, {.seed = 5});
  EXPECT_EQ(sure.total, again.total);
  const ImbalanceIntervals other = imbalance_intervals({events, kilometres}, {district, 3}, {.seed = 6});
  EXPECT_NE(sure.total, other.total);
}

/// A gamma of the whole shape 4 and mean 1: minus the log of a product of uniforms.
double gamma_draw(const CounterRandom& random, std::uint64_t at) {
  double sum = 0.0;
  for (std::uint64_t k = 0; k < 4; ++k) sum -= std::log(1.0 - random.unit(at * 4 + k));
  return sum / 4.0;
}

/// Many zones of a district have the spread that few are a sample of; true parts: those of 20,000 zones each.
Theil true_parts(const std::vector<double>& means) {
  const CounterRandom random(99, 1);
  std::vector<double> rates, weights;
  std::vector<std::size_t> of;
  for (std::size_t g = 0; g < means.size(); ++g)
    for (std::uint64_t i = 0; i < 20'000; ++i)
      rates.push_back(means[g] * gamma_draw(random, g * 20'000 + i)), weights.push_back(1.0), of.push_back(g);
  return theil_index(rates, of, means.size(), weights);
}

// Five districts of six zones: how often the 95 % intervals hold the parts of the city they were drawn from. Before the
// rescaling: total .84, between .90, within .49.
TEST(Imbalance, IntervalsOfFewZonesHoldTheTruth) {
  const std::uint64_t seed = 20, cities = 150, zones = 6;
  const std::vector<double> means{20, 25, 30, 40, 60};
  const Theil truth = true_parts(means);
  std::array<int, 3> held{};
  for (std::uint64_t c = 0; c < cities; ++c) {
    const CounterRandom random(seed, c);
    std::vector<double> events, kilometres;
    std::vector<std::size_t> of;
    for (std::uint64_t i = 0; i < means.size() * zones; ++i) {
      of.push_back(i / zones), kilometres.push_back(2.0 + 6.0 * random.unit(1000 + i));
      const double mean = means[of.back()] * gamma_draw(random, i) * kilometres.back();
      double waited = 0.0, count = -1.0;  // Poisson: arrivals before the mean
      for (std::uint64_t k = 0; waited < mean; ++k, count += 1.0)
        waited -= std::log(1.0 - random.unit(10'000 + i * 5'000 + k));
      events.push_back(std::max(0.0, count));
    }
    const ImbalanceIntervals sure =
        imbalance_intervals({events, kilometres}, {of, means.size()}, {.replicates = 149, .seed = c});
    const auto holds = [](Interval95 i, double value) { return i.lower <= value && value <= i.upper ? 1 : 0; };
    held[0] += holds(sure.total, truth.total), held[1] += holds(sure.between, truth.between);
    held[2] += holds(sure.within, truth.within);
  }
  const auto share = [&](int n) { return static_cast<double>(n) / static_cast<double>(cities); };
  std::printf("seed %d: total %.3f, between %.3f, within %.3f of %d cities\n", static_cast<int>(seed), share(held[0]),
              share(held[1]), share(held[2]), static_cast<int>(cities));
  EXPECT_GE(share(held[0]), 0.82);
  EXPECT_GE(share(held[1]), 0.84);
  EXPECT_GE(share(held[2]), 0.80);
}

TEST(Imbalance, AGroupOfOnePlaceIsDrawnAsItselfAndOneWithoutExposureNever) {
  const std::vector<double> events{40, 10, 7}, kilometres{2, 2, 0};
  const std::vector<std::size_t> district{0, 1, 1};
  const Imbalance told = imbalance({events, kilometres}, {district, 2});
  const ImbalanceIntervals sure = imbalance_intervals({events, kilometres}, {district, 2}, {.replicates = 20});
  EXPECT_EQ(sure.total, (Interval95{told.theil.total, told.theil.total}));
  EXPECT_TRUE(std::isnan(imbalance_intervals({events, kilometres}, {district, 2}, {.replicates = 0}).gini.lower));
}

TEST(Imbalance, MarkedAgainstTheOthers) {
  const std::vector<double> events{60, 60, 60}, kilometres{20, 20, 50};
  const RateRatio ratio = rate_ratio_of_marked({events, kilometres}, {true, true, false});
  EXPECT_NEAR(ratio.ratio, 2.5, 1e-14);
  const double half = 1.959963984540054 * std::sqrt(1.0 / 120 + 1.0 / 60);
  EXPECT_NEAR(ratio.lower, 2.5 * std::exp(-half), 1e-9);
  EXPECT_NEAR(ratio.upper, 2.5 * std::exp(half), 1e-9);
}

}  // namespace
}  // namespace libgrid::hotspot
