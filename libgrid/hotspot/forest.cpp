#include <algorithm>
#include <cmath>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/forest_cells.hpp>
#include <libgrid/hotspot/forest.hpp>

namespace libgrid {
namespace hotspot {
namespace {

bool settles(const ForestCase& c) { return c.closed.has_value() && *c.closed >= c.opened; }

/// Closed before it was opened: the times say nothing, the case is no parent.
bool senseless(const ForestCase& c) { return c.closed.has_value() && *c.closed < c.opened; }

bool before(const ForestCase& a, const ForestCase& b) {
  return a.opened != b.opened ? a.opened < b.opened : a.id < b.id;
}

/// The best parents of one case so far; distances squared, as the plane search has them.
class ParentChoice {
 public:
  ParentChoice(std::span<const ForestCase> cases, const ForestRules& rules, std::size_t child)
      : cases_(cases), rules_(rules), child_(child) {}

  /// `other` is of the category, within the radius, and before the child.
  void consider(std::size_t other, double squared) {
    const ForestCase& c = cases_[other];
    const LocalTime now = cases_[child_].opened;
    if (senseless(c)) return;
    if (!c.closed || *c.closed > now) {
      if (!open_ || before(c, cases_[*open_])) open_ = other, open_squared_ = squared;
    } else if (now <= *c.closed + rules_.window && (!settled_ || later(c, squared))) {
      settled_ = other, settled_squared_ = squared;
    }
  }

  [[nodiscard]] std::optional<std::size_t> open() const { return open_; }
  /// No case that was settled before this can still win.
  [[nodiscard]] LocalTime settled_since() const {
    const LocalTime oldest{cases_[child_].opened.seconds - rules_.window.value};
    return settled_ ? std::max(oldest, *cases_[*settled_].closed) : oldest;
  }

  [[nodiscard]] ForestLink link() const {
    const LocalTime now = cases_[child_].opened;
    if (open_) return {LinkKind::duplicate, open_, now - cases_[*open_].opened, Metres{std::sqrt(open_squared_)}};
    if (!settled_) return {};
    const Seconds gap = now - *cases_[*settled_].closed;
    return {gap <= rules_.grace ? LinkKind::suspect : LinkKind::rebound, settled_, gap,
            Metres{std::sqrt(settled_squared_)}};
  }

 private:
  [[nodiscard]] bool later(const ForestCase& c, double squared) const {
    const ForestCase& best = cases_[*settled_];
    if (*c.closed != *best.closed) return *c.closed > *best.closed;
    return squared != settled_squared_ ? squared < settled_squared_ : c.id < best.id;
  }

  std::span<const ForestCase> cases_;
  const ForestRules& rules_;
  std::size_t child_;
  std::optional<std::size_t> open_, settled_;
  double open_squared_ = 0.0, settled_squared_ = 0.0;
};

double squared_distance(Xy a, Xy b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  return dx * dx + dy * dy;
}

Forest forest_of_all_pairs(std::span<const ForestCase> cases, const ForestRules& rules) {
  Forest forest{std::vector<ForestLink>(cases.size())};
  const double limit = rules.radius.value * rules.radius.value;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].has_place) {
      forest.links[i].kind = LinkKind::unplaced;
      continue;
    }
    ParentChoice choice(cases, rules, i);
    for (std::size_t j = 0; j < cases.size(); ++j) {
      if (!cases[j].has_place || cases[j].category != cases[i].category || !before(cases[j], cases[i])) continue;
      const double squared = squared_distance(cases[i].at, cases[j].at);
      if (squared <= limit) choice.consider(j, squared);
    }
    forest.links[i] = choice.link();
  }
  return forest;
}

/// A walk through time: in every square the cases that are open, by opening, and those that are settled, by closing.
class ForestSweep {
 public:
  ForestSweep(std::span<const ForestCase> cases, const ForestRules& rules)
      : cases_(cases),
        rules_(rules),
        cells_(detail::forest_cells(cases, rules.radius)),
        limit_(rules.radius.value * rules.radius.value),
        open_(cases.size()),
        settled_(cases.size()),
        tallies_(cells_.rows.size()) {}

  Forest run() {
    Forest forest{std::vector<ForestLink>(cases_.size())};
    const std::vector<std::uint32_t> closings = ordered_closings();
    auto next = closings.begin();
    for (const std::uint32_t i : ordered_openings()) {
      for (; next != closings.end() && *cases_[*next].closed <= cases_[i].opened; ++next) close(*next);
      if (!cases_[i].has_place) {
        forest.links[i].kind = LinkKind::unplaced;
        continue;
      }
      forest.links[i] = link_of(i);
      open(i);
    }
    return forest;
  }

 private:
  struct Tally {
    std::uint32_t open = 0, dead = 0, settled = 0;
  };
  struct Waiting {
    Xy at;
    LocalTime when;  ///< opening of an open case, closing of a settled one
    std::uint32_t id = 0;
  };

  [[nodiscard]] std::vector<std::uint32_t> ordered_openings() const {
    std::vector<std::uint32_t> order(cases_.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::sort(order.begin(), order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return before(cases_[a], cases_[b]); });
    return order;
  }

  /// Those that last; a case closed in the second of its opening is settled at once, by open().
  [[nodiscard]] std::vector<std::uint32_t> ordered_closings() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < cases_.size(); ++i)
      if (cases_[i].has_place && settles(cases_[i]) && *cases_[i].closed > cases_[i].opened) order.push_back(i);
    std::sort(order.begin(), order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return *cases_[a].closed < *cases_[b].closed; });
    return order;
  }

  ForestLink link_of(std::uint32_t i) const {
    ParentChoice choice(cases_, rules_, i);
    const auto& rows = cells_.rows[cells_.of[i]];
    for (std::size_t row = 0; row < 3; ++row)
      for (std::uint32_t s = rows.begin[row]; s < rows.end[row]; ++s) look_at_open(s, i, choice);
    if (choice.open()) return choice.link();
    for (std::size_t row = 0; row < 3; ++row)
      for (std::uint32_t s = rows.begin[row]; s < rows.end[row]; ++s) look_at_settled(s, i, choice);
    return choice.link();
  }

  /// Open cases ascend by opening: the first near one of a square is its best.
  void look_at_open(std::uint32_t s, std::uint32_t i, ParentChoice& choice) const {
    const Waiting* waiting = open_.data() + cells_.start[s];
    for (std::uint32_t k = 0; k < tallies_[s].open; ++k) {
      const Waiting& other = waiting[k];
      if (choice.open() && other.when > cases_[*choice.open()].opened) return;
      const double squared = squared_distance(cases_[i].at, other.at);
      if (squared > limit_ || is_dead(other, cases_[i].opened)) continue;
      choice.consider(other.id, squared);
      return;
    }
  }

  void look_at_settled(std::uint32_t s, std::uint32_t i, ParentChoice& choice) const {
    const Waiting* waiting = settled_.data() + cells_.start[s];
    for (std::uint32_t k = tallies_[s].settled; k > 0; --k) {
      const Waiting& other = waiting[k - 1];
      if (other.when < choice.settled_since()) return;
      const double squared = squared_distance(cases_[i].at, other.at);
      if (squared <= limit_) choice.consider(other.id, squared);
    }
  }

  [[nodiscard]] bool is_dead(const Waiting& other, LocalTime now) const {
    return cases_[other.id].closed && *cases_[other.id].closed <= now;
  }

  void open(std::uint32_t i) {
    if (senseless(cases_[i])) return;
    if (settles(cases_[i]) && *cases_[i].closed == cases_[i].opened) return settle(i);
    Tally& tally = tallies_[cells_.of[i]];
    open_[cells_.start[cells_.of[i]] + tally.open++] = {cases_[i].at, cases_[i].opened, i};
  }

  void settle(std::uint32_t i) {
    Tally& tally = tallies_[cells_.of[i]];
    settled_[cells_.start[cells_.of[i]] + tally.settled++] = {cases_[i].at, *cases_[i].closed, i};
  }

  /// Leaves the open list lazily: it is swept when more than half of it is dead.
  void close(std::uint32_t i) {
    settle(i);
    Tally& tally = tallies_[cells_.of[i]];
    if (++tally.dead * 2 <= tally.open) return;
    Waiting* begin = open_.data() + cells_.start[cells_.of[i]];
    Waiting* end = std::remove_if(begin, begin + tally.open,
                                  [&](const Waiting& other) { return is_dead(other, *cases_[i].closed); });
    tally.open = static_cast<std::uint32_t>(end - begin);
    tally.dead = 0;
  }

  std::span<const ForestCase> cases_;
  const ForestRules& rules_;
  detail::ForestCells cells_;
  double limit_;
  std::vector<Waiting> open_, settled_;
  std::vector<Tally> tallies_;
};

}  // namespace

Forest rebound_forest(std::span<const ForestCase> cases, const ForestRules& rules, ForestSearch search) {
  GRID_ASSERT(rules.radius.value > 0.0 && rules.grace <= rules.window);
  return search == ForestSearch::brute_force ? forest_of_all_pairs(cases, rules) : ForestSweep(cases, rules).run();
}

Forest rebound_forest(std::span<const ForestCase> cases, std::span<const CasePair> pairs, const ForestRules& rules) {
  Forest forest{std::vector<ForestLink>(cases.size())};
  std::vector<ParentChoice> choices;
  choices.reserve(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) choices.emplace_back(cases, rules, i);
  for (const CasePair& pair : pairs) {
    const ForestCase &a = cases[pair.a], &b = cases[pair.b];
    if (!a.has_place || !b.has_place || a.category != b.category || pair.a == pair.b) continue;
    if (pair.distance > rules.radius) continue;
    const bool forward = before(a, b);
    choices[forward ? pair.b : pair.a].consider(forward ? pair.a : pair.b, pair.distance.value * pair.distance.value);
  }
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].has_place)
      forest.links[i] = choices[i].link();
    else
      forest.links[i].kind = LinkKind::unplaced;
  }
  return forest;
}

ForestShape shape_of(std::span<const ForestCase> cases, const Forest& forest) {
  GRID_ASSERT(forest.links.size() == cases.size());
  ForestShape shape;
  shape.root.resize(cases.size());
  shape.generation.assign(cases.size(), 0);
  shape.rebounds.assign(cases.size(), 0);
  shape.first.resize(cases.size());
  std::vector<std::size_t> order(cases.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return before(cases[a], cases[b]); });
  for (const std::size_t i : order) {  // parents come before their children
    const ForestLink& link = forest.links[i];
    shape.root[i] = link.parent ? shape.root[*link.parent] : i;
    if (!link.parent) continue;
    const bool again = link.kind == LinkKind::rebound;
    shape.generation[i] = shape.generation[*link.parent] + (again ? 1 : 0);
    if (!again) continue;
    ++shape.rebounds[*link.parent];
    std::optional<Seconds>& first = shape.first[*link.parent];
    if (!first || link.gap < *first) first = link.gap;
  }
  return shape;
}

ForestCounts count_links(std::span<const ForestCase> cases, const Forest& forest) {
  GRID_ASSERT(forest.links.size() == cases.size());
  ForestCounts counts;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    ++counts.cases;
    counts.closed_before_opened += senseless(cases[i]) ? 1 : 0;
    counts.rework += cases[i].returned > 0 ? 1 : 0;
    if (cases[i].has_place && settles(cases[i])) ++counts.settled;
    const LinkKind kind = forest.links[i].kind;
    counts.rebounds += kind == LinkKind::rebound ? 1 : 0;
    counts.suspects += kind == LinkKind::suspect ? 1 : 0;
    counts.duplicates += kind == LinkKind::duplicate ? 1 : 0;
    counts.unplaced += kind == LinkKind::unplaced ? 1 : 0;
  }
  return counts;
}

}  // namespace hotspot
}  // namespace libgrid
