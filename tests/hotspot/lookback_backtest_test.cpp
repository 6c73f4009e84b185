#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/lookback_backtest.hpp>

#include "data/synthetic_city/synthetic_city.hpp"

namespace libgrid::hotspot {
namespace {

std::vector<LocalTime> months(int first, int last) {
  std::vector<LocalTime> days;
  for (int month = first; month <= last; ++month) days.push_back(LocalTime{month * 30 * std::int64_t{86'400}});
  return days;
}

TEST(LookBackBackTest, OnTheSyntheticCityTheModelFindsMoreThanAnySimpleRule) {
  const std::vector<ForestCase> cases = data::synthetic_city(1);
  const BackTest test = backtest(cases, months(7, 9), {}, {.bootstraps = 100});
  EXPECT_GT(test.candidates, 1000U);
  EXPECT_GT(test.against_random.estimate, 1.5);
  EXPECT_GT(test.against_best.estimate, 1.0);
  EXPECT_LE(test.against_best.lower, test.against_best.estimate);
  EXPECT_LE(test.calibration_error, 0.03);
  for (const RuleResult& rule : test.rules) {
    EXPECT_LE(rule.found, static_cast<double>(test.came_back));
    EXPECT_NEAR(rule.found_at[2], rule.found, 1e-9);  // 5 % is the budget
    EXPECT_LE(rule.found_at[0], rule.found_at[3]);
  }
}

// Two sites settled on day 1; one comes back on day 12. With the whole budget everything is found by every rule.
TEST(LookBackBackTest, AHandMadeLog) {
  const auto at = [](std::int64_t id, double x, std::int64_t opened) {
    ForestCase c{.id = id};
    c.opened = LocalTime{opened * 86'400}, c.closed = LocalTime{(opened + 1) * 86'400}, c.at = {x, 0.0};
    return c;
  };
  const std::vector<ForestCase> cases{at(1, 0, 0), at(2, 900, 0), at(3, 0, 12)};
  const std::vector<LocalTime> days{LocalTime{10 * 86'400}, LocalTime{20 * 86'400}};
  const BackTest test = backtest(cases, days, {}, {.budget_share = 1.0, .bootstraps = 10});
  EXPECT_EQ(test.candidates, 2U);
  EXPECT_EQ(test.came_back, 1U);
  for (const RuleResult& rule : test.rules) EXPECT_EQ(rule.found, 1.0);
}

}  // namespace
}  // namespace libgrid::hotspot
