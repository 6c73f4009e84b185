#include <libgrid/coverage/detail/zone_noder.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::coverage::detail {
namespace {

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

ZoneGraph noded(const std::vector<MultiPolygon>& shapes, const NodingRules& rules = {}) {
  std::vector<const MultiPolygon*> zones;
  for (const MultiPolygon& shape : shapes) zones.push_back(&shape);
  return node_zones(zones, rules).value();
}

TEST(NodeZones, AMatchedBorderIsOneEdgeWithOneSource) {
  const ZoneGraph graph = noded({rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10)});
  EXPECT_EQ(graph.edges.size(), 7U);
  std::size_t shared = 0;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const auto uses = graph.uses_of(e);
    if (uses.size() != 2) continue;
    ++shared;
    EXPECT_EQ(uses[0].source, uses[1].source);
  }
  EXPECT_EQ(shared, 1U);
}

TEST(NodeZones, CrossingBordersBreakInTheCrossing) {
  const ZoneGraph graph = noded({rectangle(0, 0, 10, 10), rectangle(5, 5, 15, 15)});
  EXPECT_EQ(graph.points.size(), 10U);
  EXPECT_EQ(graph.edges.size(), 12U);
}

TEST(NodeZones, WhatIsWithinReachIsOnePlaceAndAMillimetreIsNot) {
  EXPECT_EQ(noded({rectangle(0, 0, 10, 10), rectangle(10.0003, 0, 20, 10)}).edges.size(), 7U);
  EXPECT_EQ(noded({rectangle(0, 0, 10, 10), rectangle(10.001, 0, 20, 10)}).edges.size(), 8U);
}

TEST(NodeZones, ASpikeCancels) {
  const MultiPolygon spiked{{{{0, 0}, {10, 0}, {20, 0}, {10, 0}, {10, 10}, {0, 0}}, {}}};
  EXPECT_EQ(noded({spiked}).edges.size(), 3U);
}

/// Brute force: no two edges meet but in their ends.
void expect_planar(const ZoneGraph& graph) {
  const auto at = [&](int p) { return graph.points[static_cast<std::size_t>(p)]; };
  for (std::size_t i = 0; i < graph.edges.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto [a, b] = graph.edges[i];
      const auto [c, d] = graph.edges[j];
      for (const int p : {c, d}) EXPECT_TRUE(p == a || p == b || !on_segment(at(a), at(b), at(p)));
      if (a == c || a == d || b == c || b == d) continue;
      const bool apart = orientation(at(a), at(b), at(c)) == orientation(at(a), at(b), at(d)) ||
                         orientation(at(c), at(d), at(a)) == orientation(at(c), at(d), at(b));
      EXPECT_TRUE(apart);
    }
}

TEST(NodeZones, RandomTrianglesBecomePlanarGraphsOnAnyLattice) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom draw(seed, 2);
    std::vector<MultiPolygon> shapes;
    for (std::uint64_t i = 0; i < 10; ++i) {
      const auto p = [&](std::uint64_t k) { return Xy{draw.unit(i * 6 + k) * 2, draw.unit(i * 6 + k + 3) * 2}; };
      shapes.push_back({{{p(0), p(1), p(2), p(0)}, {}}});
    }
    expect_planar(noded(shapes));
    const ZoneGraph lattice = noded(shapes, {.snap = Snap::lattice});
    expect_planar(lattice);
    for (const Xy p : lattice.points) EXPECT_TRUE(on_lattice(p));
  }
}

}  // namespace
}  // namespace libgrid::coverage::detail
