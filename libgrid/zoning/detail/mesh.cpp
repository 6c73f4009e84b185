#include <libgrid/zoning/detail/mesh.hpp>

#include <algorithm>

namespace libgrid::zoning::detail {
namespace {

constexpr auto kNoPlace = static_cast<std::uint32_t>(-1);

/// The nodes of each cluster, in compressed rows.
struct ClusterLists {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> nodes;
};

ClusterLists cluster_lists(std::span<const std::uint32_t> cluster, std::size_t count) {
  ClusterLists lists{std::vector<std::uint32_t>(count + 1, 0), std::vector<std::uint32_t>(cluster.size())};
  for (const std::uint32_t c : cluster) ++lists.first[c + 1];
  for (std::size_t c = 0; c < count; ++c) lists.first[c + 1] += lists.first[c];
  std::vector<std::uint32_t> next(lists.first.begin(), lists.first.end() - 1);
  for (std::uint32_t node = 0; node < cluster.size(); ++node) lists.nodes[next[cluster[node]]++] = node;
  return lists;
}

}  // namespace

Mesh contracted(const Mesh& mesh, std::span<const std::uint32_t> cluster, std::size_t count) {
  const ClusterLists lists = cluster_lists(cluster, count);
  Mesh coarse;
  coarse.workloads = mesh.workloads;
  coarse.first.reserve(count + 1);
  coarse.loads.assign(count * mesh.workloads, 0);
  coarse.area.assign(count, 0.0);
  coarse.perimeter.assign(count, 0.0);
  std::vector<std::uint32_t> place(count, kNoPlace);  // of a neighbour in the row that is being made
  for (std::uint32_t c = 0; c < count; ++c) {
    const auto begin = static_cast<std::uint32_t>(coarse.edges.size());
    double inner = 0.0;
    for (std::uint32_t i = lists.first[c]; i < lists.first[c + 1]; ++i) {
      const std::uint32_t node = lists.nodes[i];
      for (std::size_t w = 0; w < mesh.workloads; ++w) coarse.loads[c * mesh.workloads + w] += mesh.load(node)[w];
      coarse.area[c] += mesh.area[node];
      coarse.perimeter[c] += mesh.perimeter[node];
      for (const MeshEdge& edge : mesh.row(node)) {
        const std::uint32_t to = cluster[edge.to];
        if (to == c) {
          inner += static_cast<double>(edge.border);
        } else if (place[to] == kNoPlace) {
          place[to] = static_cast<std::uint32_t>(coarse.edges.size());
          coarse.edges.push_back({to, edge.cost, edge.border});
        } else {
          coarse.edges[place[to]].cost += edge.cost;
          coarse.edges[place[to]].border += edge.border;
        }
      }
    }
    coarse.perimeter[c] -= inner;
    const auto row = coarse.edges.begin() + begin;
    for (auto edge = row; edge != coarse.edges.end(); ++edge) place[edge->to] = kNoPlace;
    std::sort(row, coarse.edges.end(), [](const MeshEdge& a, const MeshEdge& b) { return a.to < b.to; });
    coarse.first.push_back(static_cast<std::uint32_t>(coarse.edges.size()));
  }
  return coarse;
}

Mesh submesh(const Mesh& mesh, std::span<const std::uint32_t> nodes) {
  Mesh made;
  made.workloads = mesh.workloads;
  for (const std::uint32_t node : nodes) {
    made.loads.insert(made.loads.end(), mesh.load(node).begin(), mesh.load(node).end());
    made.area.push_back(mesh.area[node]);
    made.perimeter.push_back(mesh.perimeter[node]);
    for (const MeshEdge& edge : mesh.row(node)) {
      const auto at = std::ranges::lower_bound(nodes, edge.to);
      if (at == nodes.end() || *at != edge.to) continue;
      made.edges.push_back({static_cast<std::uint32_t>(at - nodes.begin()), edge.cost, edge.border});
    }
    made.first.push_back(static_cast<std::uint32_t>(made.edges.size()));
  }
  return made;
}

std::vector<Load> total_loads(const Mesh& mesh) {
  std::vector<Load> totals(mesh.workloads, 0);
  for (std::size_t i = 0; i < mesh.loads.size(); ++i) totals[i % mesh.workloads] += mesh.loads[i];
  return totals;
}

double mean_cost(const Mesh& mesh) {
  double sum = 0.0;
  std::size_t count = 0;
  for (const MeshEdge& edge : mesh.edges) {
    if (edge.cost <= 0.0F) continue;
    sum += static_cast<double>(edge.cost);
    ++count;
  }
  return count == 0 ? 1.0 : sum / static_cast<double>(count);
}

Pieces pieces_of(const Mesh& mesh, std::span<const int> label) {
  Pieces found{std::vector<std::uint32_t>(mesh.size(), kNoPlace), 0};
  std::vector<std::uint32_t> open;
  for (std::uint32_t start = 0; start < mesh.size(); ++start) {
    if (found.of[start] != kNoPlace) continue;
    const auto number = static_cast<std::uint32_t>(found.count++);
    found.of[start] = number;
    open.push_back(start);
    while (!open.empty()) {
      const std::uint32_t here = open.back();
      open.pop_back();
      for (const MeshEdge& edge : mesh.row(here)) {
        if (found.of[edge.to] != kNoPlace || label[edge.to] != label[here]) continue;
        found.of[edge.to] = number;
        open.push_back(edge.to);
      }
    }
  }
  return found;
}

const std::vector<std::uint32_t>& PieceWalk::piece(std::uint32_t from, std::span<const char> closed) {
  std::ranges::fill(loads_, Load{0});
  nodes_.assign(1, from);
  stamp_[from] = round_;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    for (std::size_t w = 0; w < loads_.size(); ++w) loads_[w] += mesh_.load(nodes_[i])[w];
    for (const MeshEdge& edge : mesh_.row(nodes_[i])) {
      if (closed[edge.to] != 0 || reached(edge.to)) continue;
      stamp_[edge.to] = round_;
      nodes_.push_back(edge.to);
    }
  }
  return nodes_;
}

}  // namespace libgrid::zoning::detail
