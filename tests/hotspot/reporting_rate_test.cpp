#include <libgrid/hotspot/reporting_rate.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>

namespace libgrid::hotspot {
namespace {

constexpr std::int64_t kDay = 86'400;

ForestCase case_at(std::int64_t id, double x, double day, double open_days, std::size_t category = 0) {
  const LocalTime opened{static_cast<std::int64_t>(std::llround(day * kDay))};
  ForestCase c{.id = id, .category = category, .opened = opened, .at = {x, 0.0}};
  if (open_days >= 0.0) c.closed = opened + Seconds{static_cast<std::int64_t>(std::llround(open_days * kDay))};
  return c;
}

//   x   0      30      60           day 0        1   2      4       8
//   A   o---------- closed on day 4       B (30 m) day 1: A again     D day 8: a new incident
//                                         C (60 m) day 2: in the ring of A, and an incident of its own
TEST(ReportingRate, IncidentsByHand) {
  const std::vector<ForestCase> cases{case_at(1, 0, 0, 4),  case_at(2, 30, 1, 20),   case_at(3, 60, 2, 1),
                                      case_at(4, 10, 8, 5), case_at(5, 10, 1, 1, 1), case_at(6, 500, 12, 1)};
  const IncidentList list = incidents(cases, {.radius = Metres{50.0}, .watch = days(3)});
  ASSERT_EQ(list.incidents.size(), 5U);  // A, the other category, C, D, the one far away
  EXPECT_EQ(list.of_case, (std::vector<std::size_t>{0, 0, 2, 3, 1, 4}));
  EXPECT_EQ(list.incidents[0], (Incident{.first = 0, .watched = days(3), .later = 1, .nearby = 1}));
  EXPECT_EQ(list.incidents[2], (Incident{.first = 2, .watched = days(1), .later = 0, .nearby = 0}));
  EXPECT_EQ(list.incidents[3], (Incident{.first = 3, .watched = days(3), .later = 0, .nearby = 0}));
  EXPECT_EQ(list.incidents[4].watched, days(0));  // nothing was opened after it: not watched
  const ReportingRate rate = reporting_rate(list.incidents);
  EXPECT_EQ(rate.later, 1);
  EXPECT_DOUBLE_EQ(rate.days, 3.0 + 1.0 + 1.0 + 3.0);
  EXPECT_DOUBLE_EQ(rate.per_day, 1.0 / 8.0);
  EXPECT_NEAR(rate.upper, 5.571643390938898 / 8.0, 1e-12);
}

TEST(ReportingRate, ReportsThatDoNotCountOpenIncidentsButAreNoLaterOnes) {
  const std::vector<ForestCase> cases{case_at(1, 0, 0, 9), case_at(2, 5, 1, 9), case_at(3, 5, 2, 9),
                                      case_at(4, 900, 9, 1)};
  const std::vector<char> counted{0, 0, 1, 1};
  const IncidentList list = incidents(cases, {}, counted);
  EXPECT_EQ(list.incidents.front(), (Incident{.first = 0, .watched = days(9), .later = 1, .nearby = 0}));
  EXPECT_EQ(list.of_case[1], 0U);
}

TEST(ReportingRate, TheSameSecondIsOneReportingOfOnePerson) {
  const std::vector<ForestCase> cases{case_at(1, 0, 0, 9), case_at(2, 5, 0, 9), case_at(3, 900, 9, 1)};
  const IncidentList list = incidents(cases, {});
  EXPECT_EQ(list.incidents.front().later, 0);
  EXPECT_EQ(list.of_case[1], 0U);
}

TEST(ReportingRate, CasesWithoutAPlaceOrClosedTooEarlyTakeNoPart) {
  std::vector<ForestCase> cases{case_at(1, 0, 0, 9), case_at(2, 5, 1, 9), case_at(3, 5, 2, 9)};
  cases[1].has_place = false;
  cases[2].closed = cases[2].opened + Seconds{-5};
  const IncidentList list = incidents(cases, {});
  EXPECT_EQ(list.of_case, (std::vector<std::size_t>{0, kNoGroup, kNoGroup}));
  EXPECT_EQ(list.incidents.front().later, 0);
}

std::vector<ForestCase> crowded(std::uint64_t seed, int count) {
  const CounterRandom draw(seed, 3);
  std::vector<ForestCase> cases;
  std::uint64_t next = 0;
  const auto number = [&](std::uint64_t bound) { return static_cast<double>(draw.below(next++, bound)); };
  for (int i = 0; i < count; ++i) {
    const double day = number(60), open_days = number(20) - 2.0, category = number(2);
    ForestCase c = case_at(i, number(600), day, open_days, static_cast<std::size_t>(category));
    c.at.y = number(600);
    cases.push_back(c);
  }
  return cases;
}

TEST(ReportingRate, SweepEqualsBruteForceAndOrderDoesNotMatter) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<ForestCase> cases = crowded(seed, 300);
    const IncidentList fast = incidents(cases, {});
    const IncidentList slow = incidents(cases, {}, {}, ForestSearch::brute_force);
    EXPECT_EQ(fast.incidents, slow.incidents);
    EXPECT_EQ(fast.of_case, slow.of_case);
    std::vector<ForestCase> turned(cases.rbegin(), cases.rend());
    const IncidentList back = incidents(turned, {});
    ASSERT_EQ(back.incidents.size(), fast.incidents.size());
    for (std::size_t k = 0; k < back.incidents.size(); ++k) {
      EXPECT_EQ(turned[back.incidents[k].first].id, cases[fast.incidents[k].first].id);
      EXPECT_EQ(back.incidents[k].later, fast.incidents[k].later);
      EXPECT_EQ(back.incidents[k].nearby, fast.incidents[k].nearby);
    }
  }
}

/// Incidents far apart that are there for 10 days and reported at a planted rate; with chance reports of unrelated
/// incidents around, if asked for. Only incidents that are reported at all are seen.
class PlantedCity {
 public:
  PlantedCity(std::uint64_t seed, double per_day, double strangers) : draw_(seed, 11) {
    for (int k = 0; k < 400; ++k) plant(k * 1000.0, per_day, strangers);
    add(-5000.0, 0.0, 400.0);  // the data go on
  }
  [[nodiscard]] const std::vector<ForestCase>& cases() const { return cases_; }

 private:
  double wait(double per_day) { return -std::log1p(-draw_.unit(next_++)) / per_day; }
  void add(double x, double y, double day, double open_days = -1.0) {
    cases_.push_back(case_at(static_cast<std::int64_t>(cases_.size()), x, day, open_days));
    cases_.back().at.y = y;
  }
  void plant(double x, double per_day, double strangers) {
    const double start = 300.0 * draw_.unit(next_++);
    double day = start + wait(per_day);
    const double end = start + 10.0;
    for (; day < end; day += wait(per_day)) add(x + 10.0 * draw_.unit(next_++), 0.0, day, end - day);
    // Strangers: reports of other things of the category anywhere within 80 m, closed the moment they come.
    for (double t = start + wait(strangers); strangers > 0.0 && t < end; t += wait(strangers)) {
      const double r = 80.0 * std::sqrt(draw_.unit(next_++)), angle = 6.283185307179586 * draw_.unit(next_++);
      add(x + 5.0 + r * std::cos(angle), r * std::sin(angle), t, 0.0);
    }
  }
  CounterRandom draw_;
  std::uint64_t next_ = 0;
  std::vector<ForestCase> cases_;
};

// The interval of the planted rate holds it about 95 times in 100: at least 52 of 60 (chance of fewer under 0.95:
// 0.001).
TEST(ReportingRate, PlantedRatesAreRecoveredWithinTheInterval) {
  for (const double planted : {0.05, 0.3, 1.2}) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const PlantedCity city(seed, planted, 0.0);
      const ReportingRate rate = reporting_rate(incidents(city.cases(), {}).incidents);
      held += rate.lower <= planted && planted <= rate.upper ? 1 : 0;
    }
    EXPECT_GE(held, 52) << planted;
  }
}

// Unrelated reports near by raise the plain rate; the excess over the ring does not move.
TEST(ReportingRate, ChanceNeighboursAreTakenOffByTheRing) {
  int plain = 0, corrected = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const PlantedCity city(seed, 0.3, 0.25);
    const IncidentList list = incidents(city.cases(), {});
    std::vector<Incident> true_ones;
    for (const Incident& i : list.incidents)
      if (i.watched > Seconds{0}) true_ones.push_back(i);
    const ReportingRate rate = reporting_rate(true_ones);
    plain += rate.lower <= 0.3 && 0.3 <= rate.upper ? 1 : 0;
    corrected += rate.excess_lower <= 0.3 && 0.3 <= rate.excess_upper ? 1 : 0;
  }
  EXPECT_LE(plain, 3);
  EXPECT_GE(corrected, 25);
}

TEST(ReportingRate, GroupsAddUp) {
  const std::vector<ForestCase> cases = crowded(5, 300);
  const IncidentList list = incidents(cases, {});
  std::vector<std::size_t> side;
  for (const Incident& i : list.incidents) side.push_back(cases[i.first].at.x < 300.0 ? 0 : 1);
  const ReportingRate all = reporting_rate(list.incidents);
  const std::vector<ReportingRate> parts = reporting_rates(list.incidents, side, 3);
  EXPECT_EQ(parts[0].later + parts[1].later, all.later);
  EXPECT_NEAR(parts[0].days + parts[1].days, all.days, 1e-9);
  EXPECT_TRUE(std::isnan(parts[2].per_day));
}

// f1 = 40, f2 = 12: 40^2 / 24; Chao 1987's log-normal interval by hand.
TEST(ReportingRate, ChaoByHand) {
  std::vector<std::int64_t> reports(40, 1);
  reports.insert(reports.end(), 12, 2);
  reports.insert(reports.end(), 3, 5);
  const UnseenIncidents told = unseen_incidents(reports);
  EXPECT_DOUBLE_EQ(told.chao, 1600.0 / 24.0);
  const double r = 40.0 / 12.0, variance = 12.0 * (r * r * r * r / 4.0 + r * r * r + r * r / 2.0);
  const double k = std::exp(1.959963984540054 * std::sqrt(std::log(1.0 + variance * 576.0 / (1600.0 * 1600.0))));
  EXPECT_NEAR(told.chao_lower, told.chao / k, 1e-9);
  EXPECT_NEAR(told.chao_upper, told.chao * k, 1e-9);
  const double mean = (40.0 + 24.0 + 15.0) / 55.0, m = told.truncated_mean;
  EXPECT_NEAR(m / (1.0 - std::exp(-m)), mean, 1e-12);
  EXPECT_NEAR(told.truncated, 55.0 * std::exp(-m) / (1.0 - std::exp(-m)), 1e-9);
}

// The standard error of the unseen ones is about 6 %, that of the mean 0.034; three of them.
TEST(ReportingRate, UnseenOnesOfAPlantedPoisson) {
  const CounterRandom draw(20, 1);
  std::vector<std::int64_t> reports;
  std::int64_t unseen = 0;
  std::uint64_t next = 0;
  for (int k = 0; k < 3000; ++k) {
    std::int64_t n = 0;
    for (double t = -std::log1p(-draw.unit(next++)); t < 0.9; t += -std::log1p(-draw.unit(next++))) ++n;
    n == 0 ? static_cast<void>(++unseen) : reports.push_back(n);
  }
  const UnseenIncidents told = unseen_incidents(reports);
  EXPECT_NEAR(told.truncated_mean, 0.9, 0.1);
  EXPECT_NEAR(told.truncated, static_cast<double>(unseen), 0.18 * static_cast<double>(unseen));
  EXPECT_LT(told.chao_lower, static_cast<double>(unseen));
  EXPECT_GT(told.chao_upper, static_cast<double>(unseen));
}

TEST(ReportingRate, NothingSeenTwiceSaysNothing) {
  const UnseenIncidents told = unseen_incidents(std::vector<std::int64_t>{1, 1, 1});
  EXPECT_DOUBLE_EQ(told.chao, 3.0);
  EXPECT_TRUE(std::isnan(told.chao_lower));
  EXPECT_EQ(told.truncated_mean, 0.0);
  EXPECT_TRUE(std::isinf(told.truncated));
  EXPECT_EQ(unseen_incidents({}).seen, 0);
}

}  // namespace
}  // namespace libgrid::hotspot
