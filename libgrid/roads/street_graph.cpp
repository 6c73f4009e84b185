#include <libgrid/roads/street_graph.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <unordered_map>
#include <utility>

namespace libgrid::roads {

StreetGraph StreetGraph::build(std::span<const LineString> segments) {
  StreetGraph graph;
  std::vector<Xy> nodes;
  for (const LineString& segment : segments) nodes.push_back(segment.front()), nodes.push_back(segment.back());
  std::ranges::sort(nodes);
  nodes.erase(std::ranges::unique(nodes).begin(), nodes.end());
  const auto node_at = [&](Xy p) {
    return static_cast<std::int32_t>(std::ranges::lower_bound(nodes, p) - nodes.begin());
  };
  graph.first_.assign(nodes.size() + 1, 0);
  for (const LineString& segment : segments) {
    graph.length_.push_back(libgrid::length(segment));
    graph.from_.push_back(node_at(segment.front()));
    graph.to_.push_back(node_at(segment.back()));
    ++graph.first_[static_cast<std::size_t>(graph.from_.back()) + 1];
    ++graph.first_[static_cast<std::size_t>(graph.to_.back()) + 1];
  }
  for (std::size_t i = 1; i < graph.first_.size(); ++i) graph.first_[i] += graph.first_[i - 1];
  graph.leaving_.resize(graph.first_.back());
  std::vector<std::size_t> next = graph.first_;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    graph.leaving_[next[static_cast<std::size_t>(graph.from_[s])]++] = static_cast<std::int32_t>(s);
    graph.leaving_[next[static_cast<std::size_t>(graph.to_[s])]++] = static_cast<std::int32_t>(s);
  }
  return graph;
}

/// Nodes within the limit with their costs, nearest first.
std::vector<StreetGraph::Reached> StreetGraph::reach(StreetPlace from, double limit) const {
  const auto s = static_cast<std::size_t>(from.segment);
  std::unordered_map<std::int32_t, double> cost;
  using Entry = std::pair<double, std::int32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  const auto offer = [&](std::int32_t node, double at) {
    if (at > limit) return;
    const auto [it, fresh] = cost.try_emplace(node, at);
    if (!fresh && it->second <= at) return;
    it->second = at;
    open.emplace(at, node);
  };
  offer(from_[s], from.measure.value);
  offer(to_[s], (length_[s] - from.measure).value);
  std::vector<Reached> reached;
  while (!open.empty()) {
    const auto [at, node] = open.top();
    open.pop();
    if (at > cost.at(node)) continue;
    reached.push_back({node, at});
    const auto n = static_cast<std::size_t>(node);
    for (std::size_t k = first_[n]; k < first_[n + 1]; ++k) {
      const auto next = static_cast<std::size_t>(leaving_[k]);
      offer(from_[next] == node ? to_[next] : from_[next], at + length_[next].value);
    }
  }
  return reached;
}

StreetsAround StreetGraph::around(StreetPlace centre, Metres limit) const {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  StreetsAround around;
  around.centre_ = centre;
  around.limit_ = limit.value;
  const auto entry = [&](std::int32_t segment) {
    return StreetsAround::Entry{segment, kFar, kFar, length_[static_cast<std::size_t>(segment)].value};
  };
  std::vector<StreetsAround::Entry>& entries = around.entries_;
  entries.push_back(entry(centre.segment));
  for (const Reached& r : reach(centre, limit.value)) {
    const auto n = static_cast<std::size_t>(r.node);
    for (std::size_t k = first_[n]; k < first_[n + 1]; ++k) {
      StreetsAround::Entry found = entry(leaving_[k]);
      const auto s = static_cast<std::size_t>(found.segment);
      if (from_[s] == r.node) found.from_start = r.cost;
      if (to_[s] == r.node) found.from_end = r.cost;
      entries.push_back(found);
    }
  }
  std::ranges::stable_sort(entries, {}, &StreetsAround::Entry::segment);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    StreetsAround::Entry& last = entries[kept];
    if (entries[i].segment != last.segment) {
      entries[++kept] = entries[i];
      continue;
    }
    last.from_start = std::min(last.from_start, entries[i].from_start);
    last.from_end = std::min(last.from_end, entries[i].from_end);
  }
  entries.resize(kept + 1);
  return around;
}

std::optional<Metres> StreetsAround::to(StreetPlace place) const {
  const auto it = std::ranges::lower_bound(entries_, place.segment, {}, &Entry::segment);
  if (it == entries_.end() || it->segment != place.segment) return std::nullopt;
  double best = std::min(it->from_start + place.measure.value, it->from_end + (it->length - place.measure.value));
  if (place.segment == centre_.segment) best = std::min(best, std::abs((place.measure - centre_.measure).value));
  return best <= limit_ ? std::optional(Metres{best}) : std::nullopt;
}

std::optional<Metres> StreetGraph::distance(StreetPlace a, StreetPlace b, Metres limit) const {
  const auto order = [](const StreetPlace& p) { return std::pair(p.segment, p.measure); };
  if (order(b) < order(a)) std::swap(a, b);  // the same sum both ways
  return around(a, limit).to(b);
}

std::vector<StreetPart> StreetGraph::ball(StreetPlace centre, Metres radius) const {
  std::vector<StreetPart> parts;
  const auto add = [&](std::int32_t segment, Metres from, Metres to) {
    const Metres whole = length_[static_cast<std::size_t>(segment)];
    from = std::max(from, Metres{0.0}), to = std::min(to, whole);
    if (from < to) parts.push_back({segment, from, to});
  };
  add(centre.segment, centre.measure - radius, centre.measure + radius);
  for (const Reached& r : reach(centre, radius.value)) {
    const auto n = static_cast<std::size_t>(r.node);
    const Metres left = radius - Metres{r.cost};
    for (std::size_t k = first_[n]; k < first_[n + 1]; ++k) {
      const std::int32_t segment = leaving_[k];
      const auto s = static_cast<std::size_t>(segment);
      if (from_[s] == r.node) add(segment, Metres{0.0}, left);
      if (to_[s] == r.node) add(segment, length_[s] - left, length_[s]);
    }
  }
  std::ranges::sort(parts, {}, [](const StreetPart& part) { return std::pair(part.segment, part.from); });
  std::vector<StreetPart> joined;
  for (const StreetPart& part : parts) {
    if (!joined.empty() && joined.back().segment == part.segment && part.from <= joined.back().to) {
      joined.back().to = std::max(joined.back().to, part.to);
    } else {
      joined.push_back(part);
    }
  }
  return joined;
}

std::vector<StreetPart> lixels(std::span<const LineString> segments, Metres longest) {
  std::vector<StreetPart> parts;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const Metres whole = libgrid::length(segments[s]);
    const int count = std::max(1, static_cast<int>(std::ceil(whole / longest)));
    Metres from;
    for (int i = 1; i <= count; ++i) {
      const Metres to = i == count ? whole : whole * (static_cast<double>(i) / count);
      parts.push_back({static_cast<std::int32_t>(s), from, to});
      from = to;
    }
  }
  return parts;
}

}  // namespace libgrid::roads
