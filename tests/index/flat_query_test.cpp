#include <libgrid/index/detail/flat_locator.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

// Around the corners and sides of cells, where a rounded coordinate may fall on either side.
TEST(FlatQuery, CellLinesAreNoBorders) {
  const auto shapes = jittered_coverage(6, 6, 2, 8);
  const FlatLocator flat = build_flat(std::vector<LayerShapes>{{.shapes = shapes}}, {});
  const std::int64_t side = std::int64_t{1} << flat.frame.shift();
  std::vector<Xy> points;
  for (int i = 1; i < flat.frame.columns; i += 2)
    for (int j = 1; j < flat.frame.rows; j += 2)
      add_with_neighbours(points, {flat.frame.x_of(side * i), flat.frame.y_of(side * j + side / 4 * (i % 4))});
  for (const Xy p : points) {
    std::vector<std::int32_t> found;
    for (const std::uint32_t s : covering_shapes(flat, p)) found.push_back(static_cast<std::int32_t>(s));
    std::ranges::sort(found);
    ASSERT_EQ(found, covering_by_force(shapes, p)) << p.x << ' ' << p.y;
  }
}

// Points go four at a time: every length, both layouts, and whatever lies a hair beside the grid or is no number.
TEST(FlatQuery, EveryLengthAndLayoutAndNothingBesideTheGrid) {
  const auto shapes = jittered_coverage(5, 4, 3, 9);
  const LayerLocator locator = LayerLocator::build(std::vector<LayerShapes>{{.shapes = shapes}, {.shapes = shapes}});
  const Box grid = locator.extent();
  const double least = 1e-40, most = 1e40;
  const double infinite = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();
  std::vector<Xy> points;
  for (const double x :
       {grid.min.x, std::nextafter(grid.min.x, -infinite), std::nextafter(grid.max.x, infinite),
        (grid.min.x + grid.max.x) / 2.0, least, -least, -0.0, most, -most, 1e10, -1e10, infinite, none})
    for (const double y : {(grid.min.y + grid.max.y) / 2.0, std::nextafter(grid.min.y, -infinite), grid.max.y, none})
      points.push_back({x, y});
  std::vector<double> x, y;
  std::vector<std::int32_t> expected;
  for (const Xy p : points) {
    x.push_back(p.x), y.push_back(p.y);
    const bool finite = std::isfinite(p.x) && std::isfinite(p.y);
    const auto all = finite ? covering_by_force(shapes, p) : std::vector<std::int32_t>{};
    expected.push_back(all.empty() ? -1 : all.front());
  }
  EXPECT_GT(std::ranges::count_if(expected, [](std::int32_t s) { return s >= 0; }), 0);
  for (std::size_t first = 0; first < 7; ++first)
    for (std::size_t n = 1; first + n <= points.size(); ++n) {
      std::vector<std::int32_t> pairs(2 * n), columns(2 * n);
      locator.locate_all(std::span(points).subspan(first, n), pairs);
      locator.locate_all(std::span(x).subspan(first, n), std::span(y).subspan(first, n), columns);
      ASSERT_EQ(pairs, columns);
      for (std::size_t i = 0; i < 2 * n; ++i)
        ASSERT_EQ(pairs[i], expected[first + i % n]) << first << " " << n << " " << i;
    }
}

}  // namespace
}  // namespace libgrid::index::detail
