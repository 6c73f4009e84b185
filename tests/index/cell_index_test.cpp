#include <libgrid/index/detail/cell_index.hpp>

#include <cmath>
#include <numbers>
#include <string>

#include <gtest/gtest.h>

#include <tests/index/random_shapes.hpp>

namespace libgrid::index::detail {
namespace {

std::vector<Edge> edges_of(const std::vector<MultiPolygon>& shapes) {
  std::vector<Edge> edges;
  const auto add = [&](const Ring& ring, std::size_t shape) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      edges.push_back({ring[i - 1], ring[i], static_cast<std::int32_t>(shape)});
  };
  for (std::size_t s = 0; s < shapes.size(); ++s)
    for (const Polygon& polygon : shapes[s]) {
      add(polygon.outer, s);
      for (const Ring& hole : polygon.holes) add(hole, s);
    }
  return edges;
}

std::vector<std::int32_t> covering(const CellIndex& index, Xy p) {
  std::vector<std::int32_t> found;
  index.visit_covering(p, [&](std::int32_t shape, Location) { found.push_back(shape); });
  return found;
}

TEST(CellIndex, WithoutEdgesHoldsNothing) {
  const CellIndex index = index_cells({}, {});
  EXPECT_TRUE(index.bounds.empty());
  EXPECT_TRUE(covering(index, {0, 0}).empty());
}

TEST(CellIndex, ReferencePointsLieOnNoEdgeAndKnowTheirHolders) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const CellIndex index = index_cells(edges_of(shapes), {});
    for (std::size_t cell = 0; cell < index.grid.size(); ++cell) {
      const Xy p = index.reference[cell];
      const auto holders = index.holders[cell];
      EXPECT_EQ(std::vector<std::int32_t>(holders.begin(), holders.end()), covering_by_force(shapes, p));
      EXPECT_NE(locate_by_force(shapes, p).where, Location::border);
    }
  }
}

// No candidate at all: every cell is crowded.
TEST(CellIndex, CrowdedCellsGiveTheSameAnswers) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const CellIndex none = index_cells(edges_of(shapes), {.cells_per_edge = 1.0, .max_cells = 100, .candidates = 0});
    for (const Xy p : hard_points(shapes, 30, seed)) ASSERT_EQ(covering(none, p), covering_by_force(shapes, p));
  }
}

// 16 +-----+-----+-----+
//    | 0   |     |     |    shape 0 is the whole square; the left side of shape 1 runs through the only
//  6 +-----+-----+-----+    candidate of the middle cell: that cell is crowded, and the walk
//    |     |  +--|---+ |    passes over it to the right cell, whose candidate lies in shape 1
//    |     |  | 1|   | |
// -4 +-----+--+--+---+-+
//    |     |     |     |
// -14+-----+-----+-----+
TEST(CellIndex, TheWalkPassesOverCrowdedCells) {
  const auto box = [](double x0, double y0, double x1, double y1) {
    return MultiPolygon{{.outer = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, .holes = {}}};
  };
  std::vector<MultiPolygon> shapes{box(-14, -14, 16, 16)};
  const CellIndex plain = index_cells(edges_of(shapes), {.cells_per_edge = 9.0 / 4.0, .max_cells = 9, .candidates = 1});
  ASSERT_EQ(plain.grid.size(), 9U);
  const Xy middle = plain.reference[4];
  shapes.push_back(box(middle.x, middle.y - 2, 14, middle.y + 2));
  const CellIndex crowded =
      index_cells(edges_of(shapes), {.cells_per_edge = 9.0 / 8.0, .max_cells = 9, .candidates = 1});
  ASSERT_EQ(crowded.grid.size(), 9U);
  EXPECT_EQ(crowded.cell_edges[4].size(), 8U) << "all edges of both shapes";
  EXPECT_EQ(crowded.holders[5].size(), 2U) << "the right cell's candidate";
  for (const Xy p : hard_points(shapes, 200, 1)) ASSERT_EQ(covering(crowded, p), covering_by_force(shapes, p));
}

// A fine grid would list 1,200 needles in each of its columns.
TEST(CellIndex, ManyLongEdgesMakeTheGridCoarserInsteadOfLarge) {
  std::vector<MultiPolygon> needles;
  for (int k = 0; k < 1200; ++k) {
    const double y = 1.0 + k / 12.0;
    needles.push_back({{.outer = {{1, y}, {100, y}, {100, y + 0.05}, {1, y}}, .holes = {}}});
  }
  const CellIndex index = index_cells(edges_of(needles), {});
  EXPECT_LE(index.cell_edges.values.size(), 24U * 3600);
  EXPECT_GT(index.grid.size(), 100U);
  for (const Xy p : hard_points(needles, 50, 1)) ASSERT_EQ(covering(index, p), covering_by_force(needles, p));
}

// A fine grid would list 100 discs, all of nearly the same size, in each of its inner cells.
TEST(CellIndex, DeepOverlapsMakeTheGridCoarserInsteadOfLarge) {
  std::vector<MultiPolygon> discs;
  for (int k = 0; k < 100; ++k) {
    Ring ring;
    for (int i = 0; i < 100; ++i) {
      const double angle = 2.0 * std::numbers::pi * i / 100.0, radius = 40.0 + 0.001 * k;
      ring.push_back({50.0 + radius * std::cos(angle), 50.0 + radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    discs.push_back({{.outer = ring, .holes = {}}});
  }
  const CellIndex index = index_cells(edges_of(discs), {});
  EXPECT_LE(index.holders.values.size(), 24U * 10'000);
  EXPECT_GT(index.grid.size(), 100U);
  for (const Xy p : hard_points(discs, 20, 1)) ASSERT_EQ(covering(index, p), covering_by_force(discs, p));
}

}  // namespace
}  // namespace libgrid::index::detail
