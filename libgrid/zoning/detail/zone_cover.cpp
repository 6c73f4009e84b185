#include <libgrid/zoning/detail/zone_cover.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

#include <libgrid/zoning/detail/admissible_zones.hpp>
#include <libgrid/zoning/detail/coarsen.hpp>

namespace libgrid::zoning::detail {
namespace {

/// The search. A zone is blocked while it meets chosen ones. Nodes that were dead ends come sooner, in later runs too.
class Search {
 public:
  Search(const Mesh& mesh, int zones, std::span<const Limits> limits, const AdmissibleZones& all)
      : mesh_(mesh),
        zones_(zones),
        limits_(limits),
        all_(all),
        holding_(mesh.size()),
        live_(mesh.size(), 0),
        trouble_(mesh.size(), 1.0),
        blocked_(all.size(), 0),
        taken_(mesh.size(), 0),
        walk_(mesh) {
    for (std::size_t zone = 0; zone < all.size(); ++zone) {
      for (const std::uint32_t node : all.zone(zone)) ++live_[node];
    }
  }

  CoverEnd run(std::span<const std::uint32_t> order, std::uint64_t work) {
    for (auto& zones : holding_) zones.clear();
    for (const std::uint32_t zone : order) {
      for (const std::uint32_t node : all_.zone(zone)) holding_[node].push_back(zone);
    }
    work_ = spent_ + work;
    if (descend()) return CoverEnd::found;
    return spent_ > work_ ? CoverEnd::unknown : CoverEnd::none;
  }

  [[nodiscard]] std::uint64_t spent() const { return spent_; }

  /// @pre found
  [[nodiscard]] std::vector<int> part() {
    std::ranges::sort(chosen_, {}, [&](std::uint32_t zone) { return all_.zone(zone).front(); });
    std::vector<int> part(mesh_.size(), 0);
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      for (const std::uint32_t node : all_.zone(chosen_[i])) part[node] = static_cast<int>(i);
    }
    return part;
  }

 private:
  struct Counts {
    Load fewest = 0;
    Load most = 0;
  };

  /// One piece of what is free at a time, the smallest first: what it cannot hold is not tried with all of the others.
  bool descend() {
    if (dead_end()) return false;
    if (smallest_.empty()) return true;
    const std::uint32_t node = *std::ranges::min_element(
        smallest_, {}, [&](std::uint32_t one) { return static_cast<double>(live_[one]) / trouble_[one]; });
    for (const std::uint32_t zone : holding_[node]) {
      if (blocked_[zone] != 0) continue;
      choose(zone);
      if (descend()) return true;
      undo(zone);
      if (spent_ > work_) return false;
    }
    trouble_[node] += 1.0;
    return false;
  }

  /// A free node is in no zone any more, or a free piece holds no number of zones, or all together not those left.
  [[nodiscard]] bool dead_end() {
    walk_.begin();
    smallest_.clear();
    Counts all;
    bool dead = false;
    for (std::uint32_t node = 0; node < mesh_.size(); ++node) {
      if (taken_[node] != 0) continue;
      if (live_[node] == 0) trouble_[node] += 1.0, dead = true;
      if (walk_.reached(node) || dead) continue;
      const std::vector<std::uint32_t>& piece = walk_.piece(node, taken_);
      const Counts counts = counts_of(piece.size(), walk_.loads());
      dead = dead || counts.fewest > counts.most;
      all.fewest += counts.fewest;
      all.most += counts.most;
      if (smallest_.empty() || piece.size() < smallest_.size()) smallest_ = piece;
    }
    spent_ += mesh_.size();
    const Load left = zones_ - static_cast<Load>(chosen_.size());
    return dead || (zones_ != kAnyCount && (left < all.fewest || left > all.most));
  }

  /// How many zones a piece of so many nodes and these loads may hold.
  [[nodiscard]] Counts counts_of(std::size_t nodes, const std::vector<Load>& sum) const {
    Counts counts{1, static_cast<Load>(nodes)};
    for (std::size_t w = 0; w < sum.size(); ++w) {
      const Load most = std::max<Load>(limits_[w].most, 1);
      counts.fewest = std::max(counts.fewest, (sum[w] + most - 1) / most);
      if (limits_[w].least > 0) counts.most = std::min(counts.most, sum[w] / limits_[w].least);
    }
    return counts;
  }

  void choose(std::uint32_t zone) {
    chosen_.push_back(zone);
    for (const std::uint32_t node : all_.zone(zone)) {
      taken_[node] = 1;
      for (const std::uint32_t other : holding_[node]) {
        if (blocked_[other]++ == 0) count_live(other, -1);
      }
      spent_ += holding_[node].size();
    }
  }

  void undo(std::uint32_t zone) {
    for (const std::uint32_t node : all_.zone(zone)) {
      taken_[node] = 0;
      for (const std::uint32_t other : holding_[node]) {
        if (--blocked_[other] == 0) count_live(other, 1);
      }
    }
    chosen_.pop_back();
  }

  void count_live(std::uint32_t zone, int more) {
    for (const std::uint32_t node : all_.zone(zone)) live_[node] += static_cast<std::uint32_t>(more);
  }

  const Mesh& mesh_;
  int zones_;
  std::span<const Limits> limits_;
  const AdmissibleZones& all_;
  std::vector<std::vector<std::uint32_t>> holding_;  ///< zones of a node, in their order
  std::vector<std::uint32_t> live_;                  ///< zones of a node that are not blocked
  std::vector<double> trouble_;
  std::vector<std::uint32_t> blocked_;
  std::vector<char> taken_;
  PieceWalk walk_;
  std::vector<std::uint32_t> smallest_;
  std::vector<std::uint32_t> chosen_;
  std::uint64_t spent_ = 0;
  std::uint64_t work_ = 0;
};

/// Cost of the borders of a zone per node.
std::vector<double> border_costs(const Mesh& mesh, const AdmissibleZones& all) {
  std::vector<double> costs(all.size(), 0.0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto zone = all.zone(i);
    for (const std::uint32_t node : zone) {
      for (const MeshEdge& edge : mesh.row(node))
        costs[i] += std::ranges::binary_search(zone, edge.to) ? 0.0 : static_cast<double>(edge.cost);
    }
    costs[i] /= static_cast<double>(zone.size());
  }
  return costs;
}

Cover covered(const Mesh& mesh, int zones, std::span<const Limits> limits, const AdmissibleZones& all,
              const CoverBounds& bounds, Draw& draw) {
  const std::vector<double> costs = border_costs(mesh, all);
  Search search(mesh, zones, limits, all);
  for (int run = 0; run < bounds.runs; ++run) {
    std::vector<double> keys = costs;
    for (double& key : keys) key *= 1.0 + (run == 0 ? 0.0 : 0.5) * draw.unit();
    std::vector<std::uint32_t> order(all.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t zone) { return keys[zone]; });
    const CoverEnd end = search.run(order, bounds.search);
    if (end == CoverEnd::found) return {end, search.part(), all.work + search.spent()};
    if (end == CoverEnd::none) return {all.complete ? end : CoverEnd::unknown, {}, all.work + search.spent()};
  }
  return {CoverEnd::unknown, {}, all.work + search.spent()};
}

bool idle(const Mesh& mesh, std::size_t node) {
  return std::ranges::all_of(mesh.load(node), [](Load load) { return load == 0; });
}

/// Nodes without any load join a neighbour each, by chance.
Clusters idle_joined(const Mesh& mesh, Draw& draw) {
  std::vector<std::uint32_t> lead(mesh.size());
  std::iota(lead.begin(), lead.end(), 0U);
  const auto find = [&](std::uint32_t node) {
    while (lead[node] != node) node = lead[node] = lead[lead[node]];
    return node;
  };
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    const auto row = mesh.row(node);
    if (idle(mesh, node) && !row.empty()) lead[find(node)] = find(row[draw.below(row.size())].to);
  }
  Clusters clusters{std::vector<std::uint32_t>(mesh.size(), 0), 0};
  std::vector<std::uint32_t> number(mesh.size(), static_cast<std::uint32_t>(-1));
  for (std::uint32_t node = 0; node < mesh.size(); ++node) {
    std::uint32_t& own = number[find(node)];
    if (own == static_cast<std::uint32_t>(-1)) own = static_cast<std::uint32_t>(clusters.count++);
    clusters.of[node] = own;
  }
  return clusters;
}

}  // namespace

Cover zone_cover(const Mesh& mesh, int zones, std::span<const Limits> limits, const CoverBounds& bounds, Draw& draw) {
  const AdmissibleBounds listing{.work = bounds.listing, .zones = bounds.zones};
  const AdmissibleZones all = admissible_zones(mesh, limits, listing);
  if (all.complete) return covered(mesh, zones, limits, all, bounds, draw);
  // Idle nodes multiply the zones without need: with fewer of them the listing may end.
  const Clusters clusters = idle_joined(mesh, draw);
  if (clusters.count == mesh.size()) return {CoverEnd::unknown, {}, all.work};
  const Mesh smaller = contracted(mesh, clusters.of, clusters.count);
  const AdmissibleZones fewer = admissible_zones(smaller, limits, listing);
  if (!fewer.complete) return {CoverEnd::unknown, {}, all.work + fewer.work};
  Cover cover = covered(smaller, zones, limits, fewer, bounds, draw);
  cover.work += all.work;
  if (cover.end != CoverEnd::found) return {CoverEnd::unknown, {}, cover.work};
  return {CoverEnd::found, fine_parts(clusters, cover.part), cover.work};
}

}  // namespace libgrid::zoning::detail
