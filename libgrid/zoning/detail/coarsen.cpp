#include <libgrid/zoning/detail/coarsen.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr auto kFreeNode = static_cast<std::uint32_t>(-1);

/// Blocks of 64 neighbours in memory in random order, and random inside: random enough, and kind to the cache.
std::vector<std::uint32_t> visiting_order(std::size_t nodes, Draw& draw) {
  constexpr std::size_t kRun = 64;
  std::vector<std::uint32_t> runs((nodes + kRun - 1) / kRun);
  for (std::uint32_t i = 0; i < runs.size(); ++i) runs[i] = i;
  for (std::size_t i = runs.size(); i > 1; --i) std::swap(runs[i - 1], runs[draw.below(i)]);
  std::vector<std::uint32_t> order;
  order.reserve(nodes);
  for (const std::uint32_t run : runs) {
    const std::size_t begin = order.size();
    for (std::size_t i = run * kRun; i < std::min(nodes, (run + 1) * kRun); ++i)
      order.push_back(static_cast<std::uint32_t>(i));
    for (std::size_t i = order.size(); i > begin + 1; --i)
      std::swap(order[i - 1], order[begin + draw.below(i - begin)]);
  }
  return order;
}

}  // namespace

Clusters matched(const Mesh& mesh, std::span<const Load> most, std::span<const int> label, Draw& draw) {
  std::vector<std::uint32_t> mate(mesh.size(), kFreeNode);
  const std::vector<Load> totals = total_loads(mesh);
  const double tenth =
      0.1 * static_cast<double>(totals[0]) / static_cast<double>(std::max<std::size_t>(mesh.size(), 1));
  const auto fits = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t w = 0; w < mesh.workloads; ++w) {
      if (mesh.load(a)[w] + mesh.load(b)[w] > most[w]) return false;
    }
    return label.empty() || label[a] == label[b];
  };
  for (const std::uint32_t node : visiting_order(mesh.size(), draw)) {
    if (mate[node] != kFreeNode) continue;
    double best = -1.0;
    std::uint32_t chosen = node;
    for (const MeshEdge& edge : mesh.row(node)) {
      if (mate[edge.to] != kFreeNode || !fits(node, edge.to)) continue;
      const auto cost = static_cast<double>(edge.cost);
      const double value = cost * cost / (static_cast<double>(mesh.load(edge.to)[0]) + tenth);
      if (value > best) best = value, chosen = edge.to;
    }
    mate[node] = chosen;
    mate[chosen] = node;
  }
  Clusters clusters{std::vector<std::uint32_t>(mesh.size(), kFreeNode), 0};
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    if (clusters.of[node] != kFreeNode) continue;
    clusters.of[node] = clusters.of[mate[node]] = static_cast<std::uint32_t>(clusters.count++);
  }
  return clusters;
}

std::vector<int> coarse_parts(const Clusters& clusters, std::span<const int> part) {
  std::vector<int> coarse(clusters.count, 0);
  for (std::size_t node = 0; node < part.size(); ++node) coarse[clusters.of[node]] = part[node];
  return coarse;
}

std::vector<int> fine_parts(const Clusters& clusters, std::span<const int> part) {
  std::vector<int> fine(clusters.of.size());
  for (std::size_t node = 0; node < fine.size(); ++node) fine[node] = part[clusters.of[node]];
  return fine;
}

}  // namespace libgrid::zoning::detail
