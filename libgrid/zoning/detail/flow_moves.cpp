#include <libgrid/zoning/detail/flow_moves.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace libgrid::zoning::detail {

void FlowMoves::list_members() {
  members_.assign(static_cast<std::size_t>(cut_.zones()), {});
  for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
    members_[static_cast<std::size_t>(cut_.part(node))].push_back(node);
  chosen_.assign(cut_.mesh().size(), 0);
  cost_unit_ = mean_cost(cut_.mesh());
  mean_load_ =
      std::max(1.0, static_cast<double>(total_loads(cut_.mesh())[0]) / static_cast<double>(cut_.mesh().size()));
}

void FlowMoves::drop(std::uint32_t node, int zone) {
  auto& list = members_[static_cast<std::size_t>(zone)];
  list.erase(std::ranges::find(list, node));
}

/// What the border grows by if these nodes of `from` go to `to`.
double FlowMoves::added_cost(std::span<const std::uint32_t> nodes, int from, int to) const {
  for (const std::uint32_t node : nodes) chosen_[node] = 1;
  double added = 0.0;
  for (const std::uint32_t node : nodes)
    for (const MeshEdge& edge : cut_.mesh().row(node)) {
      if (chosen_[edge.to] != 0) continue;
      if (cut_.part(edge.to) == from) added += static_cast<double>(edge.cost);
      if (cut_.part(edge.to) == to) added -= static_cast<double>(edge.cost);
    }
  for (const std::uint32_t node : nodes) chosen_[node] = 0;
  return added;
}

/// The border nodes of `from` next to `to`, each with what hangs on it: which set of at most the load that is wanted
/// costs least border per load. A node that is away from home already costs no change, one that goes home gains.
FlowMoves::Offer FlowMoves::best_offer(int from, int to, Load wanted) {
  Offer best;
  best.price = std::numeric_limits<double>::infinity();
  const auto& own = members_[static_cast<std::size_t>(from)];
  for (const std::uint32_t node : own) {
    if (cut_.foreign(node) == 0) continue;
    const auto row = cut_.mesh().row(node);
    if (std::ranges::none_of(row, [&](const MeshEdge& edge) { return cut_.part(edge.to) == to; })) continue;
    Offer offer;
    offer.nodes.push_back(node);
    const auto hanging = cut_.dependents(node);
    offer.nodes.insert(offer.nodes.end(), hanging.begin(), hanging.end());
    if (offer.nodes.size() >= own.size()) continue;
    for (const std::uint32_t each : offer.nodes) offer.load += cut_.mesh().load(each)[0];
    // Blocks are lumps: half the band may go too far, at a price; the next flow brings it back if it must.
    const Load over = std::max<Load>(0, offer.load - wanted);
    if (over > (limits_.most - limits_.least) / 2) continue;
    double strange = 0.0;  // mean nodes more that are away from home
    for (const std::uint32_t each : offer.nodes) {
      const double weight = static_cast<double>(cut_.mesh().load(each)[0]) / mean_load_;
      strange += home_[each] == from ? weight : home_[each] == to ? -weight : 0.0;
    }
    const double share =
        static_cast<double>(std::max<Load>(std::min(offer.load, wanted), 1)) / static_cast<double>(wanted);
    // Border per load; a set that meets more of the flow leaves fewer for later.
    offer.price = (added_cost(offer.nodes, from, to) + cost_unit_ * strange) / std::sqrt(share);
    if (over > 0) offer.price += cost_unit_ * static_cast<double>(over) / static_cast<double>(offer.load);
    if (offer.price < best.price && nesting_.whole_without(cut_, offer.nodes, from, to)) best = std::move(offer);
  }
  return best;
}

void FlowMoves::apply(std::span<const std::uint32_t> nodes, int to) {
  for (const std::uint32_t node : nodes) {
    drop(node, cut_.part(node));
    members_[static_cast<std::size_t>(to)].push_back(node);
    cut_.move(node, cut_.shared(node, to), to);
  }
}

bool FlowMoves::follow(std::span<const ZoneArc> flows) {
  list_members();
  bool moved = false;
  for (const ZoneArc& arc : flows) {
    Load wanted = arc.flow;
    while (wanted > 0) {
      const Offer offer = best_offer(arc.from, arc.to, wanted);
      if (offer.nodes.empty() || offer.load == 0) break;
      apply(offer.nodes, arc.to);
      wanted -= offer.load;
      moved = true;
    }
  }
  return moved;
}

bool FlowMoves::fits(Load load, int from, int to) const {
  return load_of(from) - load >= limits_.least && load_of(to) + load <= limits_.most &&
         nesting_.fits(cut_, load, from, to);
}

Load FlowMoves::load_away() const {
  Load away = 0;
  for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
    if (cut_.part(node) != home_[node]) away += cut_.mesh().load(node)[0];
  return away;
}

/// The node with what hangs on it, if all of that has the same home, touches it, and fits there.
FlowMoves::Offer FlowMoves::way_home(std::uint32_t node) {
  Offer offer;
  const int from = cut_.part(node);
  const int to = home_[node];
  if (from == to) return offer;
  const auto row = cut_.mesh().row(node);
  if (std::ranges::none_of(row, [&](const MeshEdge& edge) { return cut_.part(edge.to) == to; })) return offer;
  const auto hanging = cut_.dependents(node);
  std::vector<std::uint32_t> nodes{node};
  nodes.insert(nodes.end(), hanging.begin(), hanging.end());
  if (static_cast<std::int64_t>(nodes.size()) >= cut_.figures(from).nodes) return offer;
  for (const std::uint32_t each : nodes) {
    if (home_[each] != to) return offer;
    offer.load += cut_.mesh().load(each)[0];
  }
  if (!fits(offer.load, from, to) || !nesting_.whole_without(cut_, nodes, from, to)) return offer;
  offer.price = added_cost(nodes, from, to) / std::max(1.0, static_cast<double>(offer.load));
  offer.nodes = std::move(nodes);
  return offer;
}

void FlowMoves::send_home(Load allowed) {
  chosen_.assign(cut_.mesh().size(), 0);
  Load away = load_away();
  for (bool again = true; again;) {
    again = false;
    std::vector<std::pair<double, std::uint32_t>> turns;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      if (const Offer offer = way_home(node); !offer.nodes.empty()) turns.emplace_back(offer.price, node);
    std::ranges::sort(turns);
    for (const auto& [price, node] : turns) {
      const Offer offer = way_home(node);
      if (offer.nodes.empty() || offer.price > price) continue;  // dearer by now: another round
      if (offer.price >= 0.0 && away <= allowed) continue;
      for (const std::uint32_t each : offer.nodes) {
        const int to = home_[each];
        cut_.move(each, cut_.shared(each, to), to);
      }
      away -= offer.load;
      again = true;
    }
  }
}

}  // namespace libgrid::zoning::detail
