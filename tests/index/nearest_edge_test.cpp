#include <libgrid/index/detail/nearest_edge.hpp>

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <tests/index/ascii_shapes.hpp>
#include <tests/index/random_shapes.hpp>

namespace libgrid::index {
namespace {

// 20 A . B
// 10 A . B      cells of 10 m
//  0 C C C
TEST(Nearest, IsTheDistanceToTheNearestEdge) {
  const auto shapes = ascii_shapes({"A.B",  //
                                    "A.B",  //
                                    "CCC"});
  const Locator locator = Locator::build(shapes);
  struct Row {
    std::string name;
    Xy p;
    Nearest expected;
  };
  const Row rows[] = {
      {"in the gap, near A", {12, 25}, {0, Metres{2}}},
      {"in the gap, near B", {18, 25}, {1, Metres{2}}},
      {"in the gap, near C", {15, 12}, {2, Metres{2}}},
      {"in the middle of the gap: tie to A", {15, 25}, {0, Metres{5}}},
      {"covered", {5, 25}, {0, Metres{0}}},
      {"on a border", {10, 25}, {0, Metres{0}}},
      {"west of A", {-7, 15}, {0, Metres{7}}},
      {"off the corner of B", {33, 34}, {1, Metres{5}}},
      {"far south", {15, -1e6}, {2, Metres{1e6}}},
      {"far north between A and B: tie to A", {15, 30}, {0, Metres{5}}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Nearest got = locator.nearest(row.p);
    EXPECT_EQ(got.shape, row.expected.shape);
    EXPECT_EQ(got.distance.value, row.expected.distance.value);
  }
}

TEST(Nearest, WithoutShapesIsNothing) {
  const Locator locator = Locator::build(std::vector<MultiPolygon>{});
  EXPECT_EQ(locator.nearest({1, 2}), Nearest{});
  EXPECT_EQ(Locator::build(std::vector<MultiPolygon>(3)).nearest({1, 2}), Nearest{});
}

TEST(Nearest, EqualsBruteForceBitForBit) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto shapes = seed % 2 == 0 ? lattice_tangle(seed) : jittered_coverage(6, 5, 2, seed);
    Dice dice(seed, 5);
    if (seed % 2 == 1) std::erase_if(shapes, [&](const MultiPolygon&) { return dice.below(3) > 0; });  // gaps
    if (shapes.empty()) continue;
    const Box box = bounds(vertices_of(shapes));
    const Xy centre{(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
    auto points = hard_points(shapes, 15, seed);
    for (const double far : {1.0, 10.0, 1e3, 1e6, 1e9}) {
      const double reach = far * (box.max.x - box.min.x);
      points.push_back({centre.x + dice.between(-reach, reach), centre.y + dice.between(-reach, reach)});
      points.push_back({centre.x, centre.y + reach});
      points.push_back({centre.x - reach, centre.y});
    }
    for (const double cells_per_edge : {0.01, 1.0, 20.0}) {
      const Locator locator = Locator::build(shapes, {.cells_per_edge = cells_per_edge});
      for (const Xy p : points) {
        const Nearest got = locator.nearest(p), expected = nearest_by_force(shapes, p);
        ASSERT_EQ(got.distance.value, expected.distance.value) << p.x << ' ' << p.y;
        ASSERT_EQ(got.shape, expected.shape) << p.x << ' ' << p.y;
      }
    }
  }
}

}  // namespace
}  // namespace libgrid::index
