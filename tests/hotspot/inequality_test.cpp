#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/inequality.hpp>

#include "statistics_sets.hpp"

namespace libgrid::hotspot {
namespace {

// R: ineq::Gini and ineq::Theil of SID74.
TEST(Inequality, SidsAsPrinted) {
  const std::vector<double> deaths = test::number_column("sids", 2);
  EXPECT_NEAR(gini(deaths), 0.542323838081, 1e-12);
  const std::vector<std::size_t> one(deaths.size(), 0);
  EXPECT_NEAR(theil_index(deaths, one, 1).total, 0.529892649950, 1e-12);
}

TEST(Inequality, BetweenAndWithinAddUpExactly) {
  const CounterRandom random(6, 6);
  std::vector<double> values, weights;
  std::vector<std::size_t> groups;
  for (std::size_t i = 0; i < 200; ++i) {
    values.push_back(static_cast<double>(random.below(3 * i, 20)));
    weights.push_back(0.5 + random.unit(3 * i + 1));
    groups.push_back(random.below(3 * i + 2, 6));
  }
  for (const bool weighted : {false, true}) {
    const Theil theil = theil_index(values, groups, 6, weighted ? weights : std::vector<double>{});
    EXPECT_NEAR(theil.total, theil.between + theil.within, 1e-14);
    EXPECT_GE(theil.between, 0.0);
  }
}

TEST(Inequality, EqualityAndOneForAll) {
  const std::vector<double> equal{2, 2, 2, 2}, one{0, 0, 0, 8};
  EXPECT_NEAR(gini(equal), 0.0, 1e-15);
  EXPECT_NEAR(gini(one), 0.75, 1e-15);
  const std::vector<std::size_t> groups{0, 0, 0, 0};
  EXPECT_NEAR(theil_index(one, groups, 1).total, std::log(4.0), 1e-15);
}

TEST(Inequality, RateRatioWithItsInterval) {
  const RateRatio ratio = rate_ratio({.events = 120, .exposure = 40}, {.events = 60, .exposure = 50});
  EXPECT_DOUBLE_EQ(ratio.ratio, 2.5);
  EXPECT_NEAR(ratio.lower, 2.5 * std::exp(-1.959963984540054 * std::sqrt(1.0 / 120 + 1.0 / 60)), 1e-12);
  EXPECT_TRUE(std::isnan(rate_ratio({.events = 0, .exposure = 1}, {.events = 6, .exposure = 1}).lower));
}

}  // namespace
}  // namespace libgrid::hotspot
