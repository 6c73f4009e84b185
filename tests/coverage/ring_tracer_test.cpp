#include <libgrid/coverage/detail/ring_tracer.hpp>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

std::vector<DirectedEdge> edges_of(const std::vector<Xy>& walk) {
  std::vector<DirectedEdge> edges;
  for (std::size_t i = 1; i < walk.size(); ++i) edges.push_back({walk[i - 1], walk[i]});
  return edges;
}

TEST(TraceRings, AWalkThatMeetsItselfIsCutIntoSimpleRings) {
  // An eight through (5, 5): two counter-clockwise triangles.
  auto edges = edges_of({{0, 0}, {5, 5}, {0, 9}, {0, 0}});
  for (const DirectedEdge& e : edges_of({{5, 5}, {9, 0}, {9, 9}, {5, 5}})) edges.push_back(e);
  const std::vector<Ring> rings = trace_rings(edges);
  ASSERT_EQ(rings.size(), 2U);
  EXPECT_EQ(rings[0].size(), 4U);
  EXPECT_EQ(rings[1].size(), 4U);
}

TEST(Assemble, AHoleGoesToTheSmallestRingAroundIt) {
  const Ring big{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}},
      lake{{10, 10}, {10, 90}, {90, 90}, {90, 10}, {10, 10}};
  const Ring island{{20, 20}, {80, 20}, {80, 80}, {20, 80}, {20, 20}},
      pond{{40, 40}, {40, 60}, {60, 60}, {60, 40}, {40, 40}};
  const MultiPolygon polygons = assemble({pond, island, lake, big});
  ASSERT_EQ(polygons.size(), 2U);
  EXPECT_EQ(polygons[0].holes, std::vector<Ring>{lake});
  EXPECT_EQ(polygons[1].holes, std::vector<Ring>{pond});
}

TEST(RotateToLowest, KeepsDirection) {
  Ring ring{{5, 5}, {0, 0}, {5, 0}, {5, 5}};
  rotate_to_lowest(ring);
  EXPECT_EQ(ring, (Ring{{0, 0}, {5, 0}, {5, 5}, {0, 0}}));
}

}  // namespace
}  // namespace libgrid::coverage::detail
