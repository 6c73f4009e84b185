#include <libgrid/workflow/detail/bias_visits.hpp>

#include <cmath>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/bias_input.hpp>

#include "tests/workflow/bias_files.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(BiasVisits, EveryLevelHasItsVisitsAndTheSameFinds) {
  const TinyFolder folder;
  const BiasRequest request{.sources = write_sources(folder.path()), .visits = write_visits(folder.path(), true)};
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), request, {}));
  ASSERT_EQ(told.levels.size(), 2U);
  const auto lower = static_cast<double>(told.zones.size());
  EXPECT_EQ(told.levels[1].visits, 10.0 * lower * (lower - 1.0) / 2.0);
  std::array<double, 2> found{}, reports{};
  for (const VisitedZone& zone : told.visited) {
    found[static_cast<std::size_t>(zone.level - 1)] += zone.found;
    reports[static_cast<std::size_t>(zone.level - 1)] += zone.reports;
    EXPECT_EQ(zone.days_visited, zone.visits > 0.0 ? 10 : 0);
    EXPECT_EQ(zone.hours, zone.level == 1 ? 20.0 : 5.0);
    EXPECT_EQ(std::isnan(zone.lower), zone.visits == 0.0);
    if (zone.visits > 0.0) {
      EXPECT_LE(zone.lower, zone.found / zone.visits);
      EXPECT_GE(zone.upper, zone.found / zone.visits);
    }
  }
  EXPECT_EQ(found[0], found[1]);
  EXPECT_EQ(reports[0], reports[1]);
  EXPECT_GT(found[0], 0.0);
  EXPECT_TRUE(told.has_hours);
}

TEST(BiasVisits, VisitsElsewhereAndRowsThatAreNoneAreTold) {
  const TinyFolder folder;
  write_file(folder.path() / "visits.csv", "zone,level,day,visits\nNowhere,2,2015-02-01,7\nTIN-01,1,today,1\n");
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), {.visits = folder.path() / "visits.csv"}, {}));
  const auto tells = [&](const std::string& words) {
    return std::ranges::any_of(told.findings, [&](const std::string& f) { return f.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(tells("7 visits are to zones that are not among plan 1"));
  EXPECT_TRUE(tells("不在所用网格中（方案第 1 版（自 "));
  EXPECT_EQ(detail::origin_in_chinese("zones.geojson"), "zones.geojson");
  EXPECT_TRUE(tells("today"));
  EXPECT_FALSE(told.visits_adjusted);
}

}  // namespace
}  // namespace libgrid::workflow::test
