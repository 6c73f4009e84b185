#include <libgrid/hotspot/engineering_fixes.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kProblem = 0, kWorks = 1;

/// Days of a site: settled, and after so many days a report again or works finished; 0: never.
struct Site {
  std::int64_t settled, back, fix;
};
constexpr std::array<Site, 24> kSites{{{1, 3, 0},   {2, 0, 6},   {4, 9, 4},   {5, 0, 0},    {7, 0, 31}, {8, 12, 0},
                                       {10, 0, 9},  {11, 5, 0},  {13, 0, 0},  {15, 30, 14}, {17, 0, 2}, {20, 7, 0},
                                       {22, 0, 17}, {25, 21, 0}, {28, 5, 5},  {31, 0, 29},  {33, 2, 0}, {36, 0, 9},
                                       {40, 9, 20}, {44, 0, 0},  {47, 11, 0}, {50, 0, 8},   {54, 3, 5}, {58, 0, 0}}};

struct Watched {
  std::vector<ForestCase> cases;
  std::vector<FixKind> kinds;
};

/// Sites 1 km from each other; reports of the rebound stay open, works lie 20 m away and are of their own category.
Watched watched_sites() {
  Watched all;
  std::int64_t id = 0;
  const auto add = [&](std::size_t category, double x, double opened, std::optional<double> closed, FixKind kind) {
    ForestCase c{.id = ++id, .category = category, .opened = {}, .closed = {}, .at = {x, 0.0}};
    c.opened = LocalTime{static_cast<std::int64_t>(opened * kDay)};
    if (closed) c.closed = LocalTime{static_cast<std::int64_t>(*closed * kDay)};
    all.cases.push_back(c), all.kinds.push_back(kind);
  };
  for (std::size_t k = 0; k < kSites.size(); ++k) {
    const double x = 1000.0 * static_cast<double>(k), settled = static_cast<double>(kSites[k].settled);
    add(kProblem, x, settled - 0.5, settled, FixKind::none);
    if (kSites[k].back > 0) add(kProblem, x, settled + static_cast<double>(kSites[k].back), {}, FixKind::none);
    if (kSites[k].fix > 0) {
      const double fixed = settled + static_cast<double>(kSites[k].fix);
      add(kWorks, x + 20.0, fixed - 1.0, fixed, FixKind::any_category);
    }
  }
  return all;
}

CompetingCurve curve_of(const Watched& all, const ForestRules& rules, LocalTime last) {
  const auto first = first_fixes(all.cases, all.kinds, rules.radius);
  const std::vector<std::size_t> of(all.cases.size(), 0);
  return competing_curves(all.cases, rebound_forest(all.cases, rules), {all.kinds, first}, {of, 1}, {last, rules})
      .at(0);
}

// R 4, survival 3.5.3: time and cause of each site by the definitions, then
// summary(survfit(Surv(time, factor(cause, 0:2)) ~ 1), times = c(5, 10, 20, 30))$pstate
// and 1 - summary(survfit(Surv(time, cause == 1) ~ 1), times = c(5, 10, 20, 30))$surv
TEST(EngineeringFixes, AalenJohansenAsRSurvival) {
  const CompetingCurve curve = curve_of(watched_sites(), {}, LocalTime{60 * kDay});
  EXPECT_EQ(curve.watched, 24);
  EXPECT_EQ(curve.rebounds, 10);
  EXPECT_EQ(curve.fixes, 9);
  const std::array<std::array<double, 5>, 4> printed{
      {{5, 0.69841269841269837, 0.21626984126984125, 0.08531746031746032, 0.22927689594356260},
       {10, 0.43650793650793657, 0.30357142857142855, 0.25992063492063494, 0.33599240265906927},
       {20, 0.25462962962962965, 0.39087301587301587, 0.35449735449735453, 0.46879392212725546},
       {30, 0.15277777777777779, 0.44179894179894180, 0.40542328042328046, 0.57503513770181437}}};
  for (const auto& [day, quiet, rebound, fix, alone] : printed) {
    const Incidence at = incidence_at(curve, days(static_cast<std::int64_t>(day)));
    EXPECT_NEAR(at.quiet, quiet, 1e-14) << day;
    EXPECT_NEAR(at.rebound, rebound, 1e-14) << day;
    EXPECT_NEAR(at.fix, fix, 1e-14) << day;
    EXPECT_NEAR(at.alone, alone, 1e-14) << day;
  }
}

TEST(EngineeringFixes, ACaseThatWasSettledByAFixEndsAtOnceAndEndsOnlyItsOwnCategory) {
  const auto at_day = [](std::int64_t day) { return LocalTime{day * kDay}; };
  const std::vector<ForestCase> cases{
      {.id = 1, .category = 0, .opened = at_day(1), .closed = at_day(2), .at = {0.0, 0.0}},
      {.id = 2, .category = 0, .opened = at_day(4), .closed = at_day(5), .at = {30.0, 0.0}},
      {.id = 3, .category = 1, .opened = at_day(1), .closed = at_day(2), .at = {30.0, 0.0}},
      {.id = 4, .category = 0, .opened = at_day(1), .closed = at_day(6), .at = {40.0, 0.0}}};
  const std::vector<FixKind> kinds{FixKind::none, FixKind::own_category, FixKind::none, FixKind::none};
  const auto first = first_fixes(cases, kinds, Metres{50.0});
  EXPECT_EQ(first[0], std::optional(days(3)));
  EXPECT_EQ(first[1], std::optional(days(0)));
  EXPECT_EQ(first[2], std::nullopt) << "another category";
  EXPECT_EQ(first[3], std::nullopt) << "settled after the fix";
}

// Four cases: one mended at once, S = 3/4; one of the other three comes back on day 2: F = 3/4 x 1/3.
TEST(EngineeringFixes, WhoIsMendedAtOnceWasAtRiskWithAllOthers) {
  const auto at_day = [](std::int64_t day) { return LocalTime{day * kDay}; };
  Watched all;
  for (std::int64_t k = 0; k < 4; ++k) {
    ForestCase c{.id = k + 1, .category = 0, .opened = at_day(0), .closed = at_day(1)};
    c.at = {1000.0 * static_cast<double>(k), 0.0};
    all.cases.push_back(c), all.kinds.push_back(k == 3 ? FixKind::own_category : FixKind::none);
  }
  all.cases.push_back({.id = 5, .category = 0, .opened = at_day(3), .closed = {}, .at = {0.0, 0.0}});
  all.kinds.push_back(FixKind::none);
  const CompetingCurve curve = curve_of(all, {}, at_day(60));
  EXPECT_NEAR(incidence_at(curve, days(0)).fix, 0.25, 1e-15);
  const Incidence later = incidence_at(curve, days(10));
  EXPECT_NEAR(later.rebound, 0.25, 1e-15);
  EXPECT_NEAR(later.fix, 0.25, 1e-15);
  EXPECT_NEAR(later.quiet, 0.5, 1e-15);
  EXPECT_NEAR(later.alone, 1.0 / 3.0, 1e-15);
}

// Twin: every pair, by the definition; and the shares of a curve add up to 1 at any time.
TEST(EngineeringFixes, EqualEveryPairLookedAt) {
  constexpr std::uint64_t kSeed = 7301;
  const CounterRandom random(kSeed, 1);
  Watched all;
  for (std::uint64_t k = 0; k < 400; ++k) {
    const auto draw = [&](std::uint64_t j, std::uint64_t below) { return random.below(8 * k + j, below); };
    ForestCase c{.id = static_cast<std::int64_t>(k) + 1, .category = draw(0, 3), .opened = {}, .closed = {}};
    c.at = {static_cast<double>(draw(1, 400)), static_cast<double>(draw(2, 400))};
    c.opened = LocalTime{static_cast<std::int64_t>(draw(3, 100)) * kDay};
    if (draw(4, 5) > 0) c.closed = c.opened + days(static_cast<std::int64_t>(draw(5, 9)) - 1);
    c.has_place = draw(6, 10) > 0;
    all.cases.push_back(c);
    all.kinds.push_back(static_cast<FixKind>(std::max<std::int64_t>(0, static_cast<std::int64_t>(draw(7, 12)) - 9)));
  }
  const auto settled = [&](std::size_t i) {
    const ForestCase& c = all.cases[i];
    return c.has_place && c.closed && *c.closed >= c.opened;
  };
  const auto first = first_fixes(all.cases, all.kinds, Metres{60.0});
  for (std::size_t i = 0; i < all.cases.size(); ++i) {
    std::optional<Seconds> least;
    for (std::size_t j = 0; j < all.cases.size(); ++j) {
      const ForestCase &a = all.cases[i], &b = all.cases[j];
      if (!settled(i) || !settled(j) || all.kinds[j] == FixKind::none || distance(a.at, b.at).value > 60.0) continue;
      if (all.kinds[j] == FixKind::own_category && a.category != b.category) continue;
      if (*b.closed >= *a.closed && (!least || *b.closed - *a.closed < *least)) least = *b.closed - *a.closed;
    }
    ASSERT_EQ(first[i], least) << "seed " << kSeed << ", case " << i;
  }
  const CompetingCurve curve = curve_of(all, {.radius = Metres{60.0}}, LocalTime{100 * kDay});
  ASSERT_GT(curve.rebounds * curve.fixes, 0);
  for (std::int64_t day = 0; day <= 30; ++day) {
    const Incidence at = incidence_at(curve, days(day));
    EXPECT_NEAR(at.rebound + at.fix + at.quiet, 1.0, 1e-12);
    EXPECT_LE(at.rebound, at.alone + 1e-12) << "seed " << kSeed << ", day " << day;
  }
}

TEST(EngineeringFixes, NothingWatched) {
  const CompetingCurve none = curve_of({}, {}, LocalTime{0});
  EXPECT_EQ(none.watched, 0);
  EXPECT_TRUE(std::isnan(incidence_at(none, days(30)).rebound));
}

}  // namespace
}  // namespace libgrid::hotspot
