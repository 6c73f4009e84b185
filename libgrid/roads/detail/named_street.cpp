#include <libgrid/roads/detail/named_street.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

namespace libgrid::roads::detail {
namespace {

struct SegmentPlace {
  double share;
  double distance;
};

SegmentPlace place_on_segment(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double t = square > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
  return {t, distance(p, Xy{a.x + t * dx, a.y + t * dy}).value};
}

/// Share of ab at which cd crosses it, if the two cross properly.
std::optional<double> crossing_share(Xy a, Xy b, Xy c, Xy d) {
  const double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y, cross = rx * sy - ry * sx;
  if (cross == 0.0) return std::nullopt;
  const double t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross, u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross;
  if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
  return t;
}

}  // namespace

LinePlace nearest_on(std::span<const Xy> line, Xy p) {
  LinePlace best{Metres{0.0}, Metres{std::numeric_limits<double>::infinity()}};
  Metres before;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const SegmentPlace place = place_on_segment(p, line[i - 1], line[i]);
    const Metres length = distance(line[i - 1], line[i]);
    if (place.distance < best.distance.value) best = {before + length * place.share, Metres{place.distance}};
    before += length;
  }
  return best;
}

std::vector<Metres> touches(std::span<const Xy> line, std::span<const Xy> other, Metres reach) {
  if (!bounds(line).grown(reach).meets(bounds(other))) return {};
  std::vector<Metres> found;
  Metres before;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Xy a = line[i - 1], b = line[i];
    const Metres length = distance(a, b);
    const Box box = bounds(line.subspan(i - 1, 2)).grown(reach);
    for (std::size_t j = 1; j < other.size(); ++j) {
      if (!box.meets(bounds(other.subspan(j - 1, 2)))) continue;
      if (const auto share = crossing_share(a, b, other[j - 1], other[j])) found.push_back(before + length * *share);
      for (const Xy p : {other[j - 1], other[j]})
        if (const auto place = place_on_segment(p, a, b); place.distance <= reach.value)
          found.push_back(before + length * place.share);
      for (const auto& [p, at] : {std::pair(a, 0.0), std::pair(b, 1.0)})
        if (place_on_segment(p, other[j - 1], other[j]).distance <= reach.value) found.push_back(before + length * at);
    }
    before += length;
  }
  std::ranges::sort(found);
  std::vector<Metres> apart;  // touches closer than the reach are one
  for (const Metres m : found)
    if (apart.empty() || m - apart.back() > reach) apart.push_back(m);
  return apart;
}

NamedStreet::NamedStreet(std::vector<const Street*> ways, Metres reach) : ways_(std::move(ways)), reach_(reach) {
  for (std::size_t i = 0; i < ways_.size(); ++i) {
    stop(i, Metres{0.0});
    stop(i, length(ways_[i]->line));
    for (std::size_t j = 0; j < ways_.size(); ++j) {
      if (i == j) continue;
      for (const Metres m : touches(ways_[i]->line, ways_[j]->line, reach_)) stop(i, m);
    }
  }
}

std::size_t NamedStreet::stop(std::size_t way, Metres measure) {
  for (std::size_t i = 0; i < stops_.size(); ++i)
    if (stops_[i].way == way && stops_[i].measure == measure) return i;
  stops_.push_back({way, measure, point_at(ways_[way]->line, measure)});
  return stops_.size() - 1;
}

std::vector<std::size_t> NamedStreet::mark(std::span<const Street* const> others) {
  std::vector<std::size_t> marked;
  for (std::size_t i = 0; i < ways_.size(); ++i)
    for (const Street* other : others)
      for (const Metres m : touches(ways_[i]->line, other->line, reach_)) marked.push_back(stop(i, m));
  std::ranges::sort(marked);
  marked.erase(std::ranges::unique(marked).begin(), marked.end());
  return marked;
}

std::vector<std::vector<NamedStreet::Edge>> NamedStreet::edges(std::span<const WalkStep> taken) const {
  std::vector<std::vector<Edge>> out(stops_.size());
  const auto join = [&](std::size_t a, std::size_t b, double cost) {
    out[a].push_back({b, cost});
    out[b].push_back({a, cost});
  };
  std::vector<std::size_t> order(stops_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::tuple(stops_[i].way, stops_[i].measure); });
  const auto is_taken = [&](const Stop& a, const Stop& b) {
    const Metres middle = (a.measure + b.measure) / 2.0;
    return std::ranges::any_of(taken, [&](const WalkStep& step) {
      return step.way == a.way && middle > std::min(step.from, step.to) && middle < std::max(step.from, step.to);
    });
  };
  for (std::size_t k = 1; k < order.size(); ++k) {
    const Stop &a = stops_[order[k - 1]], &b = stops_[order[k]];
    if (a.way == b.way && !is_taken(a, b)) join(order[k - 1], order[k], (b.measure - a.measure).value);
  }
  for (std::size_t i = 0; i < stops_.size(); ++i)
    for (std::size_t j = i + 1; j < stops_.size(); ++j)
      if (stops_[i].way != stops_[j].way && distance(stops_[i].at, stops_[j].at) <= reach_ * 2.0) join(i, j, 0.0);
  return out;
}

std::vector<WalkStep> NamedStreet::walk(std::span<const std::size_t> from, std::span<const std::size_t> to,
                                        std::span<const WalkStep> taken) const {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  const auto graph = edges(taken);
  std::vector<double> cost(stops_.size(), kFar);
  std::vector<std::size_t> back(stops_.size(), stops_.size());
  using Entry = std::pair<double, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (const std::size_t s : from) cost[s] = 0.0, open.emplace(0.0, s);
  while (!open.empty()) {
    const auto [so_far, at] = open.top();
    open.pop();
    if (so_far > cost[at]) continue;
    for (const Edge& edge : graph[at]) {
      const double next = so_far + edge.cost;
      if (next < cost[edge.to]) cost[edge.to] = next, back[edge.to] = at, open.emplace(next, edge.to);
    }
  }
  std::size_t goal = stops_.size();
  for (const std::size_t t : to)
    if (cost[t] < kFar && (goal == stops_.size() || cost[t] < cost[goal])) goal = t;
  std::vector<WalkStep> steps;
  if (goal == stops_.size()) return steps;
  for (std::size_t at = goal; back[at] != stops_.size(); at = back[at]) {
    const Stop &a = stops_[back[at]], &b = stops_[at];
    if (a.way == b.way && a.measure != b.measure) steps.push_back({a.way, a.measure, b.measure});
  }
  std::ranges::reverse(steps);
  return steps;
}

}  // namespace libgrid::roads::detail
