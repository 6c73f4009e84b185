#include <libgrid/zoning/detail/reduction.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr auto kUnvisited = static_cast<std::uint32_t>(-1);

/// A depth-first walk with what hangs below every node.
class Walk {
 public:
  Walk(const Mesh& mesh, std::span<const Load> least, std::uint32_t root)
      : mesh_(mesh),
        least_(least),
        root_(root),
        place_(mesh.size(), kUnvisited),
        low_(mesh.size(), 0),
        parent_(mesh.size(), root),
        below_(mesh.loads),
        cut_off_(mesh.loads.size(), 0),
        cuts_(mesh.size(), 0),
        light_(mesh.size(), 0) {
    descend();
    add_up();
  }

  /// A cut node that holds the root in a light piece, or the root if there is none: where to begin again.
  [[nodiscard]] std::uint32_t better_root() const {
    const auto all = load_below(root_);
    for (const std::uint32_t node : order_) {
      if (node == root_ || cuts_[node] == 0) continue;
      for (std::size_t w = 0; w < least_.size(); ++w) {
        if (all[w] - mesh_.load(node)[w] - cut_off_[node * least_.size() + w] < least_[w]) return node;
      }
    }
    return root_;
  }

  [[nodiscard]] Reduction reduction() const {
    std::vector<std::uint32_t> centre(mesh_.size());
    std::vector<char> inside(mesh_.size(), 0);
    for (const std::uint32_t node : order_) {
      const bool merged = node != root_ && (light_[node] != 0 || inside[parent_[node]] != 0);
      inside[node] = merged ? 1 : 0;
      centre[node] = merged ? centre[parent_[node]] : node;
    }
    Reduction result{std::vector<std::uint32_t>(mesh_.size(), kUnvisited), {}, 0};
    std::vector<std::uint32_t> number(mesh_.size(), kUnvisited);
    for (std::uint32_t node = 0; node < mesh_.size(); ++node) {
      std::uint32_t& own = number[centre[node]];
      if (own == kUnvisited) {
        own = static_cast<std::uint32_t>(result.count++);
        result.centre.push_back(centre[node]);
      }
      result.cluster[node] = own;
    }
    return result;
  }

 private:
  [[nodiscard]] std::span<const Load> load_below(std::uint32_t node) const {
    return std::span(below_).subspan(node * least_.size(), least_.size());
  }

  void descend() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> path;  // node, next edge
    const auto enter = [&](std::uint32_t node) {
      place_[node] = low_[node] = static_cast<std::uint32_t>(order_.size());
      order_.push_back(node);
      path.emplace_back(node, mesh_.first[node]);
    };
    enter(root_);
    while (!path.empty()) {
      auto& [node, edge] = path.back();
      if (edge == mesh_.first[node + 1]) {
        path.pop_back();
        continue;
      }
      const std::uint32_t to = mesh_.edges[edge++].to;
      if (place_[to] == kUnvisited) {
        parent_[to] = node;
        enter(to);
      } else if (to != parent_[node]) {
        low_[node] = std::min(low_[node], place_[to]);
      }
    }
  }

  void add_up() {
    const std::size_t workloads = least_.size();
    for (std::size_t i = order_.size(); i-- > 1;) {
      const std::uint32_t node = order_[i];
      const std::uint32_t up = parent_[node];
      low_[up] = std::min(low_[up], low_[node]);
      const bool cut = low_[node] >= place_[up];
      cuts_[up] |= cut ? 1 : 0;
      for (std::size_t w = 0; w < workloads; ++w) {
        const Load load = below_[node * workloads + w];
        below_[up * workloads + w] += load;
        if (!cut) continue;
        cut_off_[up * workloads + w] += load;
        if (load < least_[w]) light_[node] = 1;
      }
    }
  }

  const Mesh& mesh_;
  std::span<const Load> least_;
  std::uint32_t root_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> place_;  ///< in order_
  std::vector<std::uint32_t> low_;    ///< lowest place reached from below
  std::vector<std::uint32_t> parent_;
  std::vector<Load> below_;    ///< loads of the subtree
  std::vector<Load> cut_off_;  ///< loads of the pieces below that the node cuts off
  std::vector<char> cuts_;
  std::vector<char> light_;  ///< the piece that begins here is cut off by the parent and light
};

}  // namespace

Reduction merged_pieces(const Mesh& mesh, std::span<const Load> least) {
  constexpr int kWalks = 16;
  std::uint32_t root = 0;
  for (int walk = 0;; ++walk) {
    const Walk tree(mesh, least, root);
    const std::uint32_t next = tree.better_root();
    if (next == root || walk == kWalks) return tree.reduction();
    root = next;
  }
}

}  // namespace libgrid::zoning::detail
