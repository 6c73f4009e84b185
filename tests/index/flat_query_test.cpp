#include <libgrid/index/detail/flat_locator.hpp>

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

}  // namespace
}  // namespace libgrid::index::detail
