#include <libgrid/zoning/detail/frontier_cover.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <unordered_set>
#include <utility>

#include <libgrid/zoning/detail/node_set.hpp>

namespace libgrid::zoning::detail {
namespace {

/// How far the zones of a node are listed; a node with more is not covered next, as long as another has fewer.
struct Listing {
  std::size_t zones;
  std::uint64_t looks;
};
constexpr Listing kLong{64, 20'000};
constexpr Listing kShort{32, 5'000};
constexpr Listing kLast{3'000, 1'000'000};  // where every node has more

template <std::size_t kWords>
class Frontier {
  using Set = NodeSet<kWords>;

 public:
  Frontier(const Mesh& mesh, int zones, std::span<const Limits> limits, Draw& draw)
      : mesh_(mesh), limits_(limits), zones_(zones), draw_(draw), trouble_(mesh.size(), 1.0), sum_(limits.size(), 0) {
    for (std::uint32_t node = 0; node < mesh.size(); ++node) {
      all_.add(node);
      Set& around = around_.emplace_back();
      for (const MeshEdge& edge : mesh.row(node)) around.add(edge.to);
      const std::uint64_t high = draw_();
      names_.push_back({high, draw_()});
      if (std::ranges::all_of(mesh.load(node), [](Load load) { return load == 0; })) idle_.add(node);
    }
  }

  CoverEnd run(std::uint64_t work, const Listing& listing, double noise) {
    listing_ = listing;
    noise_ = noise;
    work_ = spent_ + work;
    chosen_.clear();
    if (!exact_) failed_.clear();
    exact_ = true;
    if (descend(all_, first_edge())) return CoverEnd::found;
    return exact_ && spent_ <= work_ ? CoverEnd::none : CoverEnd::unknown;
  }

  [[nodiscard]] std::uint64_t spent() const { return spent_; }

  /// @pre found
  [[nodiscard]] std::vector<int> part() const {
    std::vector<Set> zones = chosen_;
    std::ranges::sort(zones, {}, [](const Set& zone) { return zone.lowest(); });
    std::vector<int> part(mesh_.size(), -1);
    for (std::size_t i = 0; i < zones.size(); ++i)
      zones[i].each([&](std::uint32_t node) { part[node] = static_cast<int>(i); });
    join_idle(part);
    return part;
  }

 private:
  /// Nodes in no zone yet join the one with the dearest border, from the zones outwards.
  void join_idle(std::vector<int>& part) const {
    for (bool more = true; more;) {
      more = false;
      for (std::uint32_t node = 0; node < part.size(); ++node) {
        if (part[node] >= 0) continue;
        const MeshEdge* best = nullptr;
        for (const MeshEdge& edge : mesh_.row(node))
          if (part[edge.to] >= 0 && (best == nullptr || edge.cost > best->cost)) best = &edge;
        if (best != nullptr) part[node] = part[best->to], more = true;
      }
    }
  }

  /// A free node at the edge, and the zones of free nodes that hold it. Steps that leave the zones as they are share
  /// them.
  struct Edge {
    std::uint32_t node = 0;
    bool complete = true;  ///< there are no others
    std::shared_ptr<const std::vector<Set>> zones;
  };
  using Name = std::pair<std::uint64_t, std::uint64_t>;
  struct NameHash {
    std::size_t operator()(const Name& name) const { return name.first; }
  };

  std::vector<Edge> first_edge() {
    std::vector<Edge> edge;
    for (std::uint32_t node = 0; node < mesh_.size(); ++node) {
      if (idle_.has(node)) continue;
      Edge one = listed(all_, node, listing_);
      if (one.complete) edge.push_back(std::move(one));
    }
    if (edge.empty()) edge.push_back(any_edge(all_));
    return edge;
  }

  /// The node with the fewest neighbours.
  Edge any_edge(const Set& free) {
    Set busy = free;
    busy.remove(idle_);
    std::uint32_t outer = busy.lowest();
    busy.each([&](std::uint32_t node) { outer = mesh_.row(node).size() < mesh_.row(outer).size() ? node : outer; });
    return listed(free, outer, kLast);
  }

  [[nodiscard]] bool only_idle(Set free) const {
    free.remove(idle_);
    return free.empty();
  }

  bool descend(const Set& free, const std::vector<Edge>& edge) {
    if (only_idle(free)) return static_cast<int>(chosen_.size()) == zones_;
    const Name name = name_of(free);
    if (!left_fit(free) || failed_.contains(name) || spent_ > work_) return false;
    Edge next = narrowest(free, edge);
    if (!next.complete) exact_ = false;
    for (const Set& zone : *next.zones) {
      Set left = free;
      left.remove(zone);
      std::vector<Edge> beyond;
      if (!pieces_can_hold_zones(left, zone) || !edge_beyond(left, zone, edge, beyond)) continue;
      if (beyond.empty() && !only_idle(left)) beyond.push_back(any_edge(left));
      chosen_.push_back(zone);
      if (descend(left, beyond)) return true;
      chosen_.pop_back();
      if (spent_ > work_) return false;
    }
    trouble_[next.node] += 1.0;
    failed_.insert(name);
    return false;
  }

  /// Forced ones first, then few zones and much trouble.
  Edge narrowest(const Set& free, const std::vector<Edge>& edge) {
    const Edge* best = nullptr;
    double least = 0.0;
    for (const Edge& one : edge) {
      if (!one.complete) continue;
      const auto count = static_cast<double>(one.zones->size());
      const double value = count <= 1.0 ? count - 2.0 : count / trouble_[one.node];
      if (best == nullptr || value < least) best = &one, least = value;
    }
    if (best != nullptr) return *best;
    const auto open = [&](const Edge& one) { return around_[one.node].met(free); };
    return listed(free, std::ranges::min_element(edge, {}, open)->node, kLast);
  }

  /// The edge after a zone was covered; false: a node is in no zone any more.
  bool edge_beyond(const Set& free, const Set& zone, const std::vector<Edge>& edge, std::vector<Edge>& beyond) {
    Set fresh = beside(zone, free);
    fresh.remove(idle_);
    for (const Edge& one : edge) {
      if (zone.has(one.node)) continue;
      const bool near = fresh.has(one.node) || meets_any(one, zone);
      fresh.drop(one.node);
      if (near && !one.complete) {
        beyond.push_back(listed(free, one.node, listing_));
      } else {
        beyond.push_back(near ? fitting(one, zone) : one);
      }
      if (is_dead_end(beyond.back())) return false;
    }
    bool dead = false;
    fresh.each([&](std::uint32_t node) {
      if (dead) return;
      beyond.push_back(listed(free, node, listing_));
      dead = is_dead_end(beyond.back());
    });
    return !dead;
  }

  bool is_dead_end(const Edge& edge) {
    if (!edge.complete || !edge.zones->empty()) return false;
    trouble_[edge.node] += 1.0;
    return true;
  }

  bool meets_any(const Edge& edge, const Set& zone) {
    spent_ += edge.zones->size();
    return std::ranges::any_of(*edge.zones, [&](const Set& other) { return other.meets(zone); });
  }

  static Edge fitting(const Edge& edge, const Set& zone) {
    auto kept = std::make_shared<std::vector<Set>>();
    std::ranges::copy_if(*edge.zones, std::back_inserter(*kept), [&](const Set& other) { return !other.meets(zone); });
    return {edge.node, true, std::move(kept)};
  }

  /// All zones of free nodes with the node, those with cheap borders first.
  Edge listed(const Set& free, std::uint32_t node, const Listing& listing) {
    auto zones = std::make_shared<std::vector<Set>>();
    looks_ = spent_ + listing.looks;
    offered_ = {};
    offered_.add(node);
    const bool complete = grow(free, node, {}, listing, *zones);
    order(*zones);
    return {node, complete, std::move(zones)};
  }

  /// False: not all of them, there are too many.
  bool grow(const Set& free, std::uint32_t node, Set fringe, const Listing& listing, std::vector<Set>& zones) {
    if (++spent_ > looks_) return false;
    bool complete = true;
    if (add_load(node, 1)) {
      grown_.add(node);
      Set fresh = around_[node];
      fresh.keep(free);
      fresh.remove(offered_);
      fringe.add(fresh);
      offered_.add(fresh);
      complete = keep_if_admissible(free, listing, zones);
      while (complete && !fringe.empty()) {
        const std::uint32_t next = fringe.lowest();
        fringe.drop(next);
        complete = grow(free, next, fringe, listing, zones);
      }
      offered_.remove(fresh);
      grown_.drop(node);
    }
    (void)add_load(node, -1);
    return complete;
  }

  [[nodiscard]] bool add_load(std::uint32_t node, Load sign) {
    bool light = true;
    for (std::size_t w = 0; w < sum_.size(); ++w) {
      sum_[w] += sign * mesh_.load(node)[w];
      light = light && sum_[w] <= limits_[w].most;
    }
    return light;
  }

  bool keep_if_admissible(const Set& free, const Listing& listing, std::vector<Set>& zones) {
    for (std::size_t w = 0; w < sum_.size(); ++w)
      if (sum_[w] < limits_[w].least) return true;
    if (!needs_its_idle()) return true;
    Set left = free;
    left.remove(grown_);
    if (!pieces_can_hold_zones(left, grown_)) return true;
    if (zones.size() == listing.zones) return false;
    zones.push_back(grown_);
    return true;
  }

  /// Idle nodes are in a zone only where they hold it together; the others join any zone in the end.
  [[nodiscard]] bool needs_its_idle() const {
    Set idle = grown_;
    idle.keep(idle_);
    bool needed = true;
    idle.each([&](std::uint32_t node) {
      Set rest = grown_;
      rest.drop(node);
      if (needed) needed = piece_of(rest.lowest(), rest) != rest;
    });
    return needed;
  }

  [[nodiscard]] Set piece_of(std::uint32_t from, const Set& nodes) const {
    Set piece, ring;
    ring.add(from);
    while (!ring.empty()) {
      piece.add(ring);
      Set wider;
      ring.each([&](std::uint32_t node) { wider.add(around_[node]); });
      wider.keep(nodes);
      wider.remove(piece);
      ring = wider;
    }
    return piece;
  }

  /// No free piece beside the zone has loads that no number of zones fits.
  [[nodiscard]] bool pieces_can_hold_zones(const Set& free, const Set& zone) {
    Set starts = beside(zone, free);
    while (!starts.empty()) {
      const Set piece = piece_of(starts.lowest(), free);
      spent_ += kWords;
      if (!only_idle(piece) && !can_hold_zones(piece)) return false;
      starts.remove(piece);
    }
    return true;
  }

  [[nodiscard]] bool can_hold_zones(const Set& piece) const {
    for (std::size_t w = 0; w < limits_.size(); ++w) {
      const Load sum = load_of(piece, w), most = std::max<Load>(limits_[w].most, 1);
      if (sum < std::max<Load>(1, (sum + most - 1) / most) * limits_[w].least) return false;
    }
    return true;
  }

  /// The zones that are left to choose may carry what is free.
  [[nodiscard]] bool left_fit(const Set& free) const {
    const Load left = zones_ - static_cast<Load>(chosen_.size());
    for (std::size_t w = 0; w < limits_.size(); ++w) {
      const Load sum = load_of(free, w);
      if (sum < left * limits_[w].least || sum > left * limits_[w].most) return false;
    }
    return left > 0;
  }

  [[nodiscard]] Load load_of(const Set& nodes, std::size_t workload) const {
    Load sum = 0;
    nodes.each([&](std::uint32_t node) { sum += mesh_.load(node)[workload]; });
    return sum;
  }

  [[nodiscard]] Set beside(const Set& zone, const Set& free) const {
    Set nodes;
    zone.each([&](std::uint32_t node) { nodes.add(around_[node]); });
    nodes.keep(free);
    return nodes;
  }

  void order(std::vector<Set>& zones) {
    std::vector<std::pair<double, std::size_t>> keys;
    for (std::size_t i = 0; i < zones.size(); ++i)
      keys.emplace_back(border_cost(zones[i]) * (noise_ > 0.0 ? 1.0 + noise_ * draw_.unit() : 1.0), i);
    std::ranges::sort(keys);
    std::vector<Set> sorted;
    for (const auto& [key, i] : keys) sorted.push_back(zones[i]);
    zones = std::move(sorted);
  }

  /// Per node.
  [[nodiscard]] double border_cost(const Set& zone) const {
    double cost = 0.0;
    double nodes = 0.0;
    zone.each([&](std::uint32_t node) {
      nodes += 1.0;
      for (const MeshEdge& edge : mesh_.row(node)) cost += zone.has(edge.to) ? 0.0 : static_cast<double>(edge.cost);
    });
    return cost / nodes;
  }

  /// Of 128 random bits: two of a million sets have the same with a chance of 2^-88.
  [[nodiscard]] Name name_of(const Set& free) const {
    Name name{0x9E3779B97F4A7C15U * chosen_.size(), 0xD1B54A32D192ED03U * chosen_.size()};
    free.each([&](std::uint32_t node) {
      name.first ^= names_[node].first;
      name.second ^= names_[node].second;
    });
    return name;
  }

  const Mesh& mesh_;
  std::span<const Limits> limits_;
  int zones_;
  Draw& draw_;
  Set all_, idle_;
  std::vector<Set> around_;  ///< neighbours of every node
  std::vector<Name> names_;
  std::vector<double> trouble_;
  std::unordered_set<Name, NameHash> failed_;
  std::vector<Set> chosen_;
  bool exact_ = true;  ///< no list of zones was cut short
  Listing listing_ = kLong;
  double noise_ = 0.0;
  std::uint64_t spent_ = 0, work_ = 0, looks_ = 0;
  Set grown_, offered_;  ///< of the zone that is being listed, and its load
  std::vector<Load> sum_;
};

template <std::size_t kWords>
Cover covered(const Mesh& mesh, int zones, std::span<const Limits> limits, const FrontierBounds& bounds, Draw& draw) {
  Frontier<kWords> search(mesh, zones, limits, draw);
  for (int run = 0; run < bounds.runs; ++run) {
    const CoverEnd end = search.run(bounds.work, run % 2 == 0 ? kShort : kLong, run < 2 ? 0.0 : 0.5);
    if (end == CoverEnd::found) return {end, search.part(), search.spent()};
    if (end == CoverEnd::none) return {end, {}, search.spent()};
  }
  return {CoverEnd::unknown, {}, search.spent()};
}

}  // namespace

Cover frontier_cover(const Mesh& mesh, int zones, std::span<const Limits> limits, const FrontierBounds& bounds,
                     Draw& draw) {
  if (mesh.size() <= 256) return covered<4>(mesh, zones, limits, bounds, draw);
  if (mesh.size() <= 512) return covered<8>(mesh, zones, limits, bounds, draw);
  if (mesh.size() <= kFrontierNodes) return covered<kFrontierNodes / 64>(mesh, zones, limits, bounds, draw);
  return {};
}

}  // namespace libgrid::zoning::detail
