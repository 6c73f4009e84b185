#include <libgrid/zoning/detail/admissible_zones.hpp>

#include <algorithm>

namespace libgrid::zoning::detail {
namespace {

/// Every connected set once: from its lowest node, by nodes that the nodes before have not offered already.
class Listing {
 public:
  Listing(const Mesh& mesh, std::span<const Limits> limits, const AdmissibleBounds& bounds)
      : mesh_(mesh),
        limits_(limits),
        bounds_(bounds),
        load_(mesh.workloads, 0),
        offered_(mesh.size(), 0),
        inside_(mesh.size(), 0),
        walk_(mesh) {}

  AdmissibleZones run() {
    for (std::uint32_t root = 0; root < mesh_.size() && found_.complete; ++root) {
      root_ = root;
      offered_[root] = 1;
      grow(root, {});
      offered_[root] = 0;
    }
    found_.work = work_;
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool add_load(std::uint32_t node, Load sign) {
    bool light = true;
    for (std::size_t w = 0; w < load_.size(); ++w) {
      load_[w] += sign * mesh_.load(node)[w];
      light = light && load_[w] <= limits_[w].most;
    }
    return light;
  }

  /// The set with `node`, and all sets that go on from there.
  void grow(std::uint32_t node, std::vector<std::uint32_t> fringe) {
    if (add_load(node, 1)) {
      inside_[node] = 1;
      set_.push_back(node);
      const std::size_t known = fringe.size();
      for (const MeshEdge& edge : mesh_.row(node)) {
        if (edge.to < root_ || offered_[edge.to] != 0) continue;
        offered_[edge.to] = 1;
        fringe.push_back(edge.to);
      }
      const std::vector<std::uint32_t> fresh(fringe.begin() + static_cast<std::ptrdiff_t>(known), fringe.end());
      count(fringe.size() + mesh_.row(node).size());
      keep_if_admissible();
      while (!fringe.empty() && found_.complete) {
        const std::uint32_t next = fringe.back();
        fringe.pop_back();
        grow(next, fringe);
      }
      for (const std::uint32_t other : fresh) offered_[other] = 0;
      set_.pop_back();
      inside_[node] = 0;
    }
    (void)add_load(node, -1);
  }

  void keep_if_admissible() {
    for (std::size_t w = 0; w < load_.size(); ++w) {
      if (load_[w] < limits_[w].least) return;
    }
    if (!rest_can_hold_zones()) return;
    if (found_.size() == bounds_.zones) {
      found_.complete = false;
      return;
    }
    found_.nodes.insert(found_.nodes.end(), set_.begin(), set_.end());
    std::sort(found_.nodes.begin() + found_.first.back(), found_.nodes.end());
    found_.first.push_back(static_cast<std::uint32_t>(found_.nodes.size()));
  }

  /// No piece beside the set is lighter than a zone.
  [[nodiscard]] bool rest_can_hold_zones() {
    walk_.begin();
    for (const std::uint32_t node : set_) {
      for (const MeshEdge& edge : mesh_.row(node)) {
        if (inside_[edge.to] == 0 && !walk_.reached(edge.to) && !piece_can_hold_zone(edge.to)) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool piece_can_hold_zone(std::uint32_t from) {
    count(walk_.piece(from, inside_).size());
    const std::vector<Load>& sum = walk_.loads();
    for (std::size_t w = 0; w < sum.size(); ++w) {
      const Load fewest = std::max<Load>(1, (sum[w] + limits_[w].most - 1) / std::max<Load>(limits_[w].most, 1));
      if (sum[w] < fewest * limits_[w].least) return false;
    }
    return true;
  }

  void count(std::size_t nodes) {
    work_ += nodes;
    if (work_ > bounds_.work) found_.complete = false;
  }

  const Mesh& mesh_;
  std::span<const Limits> limits_;
  const AdmissibleBounds& bounds_;
  AdmissibleZones found_;
  std::uint32_t root_ = 0;
  std::vector<Load> load_;
  std::vector<std::uint32_t> set_;
  std::vector<char> offered_;
  std::vector<char> inside_;
  PieceWalk walk_;
  std::uint64_t work_ = 0;
};

}  // namespace

AdmissibleZones admissible_zones(const Mesh& mesh, std::span<const Limits> limits, const AdmissibleBounds& bounds) {
  return Listing(mesh, limits, bounds).run();
}

}  // namespace libgrid::zoning::detail
