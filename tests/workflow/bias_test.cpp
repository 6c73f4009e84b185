#include <libgrid/workflow/bias.hpp>

#include <algorithm>
#include <array>
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
    const KindCounts& first = zone.first_by_kind;
    const double expected = first[0] * zone.visit_factor + first[1] * zone.reporting_factor + first[2] + first[3];
    for (std::size_t k = 0; k < first.size(); ++k) EXPECT_LE(first[k], zone.by_kind[k]);
    EXPECT_NEAR(zone.adjusted, expected, 1e-9);
    EXPECT_GE(zone.reporting_factor, 1.0 / 3.0);
    EXPECT_LE(zone.reporting_factor, 3.0);
    adjusted.push_back(zone.adjusted), km.push_back(zone.zone.kilometres);
  }
  const hotspot::EmpiricalBayes bayes = hotspot::empirical_bayes({adjusted, km});
  for (std::size_t z = 0; z < adjusted.size(); ++z) EXPECT_NEAR(told.layers[1].rate[z], bayes.estimate[z], 1e-9);
}

/// Things that last 20 days and are everywhere alike; West tells of them 0.05 times a day, East 0.15 times.
std::string planted_reports(std::uint64_t seed) {
  const PositionText text;
  const CounterRandom draw(seed, 2);
  ReportRows rows;
  std::uint64_t next = 0;
  const auto unit = [&] { return draw.unit(next++); };
  for (int k = 0; k < 1500; ++k) {
    const double x = 1000.0 * (unit() + k % 2), y = 1000.0 * unit(), start = 1000.0 * unit();
    const double per_day = x < 1000.0 ? 0.05 : 0.15;
    for (double t = -std::log1p(-unit()) / per_day; t < 20.0; t += -std::log1p(-unit()) / per_day)
      rows.add("Pothole", text.degrees({kCorner.x + x, kCorner.y + y}),
               kFirstOpening + Seconds{static_cast<std::int64_t>((start + t) * 86400.0)},
               Seconds{static_cast<std::int64_t>((20.0 - t) * 86400.0)}, "Main St", "Ward 1");
  }
  return rows.text();
}

// Per street km East has three times the reports and half as many incidents again; adjusted, both sides are alike.
TEST(Bias, APlantedDifferenceInReportingIsTakenOut) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  write_file(files.reports, planted_reports(4));
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const BiasRequest request{.rules = {.radius = Metres{8.0}}, .soon = days(20)};
  const BiasAnalysis told = must(analyse_bias(workspace, request, {}));
  ASSERT_TRUE(told.rates_adjusted);
  std::array<double, 2> reports{}, incidents{}, adjusted{}, km{};
  for (const BiasZone& zone : told.zones) {
    Box box;
    for (const Polygon& polygon : zone.zone.shape)
      for (const Xy q : polygon.outer) box.extend(q);
    const bool west = box.max.x<kCorner.x + 1001.0, east = box.min.x> kCorner.x + 999.0;
    if (west == east || box.max.x > kCorner.x + 2001.0) continue;  // on both sides, or with the isle, where nothing is
    reports[east] += zone.reports, adjusted[east] += zone.adjusted, km[east] += zone.zone.kilometres;
    incidents[east] += zone.first_by_kind[3];
  }
  ASSERT_GT(std::min(km[0], km[1]), 3.0);
  const double length = km[1] / km[0];
  EXPECT_NEAR(reports[1] / reports[0] / length, 3.0, 0.3);
  EXPECT_NEAR(incidents[1] / incidents[0] / length, 1.5, 0.15);
  EXPECT_NEAR(adjusted[1] / adjusted[0] / length, 1.0, 0.12);
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
