#include <string>

#include <gtest/gtest.h>

#include <libgrid/hotspot/detail/nearby_openings.hpp>

#include "report_builder.hpp"

namespace libgrid::hotspot::detail {
namespace {

using namespace libgrid::literals;
using test::report;
using test::report_list;
using test::ReportList;

TEST(NearbyOpenings, SnippetOfTheHeader) {
  const ReportList list = report_list({report("a", 100).at(30, 40), report("a", 90).at(30, 41)});
  const std::size_t category = 0;
  const Xy place{0, 0};
  const LocalTime closed{50};
  NearbyOpenings openings(list.rows, 50_m);
  std::optional<LocalTime> again = openings.earliest({category, place}, /*after=*/closed, /*until=*/closed + days(30));
  EXPECT_EQ(again, LocalTime{100});
}

TEST(NearbyOpenings, FindsAcrossAllEightBucketBorders) {
  for (const double dx : {-50.0, -30.0, 0.0, 30.0, 50.0})
    for (const double dy : {-50.0, -40.0, 0.0, 40.0, 50.0}) {
      SCOPED_TRACE(std::to_string(dx) + ", " + std::to_string(dy));
      const ReportList list = report_list({report("a", 1).at(dx, dy)});
      const bool found = NearbyOpenings(list.rows, 50_m).earliest({0, {0, 0}}, LocalTime{0}, LocalTime{9}).has_value();
      EXPECT_EQ(found, dx * dx + dy * dy <= 2500.0);
    }
}

// The true distance is a hair over 50 m, the rounded one is 50 m: near, and two 50 m squares apart.
TEST(NearbyOpenings, FindsWhatOnlyRoundingBringsNear) {
  const ReportList list = report_list({report("a", 1).at(50.0, 0.0)});
  const Xy place{-1e-20, 0.0};
  ASSERT_TRUE(near(place, {50.0, 0.0}, 50_m));
  EXPECT_TRUE(NearbyOpenings(list.rows, 50_m).earliest({0, place}, LocalTime{0}, LocalTime{9}));
}

TEST(NearbyOpenings, TakesTheEarliestOfAllBuckets) {
  const ReportList list =
      report_list({report("a", 30).at(-49, 0), report("a", 20).at(0, -49), report("a", 10).at(49, 0),
                   report("a", 5).at(49, 49), report("b", 6).at(0, 0), report("a", 7).nowhere()});
  const NearbyOpenings openings(list.rows, 50_m);
  EXPECT_EQ(openings.earliest({0, {0, 0}}, LocalTime{0}, LocalTime{99}), LocalTime{10});
  EXPECT_EQ(openings.earliest({0, {0, 0}}, LocalTime{10}, LocalTime{99}), LocalTime{20});
  EXPECT_EQ(openings.earliest({0, {0, 0}}, LocalTime{20}, LocalTime{29}), std::nullopt);
}

}  // namespace
}  // namespace libgrid::hotspot::detail
