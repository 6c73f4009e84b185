#include <libgrid/zoning/detail/initial.hpp>

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/detail/metis.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr int kNoZone = -1;

/// All workloads as one, each counted by its share of the total.
std::vector<double> joint_loads(const Mesh& mesh) {
  const std::vector<Load> totals = total_loads(mesh);
  std::vector<double> joint(mesh.size(), 0.0);
  for (std::size_t node = 0; node < mesh.size(); ++node) {
    for (std::size_t w = 0; w < mesh.workloads; ++w)
      joint[node] += static_cast<double>(mesh.load(node)[w]) / static_cast<double>(std::max<Load>(totals[w], 1));
  }
  return joint;
}

/// Nodes outside the heaviest piece of their zone lose their number.
void drop_small_pieces(const Mesh& mesh, std::vector<int>& part, int zones) {
  const Pieces pieces = pieces_of(mesh, part);
  using Weight = std::tuple<Load, std::size_t>;
  std::vector<Weight> weights(pieces.count, Weight{0, 0});
  std::vector<int> zone_of(pieces.count, 0);
  for (std::size_t node = 0; node < mesh.size(); ++node) {
    auto& [load, count] = weights[pieces.of[node]];
    load += mesh.load(node)[0];
    ++count;
    zone_of[pieces.of[node]] = part[node];
  }
  std::vector<std::size_t> kept(static_cast<std::size_t>(zones), pieces.count);
  for (std::size_t piece = 0; piece < pieces.count; ++piece) {
    std::size_t& best = kept[static_cast<std::size_t>(zone_of[piece])];
    if (best == pieces.count || weights[piece] > weights[best]) best = piece;
  }
  for (std::size_t node = 0; node < mesh.size(); ++node) {
    if (kept[static_cast<std::size_t>(part[node])] != pieces.of[node]) part[node] = kNoZone;
  }
}

/// The zone that shares most border with the nodes; ties to the lower number.
int widest_neighbour(const Mesh& mesh, const std::vector<int>& part, const std::vector<std::uint32_t>& nodes) {
  std::vector<std::pair<int, double>> shared;
  for (const std::uint32_t node : nodes) {
    for (const MeshEdge& edge : mesh.row(node)) {
      if (part[edge.to] == kNoZone) continue;
      const auto found = std::ranges::find(shared, part[edge.to], &std::pair<int, double>::first);
      if (found == shared.end()) {
        shared.emplace_back(part[edge.to], static_cast<double>(edge.border));
      } else {
        found->second += static_cast<double>(edge.border);
      }
    }
  }
  GRID_ASSERT(!shared.empty());
  return std::ranges::min_element(shared, {}, [](const auto& s) { return std::pair{-s.second, s.first}; })->first;
}

/// A maximal piece without a zone borders one, as long as there is any.
void give_zones(const Mesh& mesh, std::vector<int>& part) {
  const Pieces pieces = pieces_of(mesh, part);
  std::vector<std::vector<std::uint32_t>> lost(pieces.count);
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    if (part[node] == kNoZone) lost[pieces.of[node]].push_back(node);
  }
  for (const auto& nodes : lost) {
    if (nodes.empty()) continue;
    const int zone = widest_neighbour(mesh, part, nodes);
    for (const std::uint32_t node : nodes) part[node] = zone;
  }
}

/// The last node of a breadth-first walk through the zone: its zone stays connected without it.
std::uint32_t spare_node(const Mesh& mesh, const std::vector<int>& part, int zone) {
  const auto first = std::ranges::find(part, zone);
  std::vector<char> seen(mesh.size(), 0);
  std::vector<std::uint32_t> walk{static_cast<std::uint32_t>(first - part.begin())};
  seen[walk.front()] = 1;
  for (std::size_t next = 0; next < walk.size(); ++next) {
    for (const MeshEdge& edge : mesh.row(walk[next])) {
      if (seen[edge.to] != 0 || part[edge.to] != zone) continue;
      seen[edge.to] = 1;
      walk.push_back(edge.to);
    }
  }
  return walk.back();
}

void fill_empty_zones(const Mesh& mesh, std::vector<int>& part, int zones) {
  std::vector<std::size_t> nodes(static_cast<std::size_t>(zones), 0);
  for (const int zone : part) ++nodes[static_cast<std::size_t>(zone)];
  for (int zone = 0; zone < zones; ++zone) {
    if (nodes[static_cast<std::size_t>(zone)] > 0) continue;
    const auto donor = std::ranges::max_element(nodes);
    part[spare_node(mesh, part, static_cast<int>(donor - nodes.begin()))] = zone;
    --*donor;
    ++nodes[static_cast<std::size_t>(zone)];
  }
}

/// Nodes far from each other: each is farthest (in edges) from those before.
std::vector<std::uint32_t> seeds_far_apart(const Mesh& mesh, int count, std::uint32_t first) {
  std::vector<std::uint32_t> seeds{first};
  std::vector<std::uint32_t> steps(mesh.size(), std::numeric_limits<std::uint32_t>::max());
  for (;;) {
    std::vector<std::uint32_t> walk{seeds.back()};
    steps[seeds.back()] = 0;
    for (std::size_t next = 0; next < walk.size(); ++next) {
      for (const MeshEdge& edge : mesh.row(walk[next])) {
        if (steps[edge.to] <= steps[walk[next]] + 1) continue;
        steps[edge.to] = steps[walk[next]] + 1;
        walk.push_back(edge.to);
      }
    }
    if (seeds.size() == static_cast<std::size_t>(count)) return seeds;
    seeds.push_back(static_cast<std::uint32_t>(std::ranges::max_element(steps) - steps.begin()));
  }
}

}  // namespace

std::vector<int> grown_mesh_parts(const Mesh& mesh, int zones, std::uint32_t seed) {
  const std::vector<double> loads = joint_loads(mesh);
  std::vector<int> part(mesh.size(), kNoZone);
  std::vector<double> grown(static_cast<std::size_t>(zones), 0.0);
  // A zone's free neighbours, widest border first; an entry may be out of date, then it is made again.
  using Candidate = std::tuple<double, std::uint32_t>;
  std::vector<std::priority_queue<Candidate>> fringe(static_cast<std::size_t>(zones));
  using Turn = std::pair<double, int>;
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
  const auto take = [&](std::uint32_t node, int zone) {
    part[node] = zone;
    grown[static_cast<std::size_t>(zone)] += loads[node];
    for (const MeshEdge& edge : mesh.row(node)) {
      if (part[edge.to] != kNoZone) continue;
      double border = 0.0;
      for (const MeshEdge& back : mesh.row(edge.to))
        border += part[back.to] == zone ? static_cast<double>(back.border) : 0.0;
      fringe[static_cast<std::size_t>(zone)].emplace(border, edge.to);
    }
    turns.emplace(grown[static_cast<std::size_t>(zone)], zone);
  };
  int zone = 0;
  for (const std::uint32_t node : seeds_far_apart(mesh, zones, seed % static_cast<std::uint32_t>(mesh.size())))
    part[node] = zone++;
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    if (part[node] != kNoZone) take(node, part[node]);
  }
  while (!turns.empty()) {
    const int next = turns.top().second;
    turns.pop();
    auto& queue = fringe[static_cast<std::size_t>(next)];
    while (!queue.empty() && part[std::get<1>(queue.top())] != kNoZone) queue.pop();
    if (queue.empty()) continue;
    const std::uint32_t node = std::get<1>(queue.top());
    queue.pop();
    take(node, next);
  }
  return part;
}

std::vector<int> connected_parts(const Mesh& mesh, std::vector<int> part, int zones) {
  drop_small_pieces(mesh, part, zones);
  give_zones(mesh, part);
  fill_empty_zones(mesh, part, zones);
  return part;
}

std::vector<int> initial_parts(const Mesh& mesh, int zones, double band, std::uint32_t seed) {
  if (zones == 1) return std::vector<int>(mesh.size(), 0);
  constexpr std::size_t kNodesPerZone = 6;
  if (mesh.size() < kNodesPerZone * static_cast<std::size_t>(zones) || total_loads(mesh)[0] == 0)
    return grown_mesh_parts(mesh, zones, seed);
  return connected_parts(mesh, metis_parts(mesh, joint_loads(mesh), zones, band, seed), zones);
}

}  // namespace libgrid::zoning::detail
