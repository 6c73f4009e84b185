#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <libgrid/workflow/detail/report_map.hpp>

namespace libgrid::workflow::detail::report {
namespace {

using Edge = std::pair<Xy, Xy>;

/// Each undirected edge, smaller end first.
std::vector<Edge> edges_of(const MultiPolygon& shape) {
  std::vector<Edge> edges;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) edges.emplace_back(std::minmax(ring[i], ring[i + 1]));
  };
  for (const Polygon& polygon : shape) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return edges;
}

std::vector<std::set<std::size_t>> neighbours_of(std::span<const Zone* const> zones) {
  std::map<Edge, std::size_t> owner;
  std::vector<std::set<std::size_t>> neighbours(zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    for (const Edge& edge : edges_of(zones[i]->shape)) {
      const auto [at, fresh] = owner.emplace(edge, i);
      if (fresh || at->second == i) continue;
      neighbours[i].insert(at->second);
      neighbours[at->second].insert(i);
    }
  }
  return neighbours;
}

}  // namespace

std::vector<int> neighbour_tints(std::span<const Zone* const> zones, int tints) {
  const auto neighbours = neighbours_of(zones);
  std::vector<int> chosen(zones.size(), -1);
  std::vector<int> uses(static_cast<std::size_t>(tints), 0);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    std::set<int> taken;
    for (const std::size_t j : neighbours[i]) taken.insert(chosen[j]);
    const auto rank = [&](int tint) { return std::pair(taken.contains(tint), uses[static_cast<std::size_t>(tint)]); };
    int best = 0;
    for (int tint = 1; tint < tints; ++tint)
      if (rank(tint) < rank(best)) best = tint;
    chosen[i] = best;
    ++uses[static_cast<std::size_t>(best)];
  }
  return chosen;
}

}  // namespace libgrid::workflow::detail::report
