#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/kaplan_meier.hpp>

namespace libgrid::hotspot {
namespace {

Spell event(std::int64_t t) { return {Seconds{t}, Ending::event}; }
Spell censored(std::int64_t t) { return {Seconds{t}, Ending::censored}; }

TEST(KaplanMeier, SnippetOfTheHeader) {
  std::vector<Spell> spells{{days(3), Ending::event}, {days(12), Ending::censored}};
  Survival at_30 = survival_at(spells, days(30));
  IncidenceInterval shown = incidence_interval(at_30);
  EXPECT_EQ(at_30.cases, 2U);
  EXPECT_EQ(at_30.s, 0.5);
  EXPECT_EQ(at_30.greenwood, 1.0 / (2 * 1));
  EXPECT_EQ(shown.estimate, 0.5);
}

// Freireich et al. 1963, Blood 21:699: weeks of remission, 21 children on 6-mercaptopurine; + is censored. S, standard
// error and log-log interval as tabled in textbooks (four digits).
TEST(KaplanMeier, RemissionTimesOfFreireich) {
  const std::vector<Spell> spells{event(6),     event(6),     event(6),     censored(6), event(7),     censored(9),
                                  event(10),    censored(10), censored(11), event(13),   event(16),    censored(17),
                                  censored(19), censored(20), event(22),    event(23),   censored(25), censored(32),
                                  censored(32), censored(34), censored(35)};
  struct Row {
    std::int64_t week;
    double s, error, lower, upper;
  };
  for (const Row& row :
       {Row{6, .8571, .0764, .6197, .9516}, Row{7, .8067, .0869, .5631, .9228}, Row{10, .7529, .0963, .5032, .8894},
        Row{13, .6902, .1068, .4316, .8491}, Row{16, .6275, .1141, .3675, .8049}, Row{22, .5378, .1282, .2678, .7468},
        Row{23, .4482, .1346, .1881, .6801}, Row{35, .4482, .1346, .1881, .6801}}) {
    SCOPED_TRACE("week " + std::to_string(row.week));
    const Survival survival = survival_at(spells, Seconds{row.week});
    const IncidenceInterval interval = incidence_interval(survival);
    EXPECT_NEAR(survival.s, row.s, 5e-5);
    EXPECT_NEAR(survival.s * std::sqrt(survival.greenwood), row.error, 5e-5);
    EXPECT_NEAR(1 - interval.upper, row.lower, 1e-4);
    EXPECT_NEAR(1 - interval.lower, row.upper, 1e-4);
  }
}

TEST(KaplanMeier, TimesAtTheLimits) {
  struct Row {
    const char* name;
    std::vector<Spell> spells;
    double s;
  };
  for (const Row& row : {Row{"an event exactly at the time counts", {event(30), censored(30)}, 0.5},
                         Row{"an event after it does not", {event(31), censored(31)}, 1.0},
                         Row{"censored at the time of an event: still at risk", {censored(5), event(5)}, 0.5},
                         Row{"censored before it: not at risk", {censored(4), event(5), event(31)}, 0.5},
                         Row{"two events at once", {event(5), event(5), event(31)}, 1.0 / 3},
                         Row{"nobody left", {event(5), event(6)}, 0.0}}) {
    SCOPED_TRACE(row.name);
    EXPECT_DOUBLE_EQ(survival_at(row.spells, Seconds{30}).s, row.s);
  }
}

TEST(KaplanMeier, WhereTheIntervalDoesNotExist) {
  const auto interval = [](const std::vector<Spell>& spells) {
    return incidence_interval(survival_at(spells, Seconds{30}));
  };
  const IncidenceInterval no_event = interval({censored(30), censored(2)});
  EXPECT_EQ(no_event.estimate, 0.0);
  EXPECT_EQ(no_event.lower, 0.0);
  EXPECT_EQ(no_event.upper, 0.0);
  const IncidenceInterval all_events = interval({event(1), event(2)});
  EXPECT_EQ(all_events.estimate, 1.0);
  EXPECT_TRUE(std::isnan(all_events.lower));
  EXPECT_TRUE(std::isnan(all_events.upper));
  const IncidenceInterval no_case = interval({});
  EXPECT_TRUE(std::isnan(no_case.estimate));
  EXPECT_TRUE(std::isnan(no_case.lower));
  EXPECT_TRUE(std::isnan(no_case.upper));
}

std::vector<Spell> random_spells(std::uint64_t seed, bool with_censoring) {
  const CounterRandom draw{seed, 0};
  std::vector<Spell> spells;
  for (std::uint64_t i = 0; i < 40; ++i) {
    const auto t = static_cast<std::int64_t>(1 + draw.below(2 * i, 45));
    spells.push_back(with_censoring && draw.below(2 * i + 1, 3) == 0 ? censored(t) : event(t));
  }
  return spells;
}

TEST(KaplanMeier, WithoutCensoringItIsTheShareOfEvents) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::vector<Spell> spells = random_spells(seed, false);
    const auto events =
        std::count_if(spells.begin(), spells.end(), [](const Spell& s) { return s.length <= Seconds{30}; });
    const Survival survival = survival_at(spells, Seconds{30});
    ASSERT_NEAR(1 - survival.s, static_cast<double>(events) / 40, 1e-14);
    // Greenwood's variance is then that of a binomial share.
    ASSERT_NEAR(survival.s * survival.s * survival.greenwood, survival.s * (1 - survival.s) / 40, 1e-14);
  }
}

/// The product over every second, with the number at risk counted anew.
double survival_by_definition(const std::vector<Spell>& spells, std::int64_t time) {
  double s = 1.0;
  for (std::int64_t t = 1; t <= time; ++t) {
    double at_risk = 0, events = 0;
    for (const Spell& spell : spells) {
      if (spell.length >= Seconds{t}) ++at_risk;
      if (spell.length == Seconds{t} && spell.ending == Ending::event) ++events;
    }
    if (events > 0) s *= 1 - events / at_risk;
  }
  return s;
}

TEST(KaplanMeier, EqualsTheDefinitionInAnyOrder) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<Spell> spells = random_spells(seed, true);
    const Survival survival = survival_at(spells, Seconds{30});
    ASSERT_NEAR(survival.s, survival_by_definition(spells, 30), 1e-14);
    std::reverse(spells.begin(), spells.end());
    std::rotate(spells.begin(), spells.begin() + 13, spells.end());
    ASSERT_EQ(survival_at(spells, Seconds{30}).s, survival.s);
    ASSERT_EQ(survival_at(spells, Seconds{30}).greenwood, survival.greenwood);
  }
}

TEST(KaplanMeier, TheIntervalHoldsTheEstimateAndStaysWithinZeroAndOne) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const IncidenceInterval shown = incidence_interval(survival_at(random_spells(seed, true), Seconds{20}));
    EXPECT_LT(0.0, shown.lower);
    EXPECT_LT(shown.lower, shown.estimate);
    EXPECT_LT(shown.estimate, shown.upper);
    EXPECT_LT(shown.upper, 1.0);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
