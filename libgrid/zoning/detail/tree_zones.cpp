#include <libgrid/zoning/detail/tree_zones.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

/// One way to cut what hangs on a node: without its last child, and the way of that child.
struct Way {
  std::uint32_t before = kNone;
  std::uint32_t child = kNone;      ///< node
  std::uint32_t child_way = kNone;  ///< of the child
  bool cut = false;                 ///< the child is a zone of its own
  int zones = 0;                    ///< that are cut off
};

class TreeCutter {
 public:
  TreeCutter(const Mesh& mesh, int zones, std::span<const Limits> limits, std::size_t ways)
      : mesh_(mesh), zones_(zones), limits_(limits), most_ways_(ways), ways_of_(mesh.size()), sum_(mesh.workloads) {
    for (std::uint32_t node = 0; node < mesh.size(); ++node)
      for (const MeshEdge& edge : mesh.row(node))
        if (edge.to > node) edges_.emplace_back(node, edge.to);
  }

  [[nodiscard]] std::vector<int> run(Draw& draw) {
    if (!make_tree(draw)) return {};
    ways_.clear();
    loads_.clear();
    for (const std::uint32_t node : order_) {
      ways_of_[node].clear();
      std::ranges::copy(mesh_.load(node), sum_.begin());
      if (light()) keep(node, {});
    }
    for (std::size_t i = order_.size(); i-- > 1;) hang(order_[i], parent_[order_[i]]);
    for (const std::uint32_t way : ways_of_[order_.front()])
      if (ways_[way].zones == zones_ - 1 && is_zone(way)) return part_of(way);
    return {};
  }

  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  [[nodiscard]] std::span<const Load> load(std::uint32_t way) const {
    return std::span(loads_).subspan(way * mesh_.workloads, mesh_.workloads);
  }
  [[nodiscard]] bool light() const {
    for (std::size_t w = 0; w < sum_.size(); ++w)
      if (sum_[w] > limits_[w].most) return false;
    return true;
  }
  [[nodiscard]] bool is_zone(std::uint32_t way) const {
    for (std::size_t w = 0; w < limits_.size(); ++w)
      if (load(way)[w] < limits_[w].least || load(way)[w] > limits_[w].most) return false;
    return true;
  }

  /// A way with the loads of sum_, unless the node has one like it.
  void keep(std::uint32_t node, Way way) {
    std::vector<std::uint32_t>& own = ways_of_[node];
    if (own.size() >= most_ways_) return;
    for (const std::uint32_t other : own)
      if (ways_[other].zones == way.zones && std::ranges::equal(load(other), sum_)) return;
    own.push_back(static_cast<std::uint32_t>(ways_.size()));
    ways_.push_back(way);
    loads_.insert(loads_.end(), sum_.begin(), sum_.end());
  }

  void hang(std::uint32_t child, std::uint32_t parent) {
    const std::vector<std::uint32_t> before = std::exchange(ways_of_[parent], {});
    work_ += before.size() * ways_of_[child].size();
    for (const std::uint32_t own : before) {
      for (const std::uint32_t other : ways_of_[child]) {
        Way way{own, child, other, true, ways_[own].zones + ways_[other].zones + 1};
        std::ranges::copy(load(own), sum_.begin());
        if (way.zones < zones_ && is_zone(other)) keep(parent, way);
        way.cut = false;
        if (--way.zones >= zones_) continue;
        for (std::size_t w = 0; w < sum_.size(); ++w) sum_[w] += load(other)[w];
        if (light()) keep(parent, way);
      }
    }
  }

  [[nodiscard]] std::vector<int> part_of(std::uint32_t way) const {
    std::vector<int> part(mesh_.size(), 0);
    struct Open {
      std::uint32_t node, way;
      int zone;
    };
    std::vector<Open> open{{order_.front(), way, 0}};
    int used = 1;
    while (!open.empty()) {
      const Open at = open.back();
      open.pop_back();
      part[at.node] = at.zone;
      for (std::uint32_t w = at.way; ways_[w].before != kNone; w = ways_[w].before)
        open.push_back({ways_[w].child, ways_[w].child_way, ways_[w].cut ? used++ : at.zone});
    }
    return part;
  }

  /// Edges in a random order, those that close no ring; false if the mesh is not connected.
  bool make_tree(Draw& draw) {
    for (std::size_t i = edges_.size(); i > 1; --i) std::swap(edges_[i - 1], edges_[draw.below(i)]);
    work_ += edges_.size() * 4;
    lead_.resize(mesh_.size());
    std::iota(lead_.begin(), lead_.end(), 0U);
    next_.assign(mesh_.size(), {});
    for (const auto& [a, b] : edges_) {
      const std::uint32_t at = find(a), bt = find(b);
      if (at == bt) continue;
      lead_[at] = bt;
      next_[a].push_back(b);
      next_[b].push_back(a);
    }
    order_.assign(1, static_cast<std::uint32_t>(draw.below(mesh_.size())));
    parent_.assign(mesh_.size(), order_.front());
    for (std::size_t i = 0; i < order_.size(); ++i)
      for (const std::uint32_t to : next_[order_[i]]) {
        if (to == parent_[order_[i]]) continue;
        parent_[to] = order_[i];
        order_.push_back(to);
      }
    return order_.size() == mesh_.size();
  }
  std::uint32_t find(std::uint32_t node) {
    while (lead_[node] != node) node = lead_[node] = lead_[lead_[node]];
    return node;
  }

  const Mesh& mesh_;
  int zones_;
  std::span<const Limits> limits_;
  std::size_t most_ways_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_;
  std::vector<std::uint32_t> lead_, order_, parent_;
  std::vector<std::vector<std::uint32_t>> next_, ways_of_;
  std::vector<Way> ways_;
  std::vector<Load> loads_;  ///< of the ways: what goes on upwards
  std::vector<Load> sum_;
  std::uint64_t work_ = 0;
};

}  // namespace

TreeZones tree_zones(const Mesh& mesh, int zones, std::span<const Limits> limits, const TreeZonesBounds& bounds,
                     Draw& draw) {
  TreeCutter cutter(mesh, zones, limits, bounds.ways);
  for (int tree = 0; tree < bounds.trees; ++tree) {
    std::vector<int> part = cutter.run(draw);
    if (!part.empty()) return {std::move(part), cutter.work()};
  }
  return {{}, cutter.work()};
}

}  // namespace libgrid::zoning::detail
