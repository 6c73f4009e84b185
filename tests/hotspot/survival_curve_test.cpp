#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/kaplan_meier.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

namespace libgrid::hotspot {
namespace {

/// Freireich 1963, 6-MP arm, as in every textbook: 21 patients, 9 relapses.
std::vector<Subject> six_mp() {
  std::vector<Subject> subjects;
  for (const std::int64_t t : {6, 6, 6, 7, 10, 13, 16, 22, 23}) subjects.push_back({.exit = t, .cause = 1});
  for (const std::int64_t t : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) subjects.push_back({.exit = t});
  return subjects;
}

// S: .8571 .8067 .7529 .6902 .6275 .5378 .4482; se at 6 .0764, at 23 .1346 (Kalbfleisch & Prentice).
TEST(SurvivalCurve, KaplanMeierOfTheTextbook) {
  const SurvivalCurve curve = survival_curve(six_mp());
  ASSERT_EQ(curve.points.size(), 7U);
  const std::vector<double> survival{0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482};
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(curve.points[i].survival, survival[i], 5e-5);
  EXPECT_NEAR(curve.points[0].survival * std::sqrt(curve.points[0].greenwood), 0.0764, 5e-5);
  EXPECT_NEAR(curve.points[6].survival * std::sqrt(curve.points[6].greenwood), 0.1346, 5e-5);
  EXPECT_NEAR(curve.points[1].hazard, 3.0 / 21.0 + 1.0 / 17.0, 1e-15);
  EXPECT_NEAR(curve.points[1].hazard_variance, 3.0 / 441.0 + 1.0 / 289.0, 1e-15);
  EXPECT_EQ(point_at(curve, 5).survival, 1.0);
  EXPECT_EQ(point_at(curve, 12).survival, curve.points[2].survival);
  EXPECT_NEAR(coming_risk(curve, 6, 1), 1.0 / 17.0, 1e-12);
}

TEST(SurvivalCurve, ColumnsSubjectsAndTheOneTimeFunctionAgree) {
  const CounterRandom random(31, 0);
  for (const std::uint64_t range : {30U, 2'000'000'000U}) {  // counted; sorted
    std::vector<std::int32_t> times;
    std::vector<std::uint8_t> events;
    std::vector<Subject> subjects;
    std::vector<Spell> spells;
    for (std::size_t i = 0; i < 500; ++i) {
      times.push_back(static_cast<std::int32_t>(1 + random.below(2 * i, range)));
      events.push_back(static_cast<std::uint8_t>(random.below(2 * i + 1, 2)));
      subjects.push_back({.exit = times.back(), .cause = events.back()});
      spells.push_back({Seconds{times.back()}, events.back() != 0 ? Ending::event : Ending::censored});
    }
    const SurvivalCurve a = survival_curve(times, events), b = survival_curve(subjects);
    ASSERT_EQ(a.points.size(), b.points.size());
    for (std::size_t i = 0; i < a.points.size(); ++i) {
      EXPECT_EQ(a.points[i].survival, b.points[i].survival);
      EXPECT_EQ(a.points[i].at_risk, b.points[i].at_risk);
    }
    const std::int64_t middle = static_cast<std::int64_t>(range / 2);
    const Survival one = survival_at(spells, Seconds{middle});
    const IncidenceInterval interval = incidence_interval(one);
    EXPECT_NEAR(point_at(a, middle).survival, one.s, 1e-13);
    EXPECT_NEAR(1.0 - point_at(a, middle).upper, interval.lower, 1e-12);
    EXPECT_NEAR(1.0 - point_at(a, middle).lower, interval.upper, 1e-12);
  }
}

TEST(SurvivalCurve, LateEntriesAreNotAtRiskBefore) {
  const std::vector<Subject> subjects{{.exit = 2, .cause = 1}, {.entry = 2, .exit = 5, .cause = 1}, {.exit = 6}};
  const SurvivalCurve curve = survival_curve(subjects);
  EXPECT_EQ(curve.points[0].at_risk, 2);
  EXPECT_EQ(curve.points[1].at_risk, 2);
  EXPECT_DOUBLE_EQ(curve.points[1].survival, 0.25);
}

TEST(SurvivalCurve, CompetingEndingsAddUpToOneMinusS) {
  const CounterRandom random(8, 0);
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < 300; ++i)
    subjects.push_back({.exit = 1 + static_cast<std::int64_t>(random.below(2 * i, 40)),
                        .cause = static_cast<std::uint32_t>(random.below(2 * i + 1, 3))});
  const SurvivalCurve curve = survival_curve(subjects);
  const std::vector<IncidencePoint> incidence = cumulative_incidence(subjects, 2);
  ASSERT_EQ(incidence.size(), curve.points.size());
  for (std::size_t i = 0; i < incidence.size(); ++i)
    EXPECT_NEAR(incidence[i].incidence[0] + incidence[i].incidence[1], 1.0 - curve.points[i].survival, 1e-12);
}

// n = 4: cause 1 at 1, cause 2 at 2, censored at 3, cause 1 at 4: F1 = 1/4, 1/4, 1/4 + 1/2; F2 = 0, 1/4, 1/4.
TEST(SurvivalCurve, AalenJohansenByHand) {
  const std::vector<Subject> subjects{
      {.exit = 1, .cause = 1}, {.exit = 2, .cause = 2}, {.exit = 3}, {.exit = 4, .cause = 1}};
  const std::vector<IncidencePoint> points = cumulative_incidence(subjects, 2);
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].incidence, (std::vector<double>{0.25, 0.0}));
  EXPECT_EQ(points[1].incidence, (std::vector<double>{0.25, 0.25}));
  EXPECT_EQ(points[2].incidence, (std::vector<double>{0.75, 0.25}));
}

// Ten cases, two causes, ties: what R 4.2 survival 3.5 prints (survfit(Surv(t, k) ~ 1, conf.type = "log-log")).
TEST(SurvivalCurve, IncidenceIntervalsAreThoseOfR) {
  const std::vector<std::int64_t> exits{3, 3, 5, 6, 6, 8, 9, 12, 12, 15};
  const std::vector<std::uint32_t> causes{1, 2, 0, 1, 1, 2, 0, 1, 0, 2};
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < exits.size(); ++i) subjects.push_back({.exit = exits[i], .cause = causes[i]});
  const std::vector<IncidencePoint> points = cumulative_incidence(subjects, 2);
  ASSERT_EQ(points.size(), 5U);  // 3, 6, 8, 12, 15
  const auto expect = [&](std::size_t at, std::size_t k, double f, double se, double lower, double upper) {
    EXPECT_NEAR(points[at].incidence[k], f, 1e-12);
    EXPECT_NEAR(std::sqrt(points[at].variance[k]), se, 1e-12);
    EXPECT_NEAR(points[at].lower[k], lower, 1e-10);
    EXPECT_NEAR(points[at].upper[k], upper, 1e-10);
  };
  expect(0, 0, 0.1, 0.0948683298051, 0.00572345637433, 0.358127460508);
  expect(1, 0, 0.328571428571, 0.1561844614737, 0.07649193780576, 0.617605543848);
  expect(2, 1, 0.214285714286, 0.1350412959191, 0.03223964355110, 0.501119817955);
  expect(3, 0, 0.480952380952, 0.1780010543155, 0.13919469757290, 0.762065556612);
  expect(4, 1, 0.519047619048, 0.1780010543155, 0.16079214477162, 0.790343931643);
}

// Without censoring a share of n: F (1 - F) / n.
TEST(SurvivalCurve, IncidenceVarianceOfAllWatchedIsBinomial) {
  const CounterRandom random(4, 0);
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < 80; ++i)
    subjects.push_back({.exit = 1 + static_cast<std::int64_t>(random.below(2 * i, 30)),
                        .cause = 1 + static_cast<std::uint32_t>(random.below(2 * i + 1, 2))});
  for (const IncidencePoint& point : cumulative_incidence(subjects, 2))
    for (std::size_t k = 0; k < 2; ++k)
      EXPECT_NEAR(point.variance[k], point.incidence[k] * (1.0 - point.incidence[k]) / 80.0, 1e-12);
}

// Y(1) = 3, Y(2) = 3, Y(4) = 2: M = 1/3, 2/3, 2/3 + 1/2. Residuals at 1: 2/9, -1/9, -1/9.
TEST(SurvivalCurve, MeanCumulativeCountByHand) {
  const std::vector<Recurrences> places{{5, {1, 4}}, {3, {2}}, {6, {}}};
  const std::vector<MeanCount> counts = mean_cumulative_count(places);
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_DOUBLE_EQ(counts[0].mean, 1.0 / 3.0);
  EXPECT_NEAR(counts[0].variance, 6.0 / 81.0, 1e-15);
  EXPECT_DOUBLE_EQ(counts[2].mean, 2.0 / 3.0 + 0.5);
  EXPECT_NEAR(counts[0].upper, std::exp(1.959963984540054 * std::sqrt(6.0 / 81.0) * 3.0) / 3.0, 1e-12);
  EXPECT_NEAR(counts[0].lower * counts[0].upper, 1.0 / 9.0, 1e-12);
}

TEST(SurvivalCurve, NothingWatched) {
  EXPECT_TRUE(survival_curve(std::span<const Subject>{}).points.empty());
  const std::vector<Subject> all{{.exit = 1, .cause = 1}};
  EXPECT_TRUE(std::isnan(survival_curve(all).points[0].lower));
}

}  // namespace
}  // namespace libgrid::hotspot
