#include <libgrid/index/detail/cell_index.hpp>

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

// No candidate at all: every cell is crowded. Few: some are, on a lattice whose lines run through the candidates.
TEST(CellIndex, CrowdedCellsGiveTheSameAnswers) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const CellIndex none = index_cells(edges_of(shapes), {.cells_per_edge = 1.0, .max_cells = 100, .candidates = 0});
    for (const Xy p : hard_points(shapes, 30, seed)) ASSERT_EQ(covering(none, p), covering_by_force(shapes, p));
  }
}

// A square whose diagonal strips run through the first candidate of the middle cell, so that some cells are crowded and
// the walk must pass over them.
TEST(CellIndex, TheWalkPassesOverCrowdedCells) {
  const auto square = [](double x0, double y0, double x1, double y1) {
    return MultiPolygon{{.outer = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, .holes = {}}};
  };
  std::vector<MultiPolygon> shapes{square(1, 1, 31, 31)};
  const CellIndex plain = index_cells(edges_of(shapes), {.cells_per_edge = 9.0 / 4.0, .max_cells = 9, .candidates = 1});
  ASSERT_EQ(plain.grid.size(), 9U);
  const Xy middle = plain.reference[4];
  shapes.push_back(square(middle.x, middle.y - 2, middle.x + 2, middle.y + 2));  // its left side takes the candidate
  const CellIndex crowded =
      index_cells(edges_of(shapes), {.cells_per_edge = 9.0 / 8.0, .max_cells = 9, .candidates = 1});
  ASSERT_EQ(crowded.grid.size(), 9U);
  EXPECT_EQ(crowded.cell_edges[4].size(), 8U) << "all edges of both squares";
  for (const Xy p : hard_points(shapes, 200, 1)) ASSERT_EQ(covering(crowded, p), covering_by_force(shapes, p));
}

TEST(CellIndex, ManyLongEdgesMakeTheGridCoarserInsteadOfLarge) {
  std::vector<MultiPolygon> needles;
  for (int k = 0; k < 400; ++k) {
    const double y = 1.0 + k * 0.25;
    needles.push_back({{.outer = {{1, y}, {100, y}, {100, y + 0.1}, {1, y}}, .holes = {}}});
  }
  const auto edges = edges_of(needles);
  const CellIndex index = index_cells(edges, {.cells_per_edge = 100.0, .max_cells = 4'000'000, .candidates = 1'000});
  EXPECT_LE(index.cell_edges.values.size(), 8 * edges.size() + 16 * 100 * edges.size());
  for (const Xy p : hard_points(needles, 50, 1)) ASSERT_EQ(covering(index, p), covering_by_force(needles, p));
}

TEST(CellIndex, DeepOverlapsMakeTheGridCoarserInsteadOfLarge) {
  std::vector<MultiPolygon> nested;
  for (int k = 0; k < 500; ++k) {
    const double d = 1.0 + 0.05 * k;
    nested.push_back({{.outer = {{d, d}, {100 - d, d}, {100 - d, 100 - d}, {d, 100 - d}, {d, d}}, .holes = {}}});
  }
  const CellIndex index = index_cells(edges_of(nested), {});
  EXPECT_LE(index.holders.values.size(), 8U * 2000 + 16U * 2000);
  for (const Xy p : hard_points(nested, 50, 1)) ASSERT_EQ(covering(index, p), covering_by_force(nested, p));
}

}  // namespace
}  // namespace libgrid::index::detail
