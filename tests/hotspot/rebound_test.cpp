#include <cmath>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/hotspot/rebound.hpp>

#include "report_builder.hpp"

namespace libgrid::hotspot {
namespace {

using test::in_order;
using test::kDay;
using test::random_town;
using test::report;
using test::report_list;
using test::ReportBuilder;
using test::ReportList;
using test::shuffled_order;

const ReboundRules kRules{};  // 50 m, 30 d

std::vector<CaseOutcome> outcomes_of(const ReportList& list) {
  const std::vector<CaseOutcome> outcomes = follow_cases(list.rows, kRules);
  EXPECT_EQ(outcomes, follow_cases(list.rows, kRules, NeighbourSearch::brute_force));
  return outcomes;
}

std::vector<Rebound> table_of(const ReportList& list, std::int64_t last_opening) {
  return rebounds(list.view(), outcomes_of(list), listed_categories(list.view(), 1), {LocalTime{last_opening}, kRules});
}

TEST(Rebound, SnippetOfTheHeader) {
  const ReportList list = report_list({report("a", 0, 5), report("a", 5 + 2 * kDay)});
  const LocatedReports reports = list.view();
  const ReboundRules rules;
  const LocalTime t_end{5 + 2 * kDay};
  std::vector<CaseOutcome> outcomes = follow_cases(reports.rows, rules);
  std::vector<std::size_t> listed = listed_categories(reports, 1);
  std::vector<Rebound> rows = rebounds(reports, outcomes, listed, {.last_opening = t_end, .rules = rules});
  EXPECT_EQ(outcomes[0], (CaseOutcome{.settled = true, .rebound_after = days(2)}));
  EXPECT_EQ(outcomes[1], CaseOutcome{});
  EXPECT_EQ(rows.size(), 1U);
}

// One settled case at (0, 0), opened at 0, closed at 1000; is `other` its rebound?
TEST(FollowCases, WhatIsARebound) {
  constexpr std::int64_t kClosed = 1000, kWindow = 30 * kDay;
  const auto other = [](std::int64_t opened) { return report("a", opened); };
  struct Row {
    const char* name;
    ReportBuilder other;
    bool rebounds;
  };
  for (const Row& row : {
           Row{"one second after closing", other(kClosed + 1), true},
           Row{"in the second of closing", other(kClosed), false},
           Row{"while the case was open", other(kClosed - 1), false},
           Row{"exactly 30 days later", other(kClosed + kWindow), true},
           Row{"a second more", other(kClosed + kWindow + 1), false},
           Row{"exactly 50 m away", other(2000).at(30, -40), true},
           Row{"a hair more", other(2000).at(30, std::nextafter(-40.0, -41.0)), false},
           Row{"another category", report("b", 2000), false},
           Row{"at the default coordinate", other(2000).nowhere(), false},
           Row{"settled itself", report("a", 2000, 3000), true},
           Row{"closed before it opened", report("a", 2000, 1500), true},
       }) {
    SCOPED_TRACE(row.name);
    const ReportList list = report_list({report("a", 0, kClosed), row.other});
    const CaseOutcome outcome = outcomes_of(list)[0];
    EXPECT_TRUE(outcome.settled);
    const Seconds wait = row.other.row.opened - LocalTime{kClosed};
    EXPECT_EQ(outcome.rebound_after, row.rebounds ? std::optional{wait} : std::nullopt);
  }
}

TEST(FollowCases, WhatIsSettled) {
  const ReportList list =
      report_list({report("closed", 10, 11), report("closed in the same second", 10, 10),
                   report("closed before it opened", 10, 9), report("open", 10), report("nowhere", 10, 11).nowhere()});
  std::vector<bool> settled;
  for (const CaseOutcome& outcome : outcomes_of(list)) settled.push_back(outcome.settled);
  EXPECT_EQ(settled, (std::vector<bool>{true, true, false, false, false}));
}

TEST(FollowCases, ACaseIsNeverItsOwnRebound) {
  const ReportList list = report_list({report("a", 10, 10)});
  EXPECT_EQ(outcomes_of(list)[0], (CaseOutcome{.settled = true, .rebound_after = {}}));
}

TEST(FollowCases, OneReportMayBeTheReboundOfSeveralCases) {
  const ReportList list =
      report_list({report("a", 0, 100), report("a", 50, 200).at(40, 0), report("a", 300).at(20, 0)});
  const std::vector<CaseOutcome> outcomes = outcomes_of(list);
  EXPECT_EQ(outcomes[0].rebound_after, Seconds{200});
  EXPECT_EQ(outcomes[1].rebound_after, Seconds{100});
}

TEST(FollowCases, TheEarliestReboundCounts) {
  const ReportList list =
      report_list({report("a", 0, 100), report("a", 900), report("a", 400).at(0, 49), report("a", 90)});
  EXPECT_EQ(outcomes_of(list)[0].rebound_after, Seconds{300});
}

TEST(FollowCases, BucketsEqualBruteForceInRandomTowns) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ReportList town = random_town(seed, 300);
    for (const double radius : {50.0, 10.0, 7.0, 1000.0}) {
      const ReboundRules rules{.radius = Metres{radius}, .window = days(seed % 2 == 0 ? 30 : 3), .worst_places = 10};
      ASSERT_EQ(follow_cases(town.rows, rules), follow_cases(town.rows, rules, NeighbourSearch::brute_force));
    }
  }
}

TEST(FollowCases, IndependentOfTheOrderOfReports) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ReportList town = random_town(seed, 300);
    const std::vector<std::size_t> order = shuffled_order(town.rows.size(), seed);
    const std::vector<CaseOutcome> before = follow_cases(town.rows, kRules);
    const std::vector<CaseOutcome> after = follow_cases(in_order(town, order).rows, kRules);
    for (std::size_t i = 0; i < order.size(); ++i) ASSERT_EQ(after[i], before[order[i]]);
  }
}

TEST(FollowCases, MovesWithTheTown) {
  ReportList town = random_town(5, 300);
  const std::vector<CaseOutcome> before = follow_cases(town.rows, kRules);
  for (LocatedReport& row : town.rows) row.at = {row.at.x + 236'013.0, row.at.y - 900'007.0};
  EXPECT_EQ(follow_cases(town.rows, kRules), before);
}

// Five places far apart. With T_end at day 40:
//   A settled day 0, back on day 10: event at 10 d        B settled day 0, never back: censored at 30 d
//   C settled day 32, never back: censored at 8 d         D settled day 35, back on day 40 = T_end: event at 5 d
//   E settled day 40 = T_end: settled, but nobody watched: not in Kaplan-Meier
// The two comings back are reports, too (open). S: 3/4 at 5 d (four at risk), 3/4 * 1/2 = 3/8 at 10 d (A and B).
TEST(Rebounds, ATownByHand) {
  const auto on_day = [](std::int64_t opened, std::optional<std::int64_t> settled) {
    if (settled) *settled *= kDay;
    return report("a", opened * kDay, settled);
  };
  const ReportList list = report_list({on_day(-1, 0).at(1000, 0), on_day(10, {}).at(1000, 50),  // A
                                       on_day(-1, 0).at(2000, 0),                               // B
                                       on_day(19, 32).at(3000, 0),                              // C
                                       on_day(30, 35).at(4000, 0), on_day(40, {}).at(4000, 0),  // D
                                       on_day(39, 40).at(5000, 0),                              // E
                                       on_day(39, 39).nowhere()});
  const Rebound row = table_of(list, 40 * kDay).at(0);
  EXPECT_EQ(row.category, "a");
  EXPECT_EQ(row.n_reports, 7);
  EXPECT_EQ(row.n_settled, 5);
  EXPECT_EQ(row.n_rebound, 2);
  EXPECT_DOUBLE_EQ(row.naive, 2.0 / 5);
  EXPECT_DOUBLE_EQ(row.km, 1 - 3.0 / 8);
  const double width = 1.959963984540054 * std::sqrt(1.0 / (4 * 3) + 1.0 / (2 * 1)) / std::log(8.0 / 3);
  EXPECT_NEAR(row.lower, 1 - std::pow(3.0 / 8, std::exp(-width)), 1e-15);
  EXPECT_NEAR(row.upper, 1 - std::pow(3.0 / 8, std::exp(width)), 1e-15);
}

TEST(Rebounds, AnEventBeatsACensoringOfTheSameLength) {
  // Both watched for exactly 10 d: one came back in its last second, so both were at risk then.
  const ReportList list =
      report_list({report("a", 0, 0), report("a", 0, 0).at(500, 0), report("a", 10 * kDay).at(500, 0)});
  EXPECT_DOUBLE_EQ(table_of(list, 10 * kDay)[0].km, 0.5);
}

TEST(Rebounds, NothingSettledNothingWatched) {
  const Rebound open = table_of(report_list({report("a", 0)}), 100)[0];
  EXPECT_EQ(open.n_reports, 1);
  EXPECT_EQ(open.n_settled, 0);
  EXPECT_TRUE(std::isnan(open.naive));
  EXPECT_TRUE(std::isnan(open.km));
  const Rebound settled_late = table_of(report_list({report("a", 0, 100)}), 100)[0];
  EXPECT_EQ(settled_late.naive, 0.0);
  EXPECT_TRUE(std::isnan(settled_late.km));
}

TEST(Rebounds, OnlyListedCategoriesInTheirOrder) {
  const ReportList list = report_list({report("b", 0, 1), report("c", 0), report("a", 0, 1), report("a", 9)});
  const std::vector<std::size_t> listed{1, 0};
  const std::vector<Rebound> rows = rebounds(list.view(), outcomes_of(list), listed, {LocalTime{9}, kRules});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].category, "b");
  EXPECT_EQ(rows[1].category, "a");
  EXPECT_EQ(rows[1].n_rebound, 1);
}

TEST(Rebounds, KaplanMeierEqualsNaiveWhenEverybodyIsWatchedToTheEnd) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    for (const Rebound& row : table_of(random_town(seed, 300), 1000 * kDay)) ASSERT_NEAR(row.km, row.naive, 1e-13);
  }
}

TEST(Rebounds, NaiveIsNotAboveKaplanMeierWhenTheFileEndsEarly) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    for (const Rebound& row : table_of(random_town(seed, 300), 60 * kDay)) EXPECT_LE(row.naive, row.km + 1e-13);
  }
}

/// Rows as text, every bit of the doubles: NaN equals NaN.
std::vector<std::string> texts(const std::vector<Rebound>& rows) {
  std::vector<std::string> result;
  for (const Rebound& row : rows) {
    std::ostringstream text;
    text << row.category << ' ' << row.n_reports << ' ' << row.n_settled << ' ' << row.n_rebound << std::hexfloat << ' '
         << row.naive << ' ' << row.km << ' ' << row.lower << ' ' << row.upper;
    result.push_back(text.str());
  }
  return result;
}

TEST(Rebounds, IndependentOfTheOrderOfReports) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ReportList town = random_town(seed, 300);
    const ReportList shuffled = in_order(town, shuffled_order(town.rows.size(), seed));
    ASSERT_EQ(texts(table_of(shuffled, 60 * kDay)), texts(table_of(town, 60 * kDay)));
  }
}

}  // namespace
}  // namespace libgrid::hotspot
