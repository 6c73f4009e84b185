#include <libgrid/roads/detail/edge_grid.hpp>

#include <limits>
#include <set>

#include <gtest/gtest.h>

namespace libgrid::roads::detail {
namespace {

TEST(EdgeGrid, EveryEdgeIsInEveryCellItPassesThrough) {
  const std::vector<LineString> lines{{{0, 0}, {97, 61}, {3, 88}}, {{50, 0}, {50, 100}}, {{10, 10}, {10, 10}}};
  const EdgeGrid grid = EdgeGrid::over(lines);
  ASSERT_EQ(grid.edges.size(), 3U);
  EXPECT_EQ(grid.edges[1].from, distance(Xy{0, 0}, Xy{97, 61}).value);
  for (std::size_t e = 0; e < grid.edges.size(); ++e) {
    for (int i = 0; i <= 1000; ++i) {
      const double t = i / 1000.0;
      const Xy a = grid.edges[e].a, b = grid.edges[e].b, p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      std::set<std::int32_t> here;
      for (const auto& entry : grid.cell(grid.column(p.x), grid.row(p.y))) here.insert(entry.edge);
      ASSERT_TRUE(here.contains(static_cast<std::int32_t>(e)));
    }
  }
}

TEST(EdgeGrid, NothingUnseenIsNearerThanBeyondSays) {
  const std::vector<LineString> lines{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}};
  const EdgeGrid grid = EdgeGrid::over(lines);
  const Xy p{50, 50};
  const double beyond = grid.beyond(p, grid.column(50), grid.row(50), 0);
  EXPECT_GE(beyond, 0.0);
  EXPECT_LE(beyond, std::max(grid.width, grid.height));
  EXPECT_EQ(grid.beyond(p, 0, 0, 1000), std::numeric_limits<double>::infinity());
}

TEST(PlaceOn, IsExactAtTheEnds) {
  const Xy a{0.1, 0.2}, b{10.3, 7.7};
  EXPECT_EQ(place_on(a, b, {99, 99}).at, b);
  EXPECT_EQ(place_on(a, b, {-9, -9}).at, a);
}

}  // namespace
}  // namespace libgrid::roads::detail
