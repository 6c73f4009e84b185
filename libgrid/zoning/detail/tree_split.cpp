#include <libgrid/zoning/detail/tree_split.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

struct LocalEdge {
  std::uint32_t a = 0, b = 0;
  double cost = 0.0;
};

/// The set as a little graph of its own.
struct LocalGraph {
  std::vector<LocalEdge> edges;
  std::vector<Load> loads;
  std::vector<Load> total;
};

LocalGraph local_graph(const Mesh& mesh, std::span<const std::uint32_t> nodes) {
  LocalGraph local;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) places.emplace_back(nodes[i], i);
  std::ranges::sort(places);
  local.total.assign(mesh.workloads, 0);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t w = 0; w < mesh.workloads; ++w) {
      local.loads.push_back(mesh.load(nodes[i])[w]);
      local.total[w] += local.loads.back();
    }
    for (const MeshEdge& edge : mesh.row(nodes[i])) {
      if (edge.to < nodes[i]) continue;
      const auto found = std::ranges::lower_bound(places, std::pair{edge.to, 0U});
      if (found == places.end() || found->first != edge.to) continue;
      local.edges.push_back({i, found->second, static_cast<double>(edge.cost)});
    }
  }
  return local;
}

/// A random spanning tree as parents in the order of a walk from a random root.
struct WalkedTree {
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> parent;
};

class TreeMaker {
 public:
  TreeMaker(const LocalGraph& local, std::size_t nodes) : local_(local), nodes_(nodes) {}

  const WalkedTree& make(Draw& draw) {
    std::vector<std::pair<double, std::uint32_t>> turns;
    for (std::uint32_t e = 0; e < local_.edges.size(); ++e)
      turns.emplace_back(draw.unit() / (1.0 + local_.edges[e].cost), e);
    std::ranges::sort(turns);
    root_.resize(nodes_);
    std::iota(root_.begin(), root_.end(), 0U);
    next_.assign(nodes_, {});
    for (const auto& [turn, e] : turns) {
      const std::uint32_t a = find(local_.edges[e].a);
      const std::uint32_t b = find(local_.edges[e].b);
      if (a == b) continue;
      root_[a] = b;
      next_[local_.edges[e].a].push_back(local_.edges[e].b);
      next_[local_.edges[e].b].push_back(local_.edges[e].a);
    }
    tree_.order.assign(1, draw.below(nodes_));
    tree_.parent.assign(nodes_, tree_.order.front());
    for (std::size_t i = 0; i < tree_.order.size(); ++i) {
      const std::uint32_t here = tree_.order[i];
      for (const std::uint32_t to : next_[here]) {
        if (to == tree_.parent[here]) continue;
        tree_.parent[to] = here;
        tree_.order.push_back(to);
      }
    }
    return tree_;
  }

 private:
  std::uint32_t find(std::uint32_t node) {
    while (root_[node] != node) node = root_[node] = root_[root_[node]];
    return node;
  }

  const LocalGraph& local_;
  std::size_t nodes_;
  std::vector<std::uint32_t> root_;
  std::vector<std::vector<std::uint32_t>> next_;
  WalkedTree tree_;
};

/// The node below which the tree is cut, and the violation then.
std::pair<double, std::uint32_t> best_cut(const LocalGraph& local, const WalkedTree& tree,
                                          std::span<const Limits> limits) {
  const std::size_t workloads = limits.size();
  std::vector<Load> below = local.loads;
  std::vector<Load> rest(workloads);
  std::pair<double, std::uint32_t> best{1e300, tree.order.front()};
  for (std::size_t i = tree.order.size(); i-- > 1;) {
    const std::uint32_t node = tree.order[i];
    const auto side = std::span(below).subspan(node * workloads, workloads);
    for (std::size_t w = 0; w < workloads; ++w) {
      below[tree.parent[node] * workloads + w] += side[w];
      rest[w] = local.total[w] - side[w];
    }
    best = std::min(best, {violation_of(side, limits) + violation_of(rest, limits), node});
  }
  return best;
}

std::vector<char> side_below(const WalkedTree& tree, std::uint32_t top) {
  std::vector<char> side(tree.parent.size(), 0);
  side[top] = 1;
  for (const std::uint32_t node : tree.order) {
    if (node != tree.order.front() && side[tree.parent[node]] != 0) side[node] = 1;
  }
  return side;
}

}  // namespace

double violation_of(std::span<const Load> loads, std::span<const Limits> limits) {
  double sum = 0.0;
  for (std::size_t w = 0; w < limits.size(); ++w) {
    const Load over = std::max<Load>({0, loads[w] - limits[w].most, limits[w].least - loads[w]});
    const double share = static_cast<double>(over) / std::max(1.0, limits[w].mean);
    sum += share * share;
  }
  return sum;
}

TreeSplit tree_split(const Mesh& mesh, std::span<const std::uint32_t> nodes, std::span<const Limits> limits, int trees,
                     double bound, Draw& draw) {
  const LocalGraph local = local_graph(mesh, nodes);
  TreeMaker maker(local, nodes.size());
  TreeSplit best{{}, bound};
  double best_cost = 0.0;
  for (int round = 0; round < trees; ++round) {
    const WalkedTree& tree = maker.make(draw);
    if (tree.order.size() != nodes.size()) return {{}, bound};  // not connected
    const auto [violation, top] = best_cut(local, tree, limits);
    if (violation > best.violation || top == tree.order.front() || violation >= bound) continue;
    const std::vector<char> side = side_below(tree, top);
    double cost = 0.0;
    for (const LocalEdge& edge : local.edges) cost += side[edge.a] != side[edge.b] ? edge.cost : 0.0;
    if (violation == best.violation && cost >= best_cost && !best.side.empty()) continue;
    best.violation = violation;
    best_cost = cost;
    best.side.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (side[i] != 0) best.side.push_back(nodes[i]);
    }
  }
  return best;
}

}  // namespace libgrid::zoning::detail
