#include <algorithm>
#include <cmath>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/spells.hpp>
#include <libgrid/hotspot/lookback_backtest.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kRules = kLookBackRuleNames.size();
constexpr std::array<double, 4> kShares{0.01, 0.02, 0.05, 0.10};
constexpr double kPhsmReach = 8.0;  // cells of 50 m, and weeks (Bowers, Johnson & Pease 2004)

/// One candidate of one period: what became of it, and which rules visited it.
struct Outcome {
  double probability = 0.0;
  bool came_back = false;
  std::array<double, kRules> visited{};  ///< chance of a visit within the budget
};

using Scores = std::array<std::vector<double>, kRules>;

double weeks_between(LocalTime later, LocalTime earlier) {
  return static_cast<double>((later - earlier).value) / (7.0 * 86'400.0);
}

/// The simple rules' scores, highest first.
Scores scores_of(std::span<const ForestCase> cases, const detail::NearCases& near, const detail::NearCases& around,
                 std::span<const std::size_t> candidates, LocalTime day) {
  Scores scores;
  for (const std::size_t i : candidates) {
    const double age = weeks_between(day, *cases[i].closed);
    double past = 0.0, phsm = 0.0;
    for (const std::uint32_t j : near.of(i)) {
      if (!detail::settled_before(cases[j], day)) continue;
      const auto next = detail::next_report(cases, near, j);
      past += next && *next < day ? 1.0 : 0.0;
    }
    for (const std::uint32_t j : around.of(i)) {
      const double weeks = weeks_between(day, cases[j].opened);
      if (cases[j].opened >= day || weeks > kPhsmReach) continue;
      phsm += 1.0 / ((1.0 + std::floor(distance(cases[i].at, cases[j].at).value / 50.0)) * (1.0 + std::floor(weeks)));
    }
    scores[static_cast<std::size_t>(LookBackRule::most_recent)].push_back(-age);
    scores[static_cast<std::size_t>(LookBackRule::oldest)].push_back(age);
    scores[static_cast<std::size_t>(LookBackRule::past_rebounds)].push_back(past);
    scores[static_cast<std::size_t>(LookBackRule::phsm)].push_back(phsm);
  }
  return scores;
}

std::vector<std::size_t> ranked(std::span<const double> scores, std::span<const std::uint64_t> ties) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return scores[a] != scores[b] ? scores[a] > scores[b] : ties[a] > ties[b];
  });
  return order;
}

std::size_t visits_of(std::size_t candidates, double share) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(candidates)));
}

/// Adds the outcomes of one period, and what each rule finds at the shares.
void add_period(std::span<const Outcome> period, const Scores& scores, std::span<const std::uint64_t> ties,
                const BackTestOptions& options, std::vector<RuleResult>& rules, std::vector<Outcome>& all) {
  std::vector<Outcome> outcomes(period.begin(), period.end());
  const double n = static_cast<double>(outcomes.size());
  double positives = 0.0;
  for (const Outcome& o : outcomes) positives += o.came_back ? 1.0 : 0.0;
  for (std::size_t r = 0; r < kRules; ++r) {
    const bool random = static_cast<LookBackRule>(r) == LookBackRule::random;
    const std::vector<std::size_t> order = random ? std::vector<std::size_t>{} : ranked(scores[r], ties);
    const auto found_with = [&](std::size_t visits) {
      if (random) return positives * static_cast<double>(visits) / n;
      double found = 0.0;
      for (std::size_t k = 0; k < visits; ++k) found += outcomes[order[k]].came_back ? 1.0 : 0.0;
      return found;
    };
    const std::size_t budget = visits_of(outcomes.size(), options.budget_share);
    rules[r].found += found_with(budget);
    rules[r].visits += static_cast<double>(budget);
    for (std::size_t s = 0; s < kShares.size(); ++s)
      rules[r].found_at[s] += found_with(visits_of(outcomes.size(), kShares[s]));
    if (random)
      for (Outcome& o : outcomes) o.visited[r] = static_cast<double>(budget) / n;
    else
      for (std::size_t k = 0; k < budget; ++k) outcomes[order[k]].visited[r] = 1.0;
  }
  all.insert(all.end(), outcomes.begin(), outcomes.end());
}

Interval interval_of(double estimate, std::vector<double> draws) {
  std::erase_if(draws, [](double v) { return !std::isfinite(v); });
  if (draws.empty()) return {estimate, estimate, estimate};
  std::sort(draws.begin(), draws.end());
  const auto at = [&](double q) { return draws[static_cast<std::size_t>(q * static_cast<double>(draws.size() - 1))]; };
  return {estimate, at(0.025), at(0.975)};
}

/// Poisson(1) by inversion.
double poisson_one(double u) {
  double p = std::exp(-1.0), sum = p, k = 0.0;
  while (u > sum && k < 20.0) sum += p /= ++k;
  return k;
}

void add_intervals(BackTest& test, std::span<const Outcome> all, const BackTestOptions& options) {
  std::vector<std::vector<double>> yields(kRules);
  std::vector<double> random_ratio, best_ratio;
  const auto best = static_cast<std::size_t>(test.best_simple);
  for (std::size_t b = 0; b < options.bootstraps; ++b) {
    const CounterRandom random(options.seed, b);
    std::array<double, kRules> found{}, visits{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (std::ranges::all_of(all[i].visited, [](double v) { return v == 0.0; })) continue;
      const double weight = poisson_one(random.unit(i));
      for (std::size_t r = 0; r < kRules; ++r) {
        visits[r] += weight * all[i].visited[r];
        found[r] += all[i].came_back ? weight * all[i].visited[r] : 0.0;
      }
    }
    for (std::size_t r = 0; r < kRules; ++r) yields[r].push_back(found[r] / visits[r]);
    random_ratio.push_back(found[0] / found[static_cast<std::size_t>(LookBackRule::random)]);
    best_ratio.push_back(found[0] / found[best]);
  }
  for (std::size_t r = 0; r < kRules; ++r)
    test.rules[r].yield = interval_of(test.rules[r].found / test.rules[r].visits, std::move(yields[r]));
  const double model = test.rules[0].found;
  test.against_random =
      interval_of(model / test.rules[static_cast<std::size_t>(LookBackRule::random)].found, std::move(random_ratio));
  test.against_best = interval_of(model / test.rules[best].found, std::move(best_ratio));
}

void add_calibration(BackTest& test, std::span<const Outcome> all) {
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return all[a].probability < all[b].probability; });
  for (std::size_t bin = 0; bin < 10; ++bin) {
    CalibrationBin tenth;
    for (std::size_t k = bin * all.size() / 10; k < (bin + 1) * all.size() / 10; ++k) {
      const Outcome& o = all[order[k]];
      tenth.predicted += o.probability;
      tenth.observed += o.came_back ? 1.0 : 0.0;
      const double miss = o.probability - (o.came_back ? 1.0 : 0.0);
      test.brier += miss * miss / static_cast<double>(all.size());
      ++tenth.cases;
    }
    if (tenth.cases == 0) continue;
    tenth.predicted /= static_cast<double>(tenth.cases);
    tenth.observed /= static_cast<double>(tenth.cases);
    test.calibration_error +=
        std::abs(tenth.predicted - tenth.observed) * static_cast<double>(tenth.cases) / static_cast<double>(all.size());
    test.calibration.push_back(tenth);
  }
}

}  // namespace

BackTest backtest(std::span<const ForestCase> cases, std::span<const LocalTime> days, const LookBackRules& rules,
                  const BackTestOptions& options) {
  GRID_ASSERT(days.size() >= 2 && std::is_sorted(days.begin(), days.end()));
  const detail::NearCases near(cases, rules.radius), around(cases, Metres{50.0 * kPhsmReach});
  const CounterRandom hash(options.seed, 0x7135ULL);
  BackTest test;
  for (std::size_t r = 0; r < kRules; ++r)
    test.rules.push_back({static_cast<LookBackRule>(r), 0.0, 0.0, {}, std::vector<double>(kShares.size(), 0.0)});
  std::vector<Outcome> all;
  for (std::size_t k = 0; k + 1 < days.size(); ++k) {
    const std::vector<std::size_t> candidates = lookback_candidates(cases, days[k], rules);
    if (candidates.empty()) continue;
    LookBackRules period_rules = rules;
    period_rules.ahead = days[k + 1] - days[k];
    Scores scores = scores_of(cases, near, around, candidates, days[k]);
    scores[0] = rebound_probability(cases, candidates, days[k], period_rules);
    std::vector<Outcome> outcomes;
    std::vector<std::uint64_t> ties;
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const std::size_t i = candidates[c];
      const auto next = detail::next_report(cases, near, i);
      const bool back = next && *next < days[k + 1] && *next <= *cases[i].closed + rules.window;
      outcomes.push_back({scores[0][c], back, {}});
      ties.push_back(hash(static_cast<std::uint64_t>(cases[i].id)));
    }
    add_period(outcomes, scores, ties, options, test.rules, all);
  }
  test.candidates = all.size();
  for (const Outcome& o : all) test.came_back += o.came_back ? 1 : 0;
  const auto best = std::max_element(test.rules.begin() + 1, test.rules.end(),
                                     [](const RuleResult& a, const RuleResult& b) { return a.found < b.found; });
  test.best_simple = best->rule;
  add_intervals(test, all, options);
  add_calibration(test, all);
  return test;
}

}  // namespace hotspot
}  // namespace libgrid
