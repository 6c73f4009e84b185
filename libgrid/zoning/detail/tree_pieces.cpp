#include <libgrid/zoning/detail/tree_pieces.hpp>

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

/// Numbers in the order they are asked for.
class Draws {
 public:
  explicit Draws(const CounterRandom& random) : random_(random) {}
  double unit() { return random_.unit(next_++); }
  std::uint64_t below(std::uint64_t bound) { return random_.below(next_++, bound); }

 private:
  CounterRandom random_;
  std::uint64_t next_ = 0;
};

/// Grows trees from random roots; `Next` says which link is taken.
class Growth {
 public:
  Growth(const BlockGraph& graph, Draws& draws) : graph_(graph), draws_(draws), free_(graph.size(), 1) {
    tree_.parent.assign(graph.size(), SpanningTree::kRoot);
    roots_.resize(graph.size());
    std::iota(roots_.begin(), roots_.end(), 0U);
    for (std::size_t i = roots_.size(); i > 1; --i) std::swap(roots_[i - 1], roots_[draws_.below(i)]);
  }

  SpanningTree long_paths() {
    for (const std::uint32_t root : roots_) {
      if (free_[root] == 0) continue;
      take(root, SpanningTree::kRoot);
      std::vector<std::uint32_t> path{root};
      while (!path.empty()) {
        const std::uint32_t next = loneliest(path.back());
        if (next == SpanningTree::kRoot) {
          path.pop_back();
          continue;
        }
        take(next, path.back());
        path.push_back(next);
      }
    }
    return std::move(tree_);
  }

  SpanningTree alike_links(const BlockAttributes& attributes) {
    for (const std::uint32_t root : roots_) {
      if (free_[root] == 0) continue;
      using Link = std::tuple<double, std::uint32_t, std::uint32_t>;  // cost, block, parent
      std::priority_queue<Link, std::vector<Link>, std::greater<>> links;
      links.emplace(0.0, root, SpanningTree::kRoot);
      while (!links.empty()) {
        const auto [cost, block, parent] = links.top();
        links.pop();
        if (free_[block] == 0) continue;
        take(block, parent);
        for (const BlockNeighbour& next : graph_.neighbours(block))
          if (free_[next.block] != 0)
            links.emplace(distance2(attributes, block, next.block) * (0.5 + draws_.unit()), next.block, block);
      }
    }
    return std::move(tree_);
  }

 private:
  void take(std::uint32_t block, std::uint32_t parent) {
    free_[block] = 0;
    tree_.order.push_back(block);
    tree_.parent[block] = parent;
  }

  /// The free neighbour with the fewest free neighbours; equals by lot.
  std::uint32_t loneliest(std::uint32_t block) {
    std::uint32_t best = SpanningTree::kRoot;
    double least = 0.0;
    for (const BlockNeighbour& next : graph_.neighbours(block)) {
      if (free_[next.block] == 0) continue;
      double company = 1.5 * draws_.unit();
      for (const BlockNeighbour& beyond : graph_.neighbours(next.block)) company += free_[beyond.block];
      if (best == SpanningTree::kRoot || company < least) best = next.block, least = company;
    }
    return best;
  }

  static double distance2(const BlockAttributes& attributes, std::size_t a, std::size_t b) {
    double squares = 0.0;
    for (std::size_t c = 0; c < attributes.columns; ++c) {
      const double d = attributes.values[a * attributes.columns + c] - attributes.values[b * attributes.columns + c];
      squares += d * d;
    }
    return squares;
  }

  const BlockGraph& graph_;
  Draws& draws_;
  std::vector<char> free_;
  std::vector<std::uint32_t> roots_;
  SpanningTree tree_;
};

}  // namespace

SpanningTree random_tree(const BlockGraph& graph, const BlockAttributes& attributes, const CounterRandom& random,
                         TreeKind kind) {
  Draws draws(random);
  Growth growth(graph, draws);
  return kind == TreeKind::long_paths ? growth.long_paths() : growth.alike_links(attributes);
}

std::vector<int> pieces_of_tree(const SpanningTree& tree, const RegionFloor& floor) {
  constexpr int kOpen = -1;
  std::vector<double> held(floor.extent.begin(), floor.extent.end());
  std::vector<int> piece(held.size(), kOpen);
  int count = 0;
  for (auto block = tree.order.rbegin(); block != tree.order.rend(); ++block) {
    const std::uint32_t parent = tree.parent[*block];
    if (held[*block] >= floor.least)
      piece[*block] = count++;
    else if (parent != SpanningTree::kRoot)
      held[parent] += held[*block];
  }
  std::vector<std::uint32_t> root(held.size());
  std::vector<int> joined(held.size(), kOpen);  // of a root: the first piece that hangs on what is left there
  for (const std::uint32_t block : tree.order) {
    const std::uint32_t parent = tree.parent[block];
    root[block] = parent == SpanningTree::kRoot ? block : root[parent];
    if (parent == SpanningTree::kRoot) continue;
    if (piece[block] == kOpen)
      piece[block] = piece[parent];
    else if (piece[parent] == kOpen && joined[root[block]] == kOpen)
      joined[root[block]] = piece[block];
  }
  for (const std::uint32_t block : tree.order)
    if (piece[block] == kOpen) piece[block] = joined[root[block]];
  renumber(piece);
  return piece;
}

}  // namespace libgrid::zoning::detail
