#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/chronic.hpp>

namespace libgrid::hotspot {
namespace {

ForestCase at_place(std::int64_t id, double x, std::int64_t opened, std::int64_t closed) {
  ForestCase c{.id = id};
  c.opened = LocalTime{opened * 86'400}, c.closed = LocalTime{closed * 86'400}, c.at = {x, 0.0};
  return c;
}

TEST(ChronicSites, ARowOfCasesDoesNotChain) {
  std::vector<ForestCase> cases;
  for (std::int64_t k = 0; k < 10; ++k) cases.push_back(at_place(k + 1, 40.0 * static_cast<double>(k), k, k + 1));
  const std::vector<std::size_t> site = site_of(cases, Metres{50.0});
  for (std::size_t a = 0; a < cases.size(); ++a)
    for (std::size_t b = 0; b < cases.size(); ++b)
      if (site[a] == site[b]) {
        EXPECT_LE(distance(cases[a].at, cases[b].at).value, 100.0);
      }
  EXPECT_NE(site[0], site[9]);
}

/// The definition, slowly: of all pairs of groups the one with the smallest diameter, again and again.
TEST(ChronicSites, SitesAreCompleteLinkageInAnyOrder) {
  const CounterRandom random(11, 0);
  std::vector<ForestCase> cases;
  for (std::size_t i = 0; i < 60; ++i) {
    ForestCase c{.id = static_cast<std::int64_t>(100 - i)};
    c.at = {random.unit(2 * i) * 300.0, random.unit(2 * i + 1) * 300.0};
    cases.push_back(c);
  }
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < cases.size(); ++i) groups.push_back({i});
  for (;;) {
    double least = 100.0;
    std::size_t first = 0, second = 0;
    for (std::size_t a = 0; a < groups.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) {
        double diameter = 0.0;
        for (const std::size_t i : groups[a])
          for (const std::size_t j : groups[b]) diameter = std::max(diameter, distance(cases[i].at, cases[j].at).value);
        if (diameter <= least) least = diameter, first = b, second = a;
      }
    if (first == second) break;
    groups[first].insert(groups[first].end(), groups[second].begin(), groups[second].end());
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
  }
  const std::vector<std::size_t> site = site_of(cases, Metres{50.0});
  for (const auto& group : groups)
    for (const std::size_t i : group) EXPECT_EQ(site[i], site[group.front()]);
  std::vector<std::size_t> distinct = site;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  EXPECT_EQ(distinct.size(), groups.size());
}

TEST(ChronicSites, ComesBackThreeTimesOrStaysOpen) {
  std::vector<ForestCase> cases;
  for (std::int64_t k = 0; k < 4; ++k) cases.push_back(at_place(k + 1, 0.0, 10 * k, 10 * k + 1));  // three rebounds
  cases.push_back(at_place(5, 900.0, 0, 1));
  cases.push_back(at_place(6, 1800.0, 0, 400));  // open for long
  const std::vector<ChronicSite> sites =
      chronic_sites(cases, rebound_forest(cases, {}), {.until = LocalTime{200 * 86'400}});
  ASSERT_EQ(sites.size(), 2U);
  EXPECT_TRUE(sites[0].comes_back);
  EXPECT_EQ(sites[0].rebounds, 3);
  EXPECT_EQ(sites[0].cases.size(), 4U);
  EXPECT_TRUE(sites[1].stays_open);
  EXPECT_FALSE(sites[1].comes_back);
}

}  // namespace
}  // namespace libgrid::hotspot
