#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/spells.hpp>
#include <libgrid/hotspot/lookback_model.hpp>

namespace libgrid {
namespace hotspot {
namespace {

using detail::PlaceSpell;

constexpr double kSquareSide = 300.0;
constexpr int kFrailtyRounds = 4;

/// Cumulative hazard of one category, a step function.
struct Hazard {
  std::vector<double> time, value;
  [[nodiscard]] double at(double t) const {
    const auto after = std::upper_bound(time.begin(), time.end(), t);
    return after == time.begin() ? 0.0 : value[static_cast<std::size_t>(after - time.begin()) - 1];
  }
};

/// How much a place trusts its square, and a square its city.
struct Trust {
  double place = 1.0;
  double square = 1.0;
};

/// The fitted hazards and frailties of one day.
class FrailtyFit {
 public:
  FrailtyFit(std::span<const ForestCase> cases, const detail::NearCases& near, LocalTime day, Trust trust)
      : cases_(cases), near_(near), trust_(trust), spells_(detail::spells_until(cases, near, day)) {
    spell_of_.assign(cases.size(), kNone);
    for (std::size_t s = 0; s < spells_.size(); ++s) spell_of_[spells_[s].from] = s;
    square_of_.assign(cases.size(), 0);
    number_squares();
    order_spells();
    frailty_.assign(spells_.size(), 1.0);
    expected_.assign(spells_.size(), 0.0);
    for (int round = 0; round < kFrailtyRounds; ++round) {
      estimate_hazards();
      estimate_frailties();
    }
  }

  /// Chance of an event of case i in (elapsed, until] days, quiet so far.
  [[nodiscard]] double chance(std::size_t i, double elapsed, double until) const {
    const Hazard& hazard = hazards_[cases_[i].category];
    const double ahead = std::max(0.0, hazard.at(until) - hazard.at(elapsed));
    return -std::expm1(-ahead * frailty_of(i));
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  void number_squares() {
    std::map<std::tuple<std::size_t, std::int64_t, std::int64_t>, std::size_t> known;
    for (const PlaceSpell& spell : spells_) {
      const ForestCase& c = cases_[spell.from];
      const auto square = [](double v) { return static_cast<std::int64_t>(std::floor(v / kSquareSide)); };
      square_of_[spell.from] =
          known.try_emplace({c.category, square(c.at.x), square(c.at.y)}, known.size()).first->second;
    }
    square_events_.resize(known.size());
    square_expected_.resize(known.size());
  }

  /// The spells of every category, longest first: the same in every round.
  void order_spells() {
    std::size_t categories = 0;
    for (const ForestCase& c : cases_) categories = std::max(categories, c.category + 1);
    longest_first_.resize(categories);
    for (std::size_t s = 0; s < spells_.size(); ++s) longest_first_[cases_[spells_[s].from].category].push_back(s);
    for (std::vector<std::size_t>& order : longest_first_)
      std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        return spells_[a].length != spells_[b].length ? spells_[a].length > spells_[b].length : a < b;
      });
  }

  /// Breslow: each event adds 1 over the frailties at risk. What is expected of a spell is the hazard at its end.
  void estimate_hazards() {
    hazards_.assign(longest_first_.size(), {});
    for (std::size_t c = 0; c < longest_first_.size(); ++c) {
      const std::vector<std::size_t>& order = longest_first_[c];
      double at_risk = 0.0;
      std::vector<std::pair<double, double>> steps;
      for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        double events = 0.0;
        for (; end < order.size() && spells_[order[end]].length == spells_[order[begin]].length; ++end) {
          at_risk += frailty_[order[end]];
          events += spells_[order[end]].event ? 1.0 : 0.0;
        }
        if (events > 0.0) steps.emplace_back(spells_[order[begin]].length, events / at_risk);
      }
      double sum = 0.0;
      auto spell = order.rbegin();
      const auto expect_until = [&](double time) {
        for (; spell != order.rend() && spells_[*spell].length < time; ++spell) expected_[*spell] = sum;
      };
      for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        expect_until(step->first);
        hazards_[c].time.push_back(step->first);
        hazards_[c].value.push_back(sum += step->second);
      }
      expect_until(std::numeric_limits<double>::infinity());
    }
  }

  void estimate_frailties() {
    std::fill(square_events_.begin(), square_events_.end(), 0.0);
    std::fill(square_expected_.begin(), square_expected_.end(), 0.0);
    for (std::size_t s = 0; s < spells_.size(); ++s) {
      const std::size_t square = square_of_[spells_[s].from];
      square_events_[square] += spells_[s].event ? 1.0 : 0.0;
      square_expected_[square] += expected_[s];
    }
    for (std::size_t s = 0; s < spells_.size(); ++s) frailty_[s] = frailty_of(spells_[s].from);
  }

  [[nodiscard]] double frailty_of(std::size_t i) const {
    const std::size_t own = spell_of_[i];
    double events = 0.0, expected = 0.0;
    const auto add = [&](std::size_t s) {
      if (s == kNone) return;
      events += spells_[s].event ? 1.0 : 0.0;
      expected += expected_[s];
    };
    add(own);
    for (const std::uint32_t j : near_.of(i)) add(spell_of_[j]);
    const double square = own == kNone ? 1.0
                                       : (trust_.square + square_events_[square_of_[i]]) /
                                             (trust_.square + square_expected_[square_of_[i]]);
    return (trust_.place * square + events) / (trust_.place + expected);
  }

  std::span<const ForestCase> cases_;
  const detail::NearCases& near_;
  Trust trust_;
  std::vector<PlaceSpell> spells_;
  std::vector<std::size_t> spell_of_, square_of_;
  std::vector<std::vector<std::size_t>> longest_first_;
  std::vector<Hazard> hazards_;
  std::vector<double> frailty_, expected_, square_events_, square_expected_;
};

double days_of(Seconds s) { return static_cast<double>(s.value) / 86'400.0; }

double case_chance(const FrailtyFit& fit, std::span<const ForestCase> cases, std::size_t i, LocalTime day,
                   const LookBackRules& rules) {
  const double elapsed = days_of(day - *cases[i].closed);
  return fit.chance(i, elapsed, std::min(elapsed + days_of(rules.ahead), days_of(rules.window)));
}

std::vector<std::size_t> candidates_of(std::span<const ForestCase> cases, const detail::NearCases& near, LocalTime day,
                                       const LookBackRules& rules) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!detail::settled_before(cases[i], day) || *cases[i].closed + rules.history < day) continue;
    const auto next = detail::next_report(cases, near, i);
    if (!next || *next >= day) candidates.push_back(i);
  }
  std::sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) {
    return cases[a].opened != cases[b].opened ? cases[a].opened < cases[b].opened : cases[a].id < cases[b].id;
  });
  return candidates;
}

/// Log-likelihood of what happened in the last `ahead` before the day.
double hindsight(std::span<const ForestCase> cases, const detail::NearCases& near, LocalTime day,
                 const LookBackRules& rules, Trust trust) {
  const LocalTime past{day.seconds - rules.ahead.value};
  const FrailtyFit fit(cases, near, past, trust);
  double sum = 0.0;
  for (const std::size_t i : candidates_of(cases, near, past, rules)) {
    const double p = std::clamp(case_chance(fit, cases, i, past, rules), 1e-6, 1.0 - 1e-6);
    const auto next = detail::next_report(cases, near, i);
    const bool came_back = next && *next < day && *next <= *cases[i].closed + rules.window;
    sum += came_back ? std::log(p) : std::log1p(-p);
  }
  return sum;
}

}  // namespace

std::vector<std::size_t> lookback_candidates(std::span<const ForestCase> cases, LocalTime day,
                                             const LookBackRules& rules) {
  return candidates_of(cases, detail::NearCases(cases, rules.radius), day, rules);
}

std::vector<double> rebound_probability(std::span<const ForestCase> cases, std::span<const std::size_t> candidates,
                                        LocalTime day, const LookBackRules& rules) {
  const detail::NearCases near(cases, rules.radius);
  Trust best;
  double most = -std::numeric_limits<double>::infinity();
  for (const double place : {0.25, 0.5, 1.0, 2.0, 4.0})
    for (const double square : {1.0, 4.0, 16.0, 1e9}) {
      const double score = hindsight(cases, near, day, rules, {place, square});
      if (score > most) most = score, best = {place, square};
    }
  const FrailtyFit fit(cases, near, day, best);
  std::vector<double> p;
  for (const std::size_t i : candidates) p.push_back(case_chance(fit, cases, i, day, rules));
  return p;
}

}  // namespace hotspot
}  // namespace libgrid
