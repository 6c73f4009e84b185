#include <libgrid/workflow/detail/campaign_matching.hpp>

#include <cmath>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const detail::CampaignSpan kBefore{*parse_local_time("2015-01-11T00:00:00"), *parse_local_time("2015-02-10T00:00:00")};

TEST(CampaignMatching, FeaturesAreThoseOfTheCounts) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::ZoneFeatures found =
      must(detail::zone_features(finished_workspace(), all, kBefore, {.rebound_share = false}));
  EXPECT_EQ(found.names, (std::vector<std::string>{"level", "trend"}));
  EXPECT_EQ(found.bins.count, 4U);  // 30 days: four weeks that end with it
  EXPECT_DOUBLE_EQ(found.step(), 7.0 / 30.0);
  const std::vector<double> counts = detail::counts_between(all, kBefore.from, kBefore.to);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double* bin = found.counts.data() + 4 * i;
    EXPECT_DOUBLE_EQ(found.values[2 * i], std::log1p(counts[i]));
    // about the middle: times -1.5, -.5, .5, 1.5 with squares 5
    EXPECT_NEAR(found.values[2 * i + 1], (1.5 * (bin[3] - bin[0]) + 0.5 * (bin[2] - bin[1])) / 5.0 * 30.0 / 7.0, 1e-12);
  }
}

TEST(CampaignMatching, StreetKilometresAreTheExposure) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::ZoneFeatures plain =
      must(detail::zone_features(finished_workspace(), all, kBefore, {.rebound_share = false}));
  const detail::ZoneFeatures found =
      must(detail::zone_features(finished_workspace(), all, kBefore, {.per_street_km = true, .rebound_share = false}));
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_GT(all.kilometres[i], 0.0);
    EXPECT_NEAR(std::expm1(found.values[2 * i]) * all.kilometres[i], std::expm1(plain.values[2 * i]), 1e-9);
    EXPECT_NEAR(found.values[2 * i + 1] * all.kilometres[i], plain.values[2 * i + 1], 1e-9);
  }
  detail::ZoneSeries of_file = all;
  of_file.kilometres.clear();
  EXPECT_EQ(detail::zone_features(finished_workspace(), of_file, kBefore, {.per_street_km = true}).error().code,
            ErrorCode::parameter_invalid);
}

// The third feature by its definition, from the links and the zones' shapes one by one.
TEST(CampaignMatching, TheReboundShareIsThatOfCasesSettledBefore) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::ZoneFeatures found = must(detail::zone_features(finished_workspace(), all, kBefore, {}));
  ASSERT_EQ(found.names, (std::vector<std::string>{"level", "trend", "rebound_share"}));
  const ReboundAnalysis analysis =
      must(analyse_rebound(finished_workspace(), {.distance = hotspot::DistanceKind::plane}, {}));
  const hotspot::ForestShape shape = hotspot::shape_of(analysis.cases, analysis.forest);
  std::vector<double> settled(all.size(), 0.0), back(all.size(), 0.0);
  double every = 0.0, every_back = 0.0;
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const hotspot::ForestCase& c = analysis.cases[i];
    if (!c.has_place || !c.closed || *c.closed < c.opened || *c.closed < kBefore.from || *c.closed >= kBefore.to)
      continue;
    for (std::size_t z = 0; z < all.size(); ++z) {
      if (locate(all.shapes[z], c.at) == Location::outside) continue;
      const bool came = shape.first[i] && *c.closed + *shape.first[i] < kBefore.to;
      settled[z] += 1.0, every += 1.0, back[z] += came ? 1.0 : 0.0, every_back += came ? 1.0 : 0.0;
      break;
    }
  }
  ASSERT_GT(every_back, 0.0);
  for (std::size_t z = 0; z < all.size(); ++z)
    EXPECT_NEAR(found.values[3 * z + 2], (back[z] + 5.0 * every_back / every) / (settled[z] + 5.0), 1e-12);
}

// Three features by zone; zone 0 is treated; 2 is like it in all, 1 in the level only.
TEST(CampaignMatching, TheMatchIsZonesAndItsBalance) {
  const detail::ZoneFeatures before{
      .names = {"level", "trend"}, .values = {3.0, 1.0, 3.0, -4.0, 2.9, 1.0, 7.0, 5.0}, .bins = {}, .counts = {}};
  const detail::CampaignMatch match = detail::matched(before, {0}, {1, 2, 3}, 1);
  EXPECT_EQ(match.controls, (std::vector<std::size_t>{2}));
  EXPECT_NEAR(match.balance[0].treated - match.balance[0].controls, 0.1, 1e-12);
  EXPECT_EQ(match.balance[1].after, 0.0);
  EXPECT_TRUE(detail::matched(before, {}, {1}, 1).controls.empty());
  EXPECT_EQ(detail::rows_of(before.values, 2, {3, 0}), (std::vector<double>{7.0, 5.0, 3.0, 1.0}));
}

}  // namespace
}  // namespace libgrid::workflow::test
