#include <libgrid/workflow/detail/campaign_sides.hpp>

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

using detail::ZoneRole;

CampaignRequest request_of(std::vector<std::string> zones) {
  return {.zones = std::move(zones),
          .from = *parse_local_time("2015-02-10T00:00:00"),
          .to = *parse_local_time("2015-03-12T00:00:00")};
}

TEST(CampaignSides, RolesAreDisjointAndTheRingTouches) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::CampaignSides sides = must(detail::campaign_sides(finished_workspace(), request_of({all.codes[0]})));
  EXPECT_EQ(sides.role[0], ZoneRole::treated);
  EXPECT_EQ(std::ranges::count(sides.role, ZoneRole::treated), 1);
  EXPECT_GE(std::ranges::count(sides.role, ZoneRole::ring), 1);
  EXPECT_LE(std::ranges::count(sides.role, ZoneRole::control), 2);
  const hotspot::Weights neighbours = detail::border_neighbours(sides.series);
  for (const std::uint32_t j : neighbours.neighbours(0)) EXPECT_EQ(sides.role[j], ZoneRole::ring);
  EXPECT_EQ(to_text(sides.before.from), "2015-01-11T00:00:00");
  EXPECT_FALSE(sides.short_before);
}

TEST(CampaignSides, CountsAreThoseOfTheSpans) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::CampaignSides sides = must(detail::campaign_sides(finished_workspace(), request_of({all.uppers[0]})));
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(sides.role[i] == ZoneRole::treated, all.uppers[i] == all.uppers[0]);
  double during = 0.0;
  for (const hotspot::ZonePeriods& z : sides.counts) during += z.during;
  const std::vector<double> counted = detail::counts_between(all, sides.during.from, sides.during.to);
  EXPECT_EQ(during, std::accumulate(counted.begin(), counted.end(), 0.0));
  double halves = 0.0, before = 0.0, treated_during = 0.0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    halves += sides.counts_before[i].before + sides.counts_before[i].during, before += sides.counts[i].before;
    treated_during += sides.role[i] == ZoneRole::treated ? sides.counts[i].during : 0.0;
  }
  EXPECT_EQ(halves, before);
  const std::vector<std::int64_t> daily =
      detail::daily_counts(sides.series, sides.role, sides.during.from, sides.during.to);
  EXPECT_EQ(daily.size(), 30U);
  EXPECT_EQ(static_cast<double>(std::accumulate(daily.begin(), daily.end(), std::int64_t{0})), treated_during);
}

TEST(CampaignSides, UnknownZonesAndTimesWithoutDataAreRefused) {
  EXPECT_EQ(detail::campaign_sides(finished_workspace(), request_of({"nowhere"})).error().code, ErrorCode::not_found);
  CampaignRequest later = request_of({});
  later.from = later.from + days(4000), later.to = later.to + days(4000);
  EXPECT_EQ(detail::campaign_sides(finished_workspace(), later).error().code, ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
