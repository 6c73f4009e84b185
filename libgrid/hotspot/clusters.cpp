#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/clusters.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Sets that are joined; the root is the smallest member.
class JoinedSets {
 public:
  explicit JoinedSets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::uint32_t{0}); }
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a), b = root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// Works on positions of the bucket order, where neighbours stand close to each other in memory.
class Clustering {
 public:
  Clustering(std::span<const Xy> points, std::span<const LocalTime> times, const ClusterRules& rules, Seconds span)
      : rules_(rules), span_(span), buckets_(points, rules.reach), points_(buckets_.sorted()) {
    const double reach = rules.reach.value;
    limit_ = reach * reach;
    for (const std::uint32_t i : buckets_.order()) times_.push_back(times.empty() ? LocalTime{} : times[i]);
  }

  std::vector<std::int64_t> run() {
    find_cores();
    JoinedSets sets = join_cores();
    const std::vector<std::uint32_t> home = homes(sets);
    return numbered(home);
  }

 private:
  static constexpr std::uint32_t kNoise = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool near(std::size_t a, std::size_t b) const {
    const double dx = points_[a].x - points_[b].x;
    const double dy = points_[a].y - points_[b].y;
    if (dx * dx + dy * dy > limit_) return false;
    const std::int64_t gap = times_[a].seconds - times_[b].seconds;
    return gap <= span_.value && -gap <= span_.value;
  }

  void find_cores() {
    core_.assign(points_.size(), 0);
    for (std::size_t a = 0; a < points_.size(); ++a) {
      std::size_t found = 0;
      buckets_.visit_around(points_[a], 1, [&](std::size_t b) { found += near(a, b) ? 1 : 0; });
      core_[a] = found >= rules_.least ? 1 : 0;
    }
  }

  JoinedSets join_cores() {
    JoinedSets sets(points_.size());
    for (std::uint32_t a = 0; a < points_.size(); ++a) {
      if (core_[a] == 0) continue;
      buckets_.visit_around(points_[a], 1, [&](std::size_t b) {
        if (b < a && core_[b] != 0 && near(a, b)) sets.join(a, static_cast<std::uint32_t>(b));
      });
    }
    return sets;
  }

  [[nodiscard]] bool smaller(std::uint32_t a, std::uint32_t b) const {
    const auto key = [&](std::uint32_t k) {
      return std::tuple(points_[k].x, points_[k].y, times_[k], buckets_.order()[k]);
    };
    return key(a) < key(b);
  }

  /// The root of the cluster of every position, kNoise for noise.
  std::vector<std::uint32_t> homes(JoinedSets& sets) const {
    std::vector<std::uint32_t> home(points_.size(), kNoise);
    for (std::uint32_t a = 0; a < points_.size(); ++a) {
      if (core_[a] != 0) {
        home[a] = sets.root(a);
        continue;
      }
      double least = std::numeric_limits<double>::infinity();
      std::uint32_t best = kNoise;
      buckets_.visit_around(points_[a], 1, [&](std::size_t b) {
        if (core_[b] == 0 || !near(a, b)) return;
        const double dx = points_[a].x - points_[b].x;
        const double dy = points_[a].y - points_[b].y;
        const double squared = dx * dx + dy * dy;
        const auto other = static_cast<std::uint32_t>(b);
        if (squared < least || (squared == least && smaller(other, best))) least = squared, best = other;
      });
      if (best != kNoise) home[a] = sets.root(best);
    }
    return home;
  }

  std::vector<std::int64_t> numbered(const std::vector<std::uint32_t>& home) const {
    std::vector<std::uint32_t> first(points_.size(), kNoise);  // smallest core of each root
    for (std::uint32_t a = 0; a < points_.size(); ++a)
      if (core_[a] != 0 && (first[home[a]] == kNoise || smaller(a, first[home[a]]))) first[home[a]] = a;
    std::vector<std::uint32_t> roots;
    for (std::uint32_t a = 0; a < points_.size(); ++a)
      if (first[a] != kNoise) roots.push_back(a);
    std::sort(roots.begin(), roots.end(),
              [&](std::uint32_t a, std::uint32_t b) { return smaller(first[a], first[b]); });
    std::vector<std::int64_t> number(points_.size(), -1);
    for (std::size_t k = 0; k < roots.size(); ++k) number[roots[k]] = static_cast<std::int64_t>(k);
    std::vector<std::int64_t> result(points_.size(), -1);
    for (std::size_t a = 0; a < points_.size(); ++a)
      if (home[a] != kNoise) result[buckets_.order()[a]] = number[home[a]];
    return result;
  }

  ClusterRules rules_;
  Seconds span_;
  detail::PointBuckets buckets_;
  std::span<const Xy> points_;
  double limit_ = 0.0;
  std::vector<LocalTime> times_;
  std::vector<char> core_;
};

}  // namespace

std::vector<std::int64_t> dbscan(std::span<const Xy> points, const ClusterRules& rules) {
  return points.empty() ? std::vector<std::int64_t>{} : Clustering(points, {}, rules, Seconds{}).run();
}

std::vector<std::int64_t> dbscan(std::span<const Xy> points, std::span<const LocalTime> times,
                                 const ClusterRules& rules, Seconds span) {
  GRID_ASSERT(points.size() == times.size());
  return points.empty() ? std::vector<std::int64_t>{} : Clustering(points, times, rules, span).run();
}

}  // namespace hotspot
}  // namespace libgrid
