#include <libgrid/workflow/bias.hpp>

#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/hotspot/rates.hpp>

#include "tests/workflow/bias_files.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(Bias, SharesAddUpInEveryGroup) {
  const TinyFolder folder;
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), {.sources = write_sources(folder.path())}, {}));
  std::map<std::pair<std::string, std::string>, double> sum, of;
  for (const SourceCount& source : told.sources) {
    const std::pair group{source.grouping, source.grouping == "source" ? "" : source.name};
    sum[group] += source.reports, of[group] = source.of;
  }
  for (const auto& [group, n] : sum) EXPECT_EQ(n, of.at(group)) << group.first << " " << group.second;
  EXPECT_EQ(of.at({"all", "all"}), static_cast<double>(told.reports));
  double placed = 0.0;
  for (const BiasZone& zone : told.zones) placed += zone.reports;
  EXPECT_EQ(placed, static_cast<double>(told.placed));
  EXPECT_EQ(told.layers.size(), 3U);
}

// The adjusted reports are what the formula says, from the factors in the same row.
TEST(Bias, AdjustedReportsFollowFromTheFactors) {
  const TinyFolder folder;
  const BiasRequest request{.sources = write_sources(folder.path()), .visits = write_visits(folder.path())};
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), request, {}));
  std::vector<double> adjusted, km;
  for (const BiasZone& zone : told.zones) {
    const double expected = zone.by_kind[0] * zone.visit_factor + zone.by_kind[1] * zone.reporting_factor +
                            zone.by_kind[2] + zone.by_kind[3];
    EXPECT_NEAR(zone.adjusted, expected, 1e-9);
    EXPECT_GE(zone.reporting_factor, 1.0 / 3.0);
    EXPECT_LE(zone.reporting_factor, 3.0);
    adjusted.push_back(zone.adjusted), km.push_back(zone.zone.kilometres);
  }
  const hotspot::EmpiricalBayes bayes = hotspot::empirical_bayes({adjusted, km});
  for (std::size_t z = 0; z < adjusted.size(); ++z) EXPECT_NEAR(told.layers[1].rate[z], bayes.estimate[z], 1e-9);
}

TEST(Bias, WithoutSourcesThereIsNoPublicLayerAndAllReportsCountAsLaterOnes) {
  const TinyFolder folder;
  const BiasAnalysis plain = must(analyse_bias(finished_workspace(), {}, {}));
  const BiasAnalysis split = must(analyse_bias(finished_workspace(), {.sources = write_sources(folder.path())}, {}));
  EXPECT_EQ(plain.layers.size(), 2U);
  EXPECT_TRUE(plain.sources.empty());
  EXPECT_EQ(plain.rates.front().rate.incidents, split.rates.front().rate.incidents);
  EXPECT_GT(plain.rates.front().rate.later, split.rates.front().rate.later);
  EXPECT_EQ(plain.layers[0].z, split.layers[0].z);
}

TEST(Bias, SenselessParametersAreRefused) {
  const auto refused = analyse_bias(finished_workspace(), {.rules = {.radius = Metres{0.0}}}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
