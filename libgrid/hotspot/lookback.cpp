#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/lookback.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// What is checked already, and what a visit would still add.
class VisitPlan {
 public:
  VisitPlan(std::span<const VisitCandidate> candidates, const VisitOptions& options)
      : candidates_(candidates), checked_(candidates.size(), false), visited_(candidates.size(), false) {
    for (const VisitCandidate& c : candidates) places_.push_back(c.at);
    covers_.resize(candidates.size());
    if (options.cover.value > 0.0) {
      const detail::PointBuckets buckets(places_, options.cover);
      for (std::size_t i = 0; i < candidates.size(); ++i)
        buckets.visit_near(places_[i], [&](std::uint32_t j) { covers_[i].push_back(j); });
    } else {
      for (std::uint32_t i = 0; i < candidates.size(); ++i) covers_[i].push_back(i);
    }
    const auto by_id = [&](std::uint32_t a, std::uint32_t b) { return candidates[a].id < candidates[b].id; };
    for (auto& cover : covers_) std::sort(cover.begin(), cover.end(), by_id);
  }

  [[nodiscard]] double gain(std::size_t i) const {
    double sum = 0.0;
    for (const std::uint32_t j : covers_[i])
      if (!checked_[j]) sum += candidates_[j].probability * candidates_[j].detectability * candidates_[j].severity;
    return sum;
  }

  void take(std::size_t i, VisitReason reason, double chance) {
    const auto fresh = std::ranges::count_if(covers_[i], [this](std::uint32_t j) { return !checked_[j]; });
    visits_.push_back({i, reason, gain(i), chance, static_cast<std::size_t>(fresh)});
    visited_[i] = true;
    for (const std::uint32_t j : covers_[i]) checked_[j] = true;
  }

  /// The best gain per cost first, as long as the budget holds; `of` empty: every group.
  void greedy(double budget, VisitReason reason, std::optional<std::size_t> of) {
    struct Entry {
      double rate;
      std::int64_t id;
      std::size_t i;
      bool operator<(const Entry& other) const { return rate != other.rate ? rate < other.rate : id > other.id; }
    };
    std::priority_queue<Entry> queue;
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      if (!visited_[i] && !checked_[i] && (!of || candidates_[i].group == *of))
        queue.push({gain(i) / candidates_[i].cost, candidates_[i].id, i});
    while (!queue.empty()) {
      const Entry top = queue.top();
      queue.pop();
      if (candidates_[top.i].cost > budget || checked_[top.i]) continue;
      const double rate = gain(top.i) / candidates_[top.i].cost;  // gains only shrink
      if (rate < top.rate) {
        queue.push({rate, top.id, top.i});
        continue;
      }
      budget -= candidates_[top.i].cost;
      take(top.i, reason, 1.0);
    }
  }

  void random(double budget, std::uint64_t seed) {
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < candidates_.size(); ++i)
      if (!checked_[i]) rest.push_back(i);
    std::sort(rest.begin(), rest.end(),
              [&](std::size_t a, std::size_t b) { return candidates_[a].id < candidates_[b].id; });
    const CounterRandom draw(seed, 0x10ACULL);
    std::vector<std::size_t> drawn;
    double spent = 0.0;
    for (std::size_t k = 0; k < rest.size(); ++k) {
      std::swap(rest[k], rest[k + draw.below(k, rest.size() - k)]);
      if (spent + candidates_[rest[k]].cost > budget) break;
      spent += candidates_[rest[k]].cost;
      drawn.push_back(rest[k]);
    }
    const double chance = rest.empty() ? 0.0 : static_cast<double>(drawn.size()) / static_cast<double>(rest.size());
    for (const std::size_t i : drawn) take(i, VisitReason::random, chance);
  }

  [[nodiscard]] std::vector<PlannedVisit> visits() && { return std::move(visits_); }

 private:
  std::span<const VisitCandidate> candidates_;
  std::vector<bool> checked_, visited_;
  std::vector<Xy> places_;
  std::vector<std::vector<std::uint32_t>> covers_;
  std::vector<PlannedVisit> visits_;
};

double spent_on(std::span<const PlannedVisit> visits, std::span<const VisitCandidate> candidates) {
  double sum = 0.0;
  for (const PlannedVisit& visit : visits) sum += candidates[visit.candidate].cost;
  return sum;
}

double length_between(Xy a, Xy b) { return distance(a, b).value; }

}  // namespace

std::vector<PlannedVisit> plan_visits(std::span<const VisitCandidate> candidates, const VisitOptions& options) {
  GRID_ASSERT(std::ranges::all_of(candidates, [](const VisitCandidate& c) { return c.cost > 0.0; }));
  VisitPlan plan(candidates, options);
  const double planned = options.budget * (1.0 - options.random_share);
  std::vector<std::size_t> members;
  for (const VisitCandidate& c : candidates) {
    if (members.size() <= c.group) members.resize(c.group + 1, 0);
    ++members[c.group];
  }
  if (options.fairness > 0.0)
    for (std::size_t g = 0; g < members.size(); ++g)
      plan.greedy(planned * options.fairness * static_cast<double>(members[g]) / static_cast<double>(candidates.size()),
                  VisitReason::fair_share, g);
  VisitPlan fair = plan;
  const double left = planned - spent_on(std::move(fair).visits(), candidates);
  plan.greedy(left, VisitReason::expected_gain, std::nullopt);
  plan.random(options.budget * options.random_share, options.seed);
  return std::move(plan).visits();
}

std::vector<std::size_t> route_order(std::span<const Xy> places, Xy start) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Xy here = start;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const auto next = std::min_element(order.begin() + static_cast<std::ptrdiff_t>(k), order.end(),
                                       [&](std::size_t a, std::size_t b) {
                                         const double da = length_between(here, places[a]);
                                         const double db = length_between(here, places[b]);
                                         return da != db ? da < db : a < b;
                                       });
    std::swap(order[k], *next);
    here = places[order[k]];
  }
  const auto at = [&](std::size_t k) { return k == 0 ? start : places[order[k - 1]]; };
  for (bool improved = true; improved;) {
    improved = false;
    for (std::size_t a = 0; a + 1 < order.size(); ++a)
      for (std::size_t b = a + 1; b < order.size(); ++b) {  // turn the stretch a .. b around
        const double before =
            length_between(at(a), at(a + 1)) + (b + 1 < order.size() ? length_between(at(b + 1), at(b + 2)) : 0.0);
        const double after =
            length_between(at(a), at(b + 1)) + (b + 1 < order.size() ? length_between(at(a + 1), at(b + 2)) : 0.0);
        if (after >= before - 1e-9) continue;
        std::reverse(order.begin() + static_cast<std::ptrdiff_t>(a),
                     order.begin() + static_cast<std::ptrdiff_t>(b) + 1);
        improved = true;
      }
  }
  return order;
}

}  // namespace hotspot
}  // namespace libgrid
