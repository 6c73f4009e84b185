#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/clusters.hpp>

namespace libgrid::hotspot {
namespace {

struct Cloud {
  std::vector<Xy> points;
  std::vector<LocalTime> times;
};

Cloud cloud(std::size_t n, std::uint64_t seed) {
  const CounterRandom random(seed, 6);
  Cloud made;
  for (std::size_t i = 0; i < n; ++i) {
    made.points.push_back(
        {static_cast<double>(random.below(3 * i, 60)) * 5.0, static_cast<double>(random.below(3 * i + 1, 60)) * 5.0});
    made.times.push_back(LocalTime{static_cast<std::int64_t>(random.below(3 * i + 2, 50)) * 3600});
  }
  return made;
}

/// From the definition: all pairs, flood fill over cores, the nearest core for a border point.
std::vector<std::int64_t> by_definition(const Cloud& c, double reach, std::size_t least, std::int64_t span) {
  const std::size_t n = c.points.size();
  const auto squared = [&](std::size_t a, std::size_t b) {
    const double dx = c.points[a].x - c.points[b].x, dy = c.points[a].y - c.points[b].y;
    return dx * dx + dy * dy;
  };
  const auto near = [&](std::size_t a, std::size_t b) {
    return squared(a, b) <= reach * reach && std::abs(c.times[a].seconds - c.times[b].seconds) <= span;
  };
  const auto key = [&](std::size_t i) { return std::tuple(c.points[i].x, c.points[i].y, c.times[i], i); };
  std::vector<bool> core(n);
  for (std::size_t a = 0; a < n; ++a) {
    std::size_t found = 0;
    for (std::size_t b = 0; b < n; ++b) found += near(a, b) ? 1 : 0;
    core[a] = found >= least;
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::vector<std::int64_t> cluster(n, -1);
  std::int64_t next = 0;
  for (const std::size_t start : order) {
    if (!core[start] || cluster[start] >= 0) continue;
    std::vector<std::size_t> stack{start};
    cluster[start] = next;
    while (!stack.empty()) {
      const std::size_t a = stack.back();
      stack.pop_back();
      for (std::size_t b = 0; b < n; ++b)
        if (core[b] && cluster[b] < 0 && near(a, b)) cluster[b] = next, stack.push_back(b);
    }
    ++next;
  }
  for (std::size_t a = 0; a < n; ++a) {
    if (core[a]) continue;
    std::size_t best = n;
    for (std::size_t b = 0; b < n; ++b)
      if (core[b] && near(a, b) &&
          (best == n || squared(a, b) < squared(a, best) || (squared(a, b) == squared(a, best) && key(b) < key(best))))
        best = b;
    if (best < n) cluster[a] = cluster[best];
  }
  return cluster;
}

TEST(Clusters, AreThoseOfTheDefinition) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const Cloud c = cloud(400, seed);
    const ClusterRules rules{.reach = Metres{12.0 + static_cast<double>(seed)}, .least = 4 + seed % 3};
    EXPECT_EQ(dbscan(c.points, rules), by_definition(c, rules.reach.value, rules.least, 1'000'000));
    EXPECT_EQ(dbscan(c.points, c.times, rules, Seconds{20 * 3600}),
              by_definition(c, rules.reach.value, rules.least, 20 * 3600));
  }
}

TEST(Clusters, DoNotDependOnTheOrderOfPoints) {
  Cloud c = cloud(500, 40);
  // Distinct points, so that "the same point" means something.
  for (std::size_t i = 0; i < c.points.size(); ++i) c.points[i].x += static_cast<double>(i) * 1e-4;
  const ClusterRules rules{.reach = Metres{14.0}, .least = 5};
  const std::vector<std::int64_t> before = dbscan(c.points, rules);
  std::vector<Xy> reversed(c.points.rbegin(), c.points.rend());
  std::vector<std::int64_t> after = dbscan(reversed, rules);
  std::reverse(after.begin(), after.end());
  EXPECT_EQ(after, before);
}

TEST(Clusters, NothingAndNoise) {
  EXPECT_TRUE(dbscan(std::span<const Xy>{}, {}).empty());
  const std::vector<Xy> far{{0, 0}, {1000, 0}};
  EXPECT_EQ(dbscan(far, {.reach = Metres{50.0}, .least = 2}), (std::vector<std::int64_t>{-1, -1}));
  EXPECT_EQ(dbscan(far, {.reach = Metres{50.0}, .least = 1}), (std::vector<std::int64_t>{0, 1}));
}

}  // namespace
}  // namespace libgrid::hotspot
