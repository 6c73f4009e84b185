#pragma once
/// Was it worth it: the look-back against simple rules, forward-chained, only rows known on each day.
///
///   std::vector<LocalTime> days{may, june, july, august, september, october};    // [day k, day k + 1) is a period
///   BackTest test = backtest(cases, days, {}, {.budget_share = 0.05});
///   // test.rules[k].found, test.against_best (ratio with its 95 % bootstrap interval)
///
/// On day k the candidates are lookback_candidates; every rule orders them and visits budget_share of them, rounded
/// down, at least one; a visit finds the case if it came back (a report of its category within the radius, in
/// (closed, closed + window]) within the period. random is the expectation over all orders, not one draw.
/// Ties of any rule go to the larger hash of the id, so no rule gains by the order of the file.
/// Intervals: Poisson bootstrap over candidates, the same weights for all rules.
/// @guarantee a function of cases, options and seed

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <libgrid/hotspot/lookback_model.hpp>

namespace libgrid {
namespace hotspot {

enum class LookBackRule : unsigned char { model, random, most_recent, oldest, past_rebounds, phsm };
inline constexpr std::array<std::string_view, 6> kLookBackRuleNames{"model",  "random",        "most_recent",
                                                                    "oldest", "past_rebounds", "phsm"};

struct BackTestOptions {
  double budget_share = 0.05;
  std::size_t bootstraps = 1000;
  std::uint64_t seed = 1;
};

struct Interval {
  double estimate = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

struct RuleResult {
  LookBackRule rule = LookBackRule::model;
  double found = 0.0;  ///< all periods
  double visits = 0.0;
  Interval yield;                ///< found / visits
  std::vector<double> found_at;  ///< with 1, 2, 5, 10 % of the candidates visited
};

struct CalibrationBin {
  double predicted = 0.0;  ///< mean probability of the tenth
  double observed = 0.0;
  std::size_t cases = 0;
};

struct BackTest {
  std::size_t candidates = 0;
  std::size_t came_back = 0;
  std::vector<RuleResult> rules;  ///< in the order of LookBackRule
  LookBackRule best_simple = LookBackRule::random;
  Interval against_random;  ///< ratio of found
  Interval against_best;
  std::vector<CalibrationBin> calibration;  ///< tenths by predicted probability
  double calibration_error = 0.0;           ///< mean |predicted - observed|, weighted by cases
  double brier = 0.0;
};

/// @pre days ascending, at least two
[[nodiscard]] BackTest backtest(std::span<const ForestCase> cases, std::span<const LocalTime> days,
                                const LookBackRules& rules, const BackTestOptions& options);

}  // namespace hotspot
}  // namespace libgrid
