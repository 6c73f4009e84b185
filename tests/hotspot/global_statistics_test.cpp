#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/global_statistics.hpp>

#include "statistics_sets.hpp"

namespace libgrid::hotspot {
namespace {

// Printed by spdep 1.2-7 on spData's columbus (moran.test, geary.test, globalG.test, joincount.multi).
TEST(GlobalStatistics, ColumbusAsSpdep) {
  const std::vector<double> crime = test::number_column("columbus", 0);
  const Weights binary = test::listed_weights("columbus_links", 49), rows = coded(binary, Coding::row_standardised);
  const GlobalStatistic moran = moran_i(rows, crime);
  EXPECT_NEAR(moran.statistic, 0.48577091366177, 1e-13);
  EXPECT_NEAR(moran.expectation, -0.02083333333333, 1e-13);
  EXPECT_NEAR(moran.variance, 0.00899112132178, 1e-13);
  EXPECT_NEAR(moran.z, 5.34271363941, 1e-11);
  const GlobalStatistic geary = geary_c(rows, crime);
  EXPECT_NEAR(geary.statistic, 0.54780337716725, 1e-13);
  EXPECT_NEAR(geary.variance, 0.00980410787039, 1e-13);
  const GlobalStatistic general = general_g(binary, crime);
  EXPECT_NEAR(general.statistic, 0.122724245, 1e-9);
  EXPECT_NEAR(general.expectation, 0.0977891156463, 1e-12);
  EXPECT_NEAR(general.variance, 3.38397155846e-5, 1e-15);
}

TEST(GlobalStatistics, AfricanConflictAndSids) {
  const std::vector<double> totcon = test::number_column("afcon", 1);
  const Weights weights = coded(test::listed_weights("afcon_links", totcon.size()), Coding::row_standardised);
  EXPECT_NEAR(moran_i(weights, totcon).statistic, 0.4167956319437, 1e-12);
  EXPECT_NEAR(moran_i(weights, totcon).variance, 0.0102935774196, 1e-12);
}

TEST(GlobalStatistics, JoinCountsOfColumbusAsSpdep) {
  std::vector<std::size_t> classes;
  for (const double crime : test::number_column("columbus", 0)) classes.push_back(crime > 35.0 ? 1 : 0);
  const std::vector<JoinCount> joins = join_counts(test::listed_weights("columbus_links", 49), classes, 2);
  ASSERT_EQ(joins.size(), 3U);
  EXPECT_EQ(joins[0].statistic, 34.0);
  EXPECT_NEAR(joins[0].expectation, 29.33673469, 1e-8);
  EXPECT_NEAR(joins[0].variance, 18.63845516, 1e-8);
  EXPECT_EQ(joins[1].statistic, 29.0);
  EXPECT_NEAR(joins[1].expectation, 58.67346939, 1e-8);
  EXPECT_NEAR(joins[1].variance, 26.04101128, 1e-8);
  EXPECT_EQ(joins[2].statistic, 52.0);
  EXPECT_NEAR(joins[2].variance, 17.64839783, 1e-8);
  EXPECT_NEAR(joins[2].z, 5.953393556, 1e-8);
}

/// Expectation and variance over all orders of the values; unsymmetric weights on purpose.
TEST(GlobalStatistics, MomentsAreThoseOfAllPermutations) {
  const Weights weights = weights_from_links(
      6, {{0, 1, 2.0}, {0, 3, 0.5}, {1, 4, 1.0}, {2, 0, 1.0}, {3, 2, 0.7}, {4, 5, 1.5}, {5, 0, 1.0}});
  std::vector<double> values{1, 2, 4, 7, 11, 16};
  const GlobalStatistic moran = moran_i(weights, values), geary = geary_c(weights, values),
                        general = general_g(weights, values);
  std::vector<std::vector<double>> all(3);
  do {
    all[0].push_back(moran_i(weights, values).statistic);
    all[1].push_back(geary_c(weights, values).statistic);
    all[2].push_back(general_g(weights, values).statistic);
  } while (std::next_permutation(values.begin(), values.end()));
  const std::vector<GlobalStatistic> got{moran, geary, general};
  for (std::size_t k = 0; k < 3; ++k) {
    const double mean = std::accumulate(all[k].begin(), all[k].end(), 0.0) / 720.0;
    double variance = 0.0;
    for (const double v : all[k]) variance += (v - mean) * (v - mean) / 720.0;
    EXPECT_NEAR(got[k].expectation, mean, 1e-10) << k;
    EXPECT_NEAR(got[k].variance, variance, 1e-10) << k;
  }
}

}  // namespace
}  // namespace libgrid::hotspot
