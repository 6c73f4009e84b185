#include <libgrid/hotspot/intervals.hpp>

#include <cmath>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid::hotspot {
namespace {

// scipy 1.17: chi2.ppf(0.025, 2 k) / 2, chi2.ppf(0.975, 2 k + 2) / 2
TEST(Intervals, PoissonAsScipy) {
  const std::vector<std::tuple<double, double, double>> printed{{0, 0, 3.6888794541139354},
                                                                {1, 0.025317807984289876, 5.571643390938898},
                                                                {12, 6.200575108722218, 20.96158504817696},
                                                                {1000, 938.9730184076952, 1063.952136016302},
                                                                {100000, 99381.15266374472, 100621.74473974388}};
  for (const auto& [count, lower, upper] : printed) {
    const Interval95 told = poisson_interval(count);
    EXPECT_NEAR(told.lower, lower, 1e-10 * (1.0 + lower)) << count;
    EXPECT_NEAR(told.upper, upper, 1e-10 * upper) << count;
  }
}

// The definition: under the lower end `count` or more has a chance of 0.025, under the upper end `count` or less.
TEST(Intervals, TailsOfSmallCountsByTheSum) {
  const auto at_most = [](int k, double mean) {
    double term = std::exp(-mean), sum = term;
    for (int i = 1; i <= k; ++i) term *= mean / i, sum += term;
    return sum;
  };
  for (int count = 0; count < 40; ++count) {
    const Interval95 told = poisson_interval(count);
    if (count > 0) {
      EXPECT_NEAR(1.0 - at_most(count - 1, told.lower), 0.025, 1e-12) << count;
    }
    EXPECT_NEAR(at_most(count, told.upper), 0.025, 1e-12) << count;
  }
}

TEST(Intervals, GammaShareByTheSum) {
  for (const double x : {0.1, 1.0, 4.5, 30.0}) {
    double term = std::exp(-x), below = 0.0;
    for (int a = 1; a < 60; ++a) {
      below += term, term *= x / a;  // P(Poisson(x) < a)
      EXPECT_NEAR(lower_gamma_share(a, x), 1.0 - below, 1e-13) << a << " " << x;
    }
  }
}

TEST(Intervals, DifferenceIsOddAndAsWideAsItsParts) {
  const Interval95 there = difference_interval(40, 25), back = difference_interval(25, 40);
  EXPECT_DOUBLE_EQ(there.lower, -back.upper);
  EXPECT_DOUBLE_EQ(there.upper, -back.lower);
  const Interval95 alone = difference_interval(12, 0), one = poisson_interval(12);
  EXPECT_DOUBLE_EQ(alone.upper, one.upper);  // the lower end of 0 is 0
  EXPECT_LT(alone.lower, one.lower);
}

// statsmodels 0.14: proportion_confint(..., method="wilson")
TEST(Intervals, WilsonAsStatsmodels) {
  EXPECT_NEAR(wilson_interval(30, 200).lower, 0.10713593562241994, 1e-14);
  EXPECT_NEAR(wilson_interval(30, 200).upper, 0.2060557928416666, 1e-14);
  EXPECT_NEAR(wilson_interval(0, 10).lower, 0.0, 1e-15);
  EXPECT_NEAR(wilson_interval(0, 10).upper, 0.27753279986288926, 1e-14);
  EXPECT_TRUE(std::isnan(wilson_interval(0, 0).lower));
}

// numpy 2: np.percentile([5, 1, 4, 2, 3, 10], [2.5, 97.5])
TEST(Intervals, PercentilesAsNumpy) {
  const Interval95 told = percentile_interval({5, 1, 4, 2, 3, 10});
  EXPECT_NEAR(told.lower, 1.125, 1e-12);
  EXPECT_NEAR(told.upper, 9.375, 1e-12);
  EXPECT_TRUE(std::isnan(percentile_interval({}).lower));
}

}  // namespace
}  // namespace libgrid::hotspot
