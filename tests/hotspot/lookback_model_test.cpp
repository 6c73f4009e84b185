#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/lookback_model.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::int64_t kDay = 86'400;

ForestCase site_case(std::int64_t id, double x, double opened, double closed) {
  ForestCase c{.id = id};
  c.opened = LocalTime{static_cast<std::int64_t>(opened * kDay)};
  c.closed = LocalTime{static_cast<std::int64_t>(closed * kDay)};
  c.at = {x, 0.0};
  return c;
}

/// 40 sites: the first ten come back every five days, the others were seen once.
std::vector<ForestCase> two_kinds() {
  std::vector<ForestCase> cases;
  for (int site = 0; site < 40; ++site)
    for (int k = 0; k < (site < 10 ? 18 : 1); ++k) {
      const double opened = (site < 10 ? 5.0 * k : 60.0 + site / 2.0) + 0.01 * site;
      cases.push_back(site_case(std::ssize(cases) + 1, 1000.0 * site, opened, opened + 1.0));
    }
  return cases;
}

TEST(LookBackModel, CandidatesAreSettledQuietAndRecent) {
  const std::vector<ForestCase> cases{site_case(1, 0, 0, 1), site_case(2, 0, 5, 6), site_case(3, 500, 2, 3),
                                      site_case(4, 900, 1, 200), site_case(5, 2000, 50, 51)};
  const LookBackRules rules{.history = days(30)};
  EXPECT_EQ(lookback_candidates(cases, LocalTime{20 * kDay}, rules), (std::vector<std::size_t>{2, 1}));
  EXPECT_EQ(lookback_candidates(cases, LocalTime{60 * kDay}, rules), (std::vector<std::size_t>{4}));
}

TEST(LookBackModel, PlacesThatCameBackOftenAreLikelier) {
  const std::vector<ForestCase> cases = two_kinds();
  const LocalTime day{86 * kDay + kDay / 2};
  const LookBackRules rules{.window = days(60)};
  const std::vector<std::size_t> candidates = lookback_candidates(cases, day, rules);
  const std::vector<double> p = rebound_probability(cases, candidates, day, rules);
  double least_often = 1.0, most_seldom = 0.0;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    EXPECT_GE(p[k], 0.0);
    EXPECT_LE(p[k], 1.0);
    if (cases[candidates[k]].at.x < 10'000.0)
      least_often = std::min(least_often, p[k]);
    else
      most_seldom = std::max(most_seldom, p[k]);
  }
  EXPECT_GT(least_often, 2.0 * most_seldom);
}

TEST(LookBackModel, TheFutureIsNotLookedAt) {
  std::vector<ForestCase> cases = two_kinds();
  const LocalTime day{50 * kDay};
  const std::vector<std::size_t> candidates = lookback_candidates(cases, day, {});
  const std::vector<double> p = rebound_probability(cases, candidates, day, {});
  std::vector<ForestCase> known;
  for (const ForestCase& c : cases)
    if (c.opened < day) {
      known.push_back(c);
      if (*c.closed >= day) known.back().closed.reset();
    }
  const std::vector<std::size_t> again = lookback_candidates(known, day, {});
  ASSERT_EQ(again.size(), candidates.size());
  const std::vector<double> q = rebound_probability(known, again, day, {});
  for (std::size_t k = 0; k < p.size(); ++k) {
    EXPECT_EQ(known[again[k]].id, cases[candidates[k]].id);
    EXPECT_DOUBLE_EQ(q[k], p[k]);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
