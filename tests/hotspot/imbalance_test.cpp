#include <cmath>
#include <vector>

#include <gtest/gtest.h>

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
