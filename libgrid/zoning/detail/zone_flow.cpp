#include <libgrid/zoning/detail/zone_flow.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>

namespace libgrid::zoning::detail {
namespace {

/// Costs more than any path over arcs saves: what must leave or come is never left for a shorter way.
constexpr std::int64_t kMust = -1'000'000'000;

/// Residual network with source and sink; edge e and e ^ 1 are each other's reverse.
class Network {
 public:
  explicit Network(std::size_t nodes) : first_(nodes) {}

  std::size_t add(std::size_t from, std::size_t to, Load room, std::int64_t cost) {
    first_[from].push_back(edges_.size());
    edges_.push_back({to, room, cost});
    first_[to].push_back(edges_.size());
    edges_.push_back({from, 0, -cost});
    return edges_.size() - 2;
  }

  /// Sends load along cheapest paths from source to sink as long as they cost less than nothing.
  void send(std::size_t source, std::size_t sink) {
    while (shortest(source, sink) < 0) {
      Load room = std::numeric_limits<Load>::max();
      for (std::size_t at = sink; at != source; at = edges_[into_[at] ^ 1U].to)
        room = std::min(room, edges_[into_[at]].room);
      for (std::size_t at = sink; at != source; at = edges_[into_[at] ^ 1U].to) {
        edges_[into_[at]].room -= room;
        edges_[into_[at] ^ 1U].room += room;
      }
    }
  }

  [[nodiscard]] Load room(std::size_t edge) const { return edges_[edge].room; }

 private:
  struct Edge {
    std::size_t to;
    Load room;
    std::int64_t cost;
  };

  /// Bellman and Ford's distances by a queue; into_ holds the path. 0 where the sink is not reached.
  std::int64_t shortest(std::size_t source, std::size_t sink) {
    constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> best(first_.size(), kFar);
    std::vector<char> waiting(first_.size(), 0);
    into_.assign(first_.size(), 0);
    std::deque<std::size_t> queue{source};
    best[source] = 0;
    while (!queue.empty()) {
      const std::size_t at = queue.front();
      queue.pop_front();
      waiting[at] = 0;
      for (const std::size_t e : first_[at]) {
        const Edge& edge = edges_[e];
        if (edge.room == 0 || best[at] + edge.cost >= best[edge.to]) continue;
        best[edge.to] = best[at] + edge.cost;
        into_[edge.to] = e;
        if (waiting[edge.to] == 0) {
          waiting[edge.to] = 1;
          queue.push_back(edge.to);
        }
      }
    }
    return best[sink] == kFar ? 0 : best[sink];
  }

  std::vector<std::vector<std::size_t>> first_;
  std::vector<Edge> edges_;
  std::vector<std::size_t> into_;
};

/// The arcs between zones go in last; `must`: edges that have to be full.
ZoneFlow flow_over(Network& network, std::size_t source, std::size_t sink, std::span<const std::size_t> must,
                   std::vector<ZoneArc> arcs) {
  std::vector<std::size_t> edge_of_arc;
  for (const ZoneArc& arc : arcs)
    edge_of_arc.push_back(network.add(static_cast<std::size_t>(arc.from), static_cast<std::size_t>(arc.to),
                                      std::numeric_limits<Load>::max() / 4, 1));
  network.send(source, sink);
  ZoneFlow result;
  for (const std::size_t edge : must) result.unmet += network.room(edge);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    arcs[i].flow = network.room(edge_of_arc[i] ^ 1U);
    result.moved += arcs[i].flow;
  }
  result.arcs = std::move(arcs);
  return result;
}

/// An edge that must carry `least`; returns the part that must.
std::size_t add_bounded(Network& network, std::size_t from, std::size_t to, Load least, Load most) {
  network.add(from, to, std::max<Load>(0, most - least), 0);
  return network.add(from, to, least, kMust);
}

}  // namespace

ZoneFlow least_flow(std::span<const Load> loads, Load least, Load most, std::vector<ZoneArc> arcs) {
  const std::size_t zones = loads.size();
  const std::size_t source = zones;
  const std::size_t sink = zones + 1;
  Network network(zones + 2);
  std::vector<std::size_t> must;
  for (std::size_t z = 0; z < zones; ++z) {
    const Load load = loads[z];
    // A zone may end anywhere within the limits: what it must give or take comes first, what it may give or take is
    // free.
    if (load > most) must.push_back(network.add(source, z, load - most, kMust));
    if (load < least) must.push_back(network.add(z, sink, least - load, kMust));
    if (load > least) network.add(source, z, std::min(load, most) - least, 0);
    if (load < most) network.add(z, sink, most - std::max(load, least), 0);
  }
  return flow_over(network, source, sink, must, std::move(arcs));
}

ZoneFlow least_flow(std::span<const Load> loads, Load least, Load most, std::vector<ZoneArc> arcs,
                    std::span<const UpperLevel> upper) {
  if (upper.empty()) return least_flow(loads, least, most, std::move(arcs));
  std::vector<std::size_t> first{loads.size()};  // node of the first zone of every level above; then source and sink
  for (const UpperLevel& level : upper) first.push_back(first.back() + static_cast<std::size_t>(level.count));
  const std::size_t source = first.back();
  const std::size_t sink = source + 1;
  Network network(sink + 1);
  std::vector<std::size_t> must;
  const auto above = [&](std::size_t level, std::size_t zone) {
    return level == upper.size() ? sink : first[level] + static_cast<std::size_t>(upper[level].of_zone[zone]);
  };
  for (std::size_t zone = 0; zone < loads.size(); ++zone) {
    must.push_back(network.add(source, zone, loads[zone], kMust));
    must.push_back(add_bounded(network, zone, above(0, zone), least, most));
  }
  for (std::size_t level = 0; level < upper.size(); ++level) {
    std::vector<char> done(static_cast<std::size_t>(upper[level].count), 0);
    for (std::size_t zone = 0; zone < loads.size(); ++zone) {
      char& seen = done[static_cast<std::size_t>(upper[level].of_zone[zone])];
      if (seen != 0) continue;
      seen = 1;
      const Limits& limits = upper[level].limits;
      must.push_back(add_bounded(network, above(level, zone), above(level + 1, zone), limits.least, limits.most));
    }
  }
  return flow_over(network, source, sink, must, std::move(arcs));
}

}  // namespace libgrid::zoning::detail
