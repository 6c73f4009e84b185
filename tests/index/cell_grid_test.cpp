#include <libgrid/index/detail/cell_grid.hpp>

#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <tests/index/random_shapes.hpp>

namespace libgrid::index::detail {
namespace {

TEST(CellGrid, NeverHasMoreCellsThanAskedFor) {
  const Box boxes[] = {{{0, 0}, {100, 100}},
                       {{0, 0}, {1000, 1}},
                       {{0, 0}, {1, 1000}},
                       {{5, 5}, {5, 5}},
                       {{236'000, 900'000}, {236'000.001, 900'020}},
                       {{-1e9, -1e9}, {1e9, 1e9}}};
  for (const Box& box : boxes) {
    for (const std::int64_t cells : {1, 2, 3, 10, 1000, 100'000}) {
      SCOPED_TRACE(std::to_string(box.max.x) + " " + std::to_string(box.max.y) + " / " + std::to_string(cells));
      const CellGrid grid = CellGrid::over(box, cells);
      EXPECT_LE(grid.size(), static_cast<std::size_t>(cells));
      EXPECT_LT(grid.box().min, box.min);
      EXPECT_GT(grid.box().max, box.max);
    }
  }
}

TEST(CellGrid, CellsOfASquareAreSquare) {
  const CellGrid grid = CellGrid::over({{0, 0}, {100, 100}}, 100);
  EXPECT_EQ(grid.columns(), 10);
  EXPECT_EQ(grid.rows(), 10);
}

TEST(CellGrid, PointsBeyondTheGridFallIntoTheOutermostCells) {
  const CellGrid grid = CellGrid::over({{0, 0}, {100, 100}}, 100);
  EXPECT_EQ(grid.cell_of({-1e300, -1e300}), grid.cell(0, 0));
  EXPECT_EQ(grid.cell_of({1e300, 50}), grid.cell(9, 5));
}

// What exactness rests on: a walk inside a cell can only meet edges that the cell lists. Points of an edge, rounded,
// and their neighbours fall into cells that the edge visits.
TEST(CellGrid, EveryPointOfAnEdgeFallsIntoACellThatTheEdgeVisits) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed, 4);
    const Xy origin{dice.between(-1e6, 1e6), dice.between(-1e6, 1e6)};
    const Xy size{std::pow(10.0, dice.between(-3, 5)), std::pow(10.0, dice.between(-3, 5))};
    const Box box{origin, {origin.x + size.x, origin.y + size.y}};
    const CellGrid grid = CellGrid::over(box, 1 + static_cast<std::int64_t>(dice.below(3000)));
    const auto somewhere = [&](std::size_t kind) -> Xy {
      const Xy p{dice.between(box.min.x, box.max.x), dice.between(box.min.y, box.max.y)};
      const Box cell = grid.cell_box(grid.column(p.x), grid.row(p.y));
      return {kind % 2 == 0 ? p.x : std::clamp(cell.min.x, box.min.x, box.max.x),
              kind / 2 == 0 ? p.y : std::clamp(cell.min.y, box.min.y, box.max.y)};  // on lines of the grid, too
    };
    for (int k = 0; k < 50; ++k) {
      const Edge edge{somewhere(dice.below(4)), somewhere(dice.below(4)), 0};
      std::set<std::size_t> visited;
      grid.for_each_cell(edge, [&](std::size_t cell) { visited.insert(cell); });
      std::vector<Xy> points;
      for (int i = 0; i <= 64; ++i)
        add_with_neighbours(points, {std::lerp(edge.a.x, edge.b.x, i / 64.0), std::lerp(edge.a.y, edge.b.y, i / 64.0)});
      for (const Xy p : points) ASSERT_TRUE(visited.contains(grid.cell_of(p)));
      EXPECT_LE(visited.size(), static_cast<std::size_t>(3 * (grid.columns() + grid.rows())) + 9)
          << "far too many cells";
    }
  }
}

}  // namespace
}  // namespace libgrid::index::detail
