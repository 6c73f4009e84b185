#include <libgrid/index/detail/moved_side.hpp>

#include <gtest/gtest.h>

#include "random_shapes.hpp"

namespace libgrid::index::detail {
namespace {

TEST(MovedSide, TheStagedSignIsThatOfOrientation) {
  const auto shapes = jittered_coverage(3, 3, 2, 4);
  const auto vertices = vertices_of(shapes);
  for (const Xy p : hard_points(shapes, 100, 4))
    for (std::size_t i = 1; i < vertices.size(); i += 5)
      ASSERT_EQ(exact_side({vertices[i - 1], vertices[i]}, p),
                static_cast<int>(orientation(vertices[i - 1], vertices[i], p)));
}

TEST(MovedSide, APointOnALineIsAHairSouthThenEast) {
  EXPECT_EQ(moved_side({{0, 0}, {10, 0}}, {5, 0}), -1) << "south of a level edge: right of west to east";
  EXPECT_EQ(moved_side({{0, 0}, {0, 10}}, {0, 5}), -1) << "east of an upright edge";
  EXPECT_EQ(moved_side({{0, 0}, {10, 10}}, {5, 5}), -1);
  EXPECT_EQ(moved_side({{10, 0}, {0, 10}}, {5, 5}), 1) << "south beats east";
  EXPECT_EQ(moved_side({{3, 3}, {3, 3}}, {3, 3}), 0);
}

// Parity does not depend on the way: a walk to p is a walk to any q and one from there.
TEST(MovedSide, WalksAddUp) {
  Dice dice(3, 9);
  const auto at = [&] { return Xy{static_cast<double>(dice.below(7)), static_cast<double>(dice.below(7))}; };
  for (int k = 0; k < 20'000; ++k) {
    const Xy c = at(), q = at(), p = at();
    Xy corner[3] = {at(), at(), at()};
    bool direct = false, by_way_of_q = false;
    for (int i = 0; i < 3; ++i) {
      ExactEdge edge{corner[i], corner[(i + 1) % 3]};
      if (std::pair(edge.b.y, edge.b.x) < std::pair(edge.a.y, edge.a.x)) std::swap(edge.a, edge.b);
      direct ^= walk(edge, c, p).crosses;
      by_way_of_q ^= walk(edge, c, q).crosses != walk(edge, q, p).crosses;
    }
    ASSERT_EQ(direct, by_way_of_q);
  }
}

}  // namespace
}  // namespace libgrid::index::detail
