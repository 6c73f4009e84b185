#include <libgrid/zoning/detail/mend_zones.hpp>

#include <algorithm>
#include <vector>

#include <libgrid/zoning/detail/price.hpp>
#include <libgrid/zoning/detail/tree_zones.hpp>
#include <libgrid/zoning/detail/zone_cover.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr std::size_t kTreeZones = 4;  // into more zones hardly a tree can be cut
constexpr std::size_t kListable = 6;   // zones of more nodes are too many to be listed

class Mender {
 public:
  Mender(ZoningCut& cut, std::span<const Limits> limits, const Mending& how, Draw& draw, const CancelToken& cancel)
      : cut_(cut), limits_(limits), how_(how), draw_(draw), cancel_(cancel) {}

  void run() {
    if (cut_.mesh().size() > kListable * static_cast<std::size_t>(cut_.zones())) most_ = 3;
    for (int attempt = 0; attempt < how_.tries && work_ < how_.work && !cancel_.cancelled(); ++attempt) {
      const std::vector<int> bad = zones_outside();
      if (bad.empty()) return;
      const bool wander = attempt % 3 == 2;
      const int start =
          wander ? static_cast<int>(draw_.below(static_cast<std::size_t>(cut_.zones()))) : bad[draw_.below(bad.size())];
      cut_anew(group_around(start, 2 + draw_.below(most_), !wander));
    }
  }

 private:
  [[nodiscard]] std::vector<int> zones_outside() const {
    std::vector<int> zones;
    for (int zone = 0; zone < cut_.zones(); ++zone) {
      if (overload_of(cut_.loads(zone), limits_) > 0.0) zones.push_back(zone);
    }
    return zones;
  }

  [[nodiscard]] std::size_t nodes_of(const std::vector<int>& group) const {
    std::size_t nodes = 0;
    for (const int zone : group) nodes += static_cast<std::size_t>(cut_.figures(zone).nodes);
    return nodes;
  }

  /// The loads of the group are those of as many zones within the limits.
  [[nodiscard]] bool fits(const std::vector<int>& group) const {
    const auto count = static_cast<Load>(group.size());
    for (std::size_t w = 0; w < limits_.size(); ++w) {
      Load sum = 0;
      for (const int zone : group) sum += cut_.loads(zone)[w];
      if (sum < count * limits_[w].least || sum > count * limits_[w].most) return false;
    }
    return true;
  }

  /// Neighbours of random members are added until the group is large enough and, if asked, balanced.
  [[nodiscard]] std::vector<int> group_around(int start, std::size_t wanted, bool balanced) {
    std::vector<int> group{start};
    while (group.size() < wanted || (balanced && !fits(group))) {
      std::vector<int> around;
      for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node) {
        if (std::ranges::find(group, cut_.part(node)) == group.end()) continue;
        for (const MeshEdge& edge : cut_.mesh().row(node)) {
          if (std::ranges::find(group, cut_.part(edge.to)) == group.end()) around.push_back(cut_.part(edge.to));
        }
      }
      if (around.empty()) break;
      group.push_back(around[draw_.below(around.size())]);
      if (nodes_of(group) > how_.nodes) {
        group.pop_back();
        break;
      }
    }
    return group;
  }

  void cut_anew(const std::vector<int>& group) {
    if (group.size() < 2 || !fits(group)) return;
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node) {
      if (std::ranges::find(group, cut_.part(node)) != group.end()) nodes.push_back(node);
    }
    const Mesh part = submesh(cut_.mesh(), nodes);
    const bool listable = nodes.size() <= kListable * group.size();
    if (listable) {
      const Cover cover = zone_cover(part, static_cast<int>(group.size()), limits_,
                                     {.listing = 3'000'000, .zones = 30'000, .search = 3'000'000, .runs = 2}, draw_);
      work_ += cover.work;
      if (cover.end == CoverEnd::found) assign(nodes, group, cover.part);
      if (cover.end != CoverEnd::unknown) return;
    }
    if (group.size() > kTreeZones) return;
    constexpr int kTrees = 1'000;
    const TreeZones found = tree_zones(part, static_cast<int>(group.size()), limits_, {.trees = kTrees}, draw_);
    work_ += found.work;
    if (!found.part.empty()) assign(nodes, group, found.part);
  }

  void assign(const std::vector<std::uint32_t>& nodes, const std::vector<int>& group, const std::vector<int>& part) {
    std::vector<int> parts = cut_.parts();
    for (std::size_t i = 0; i < nodes.size(); ++i) parts[nodes[i]] = group[static_cast<std::size_t>(part[i])];
    cut_ = ZoningCut(cut_.mesh(), std::move(parts), cut_.zones());
  }

  ZoningCut& cut_;
  std::span<const Limits> limits_;
  const Mending& how_;
  Draw& draw_;
  const CancelToken& cancel_;
  std::size_t most_ = 6;  // zones in a group, but one
  std::uint64_t work_ = 0;
};

}  // namespace

void mend_zones(ZoningCut& cut, std::span<const Limits> limits, const Mending& how, Draw& draw,
                const CancelToken& cancel) {
  Mender(cut, limits, how, draw, cancel).run();
}

}  // namespace libgrid::zoning::detail
