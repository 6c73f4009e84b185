#include <libgrid/coverage/dissolve.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "lattice_city.hpp"

namespace libgrid::coverage {
namespace {

using test::cells_of;
using test::pointers;
using test::square;

TEST(Dissolve, TwoSquaresSideBySideAreOneRectangleWithAllTheirVertices) {
  const MultiPolygon joined = dissolve(pointers({square(0, 0), square(1, 0)}));
  ASSERT_EQ(joined.size(), 1U);
  const Ring expected{{0, 0}, {10, 0}, {20, 0}, {20, 10}, {10, 10}, {0, 10}, {0, 0}};
  EXPECT_EQ(joined[0].outer, expected);
}

struct Picture {
  const char* name;
  std::vector<std::string> rows;
  std::size_t polygons;
  std::size_t holes;
};

TEST(Dissolve, PicturesGiveTheExpectedPolygonsAndHoles) {
  const std::vector<Picture> pictures{
      {"one block", {"#"}, 1, 0},
      {"a ring has one hole", {"###", "#.#", "###"}, 1, 1},
      {"two parts", {"#.#"}, 2, 0},
      {"squares that touch in a corner are two polygons", {"#.", ".#"}, 2, 0},
      {"a hole that touches the outer ring in a corner", {"##.", "#.#", "###"}, 1, 1},
      {"two holes that touch in a corner", {"####", "#.##", "##.#", "####"}, 1, 2},
      {"an island in a lake", {"#####", "#...#", "#.#.#", "#...#", "#####"}, 2, 1},
      {"a chain of holes cuts the ground in two", {"##..", "#.##", "..##"}, 2, 0},
  };
  for (const Picture& picture : pictures) {
    SCOPED_TRACE(picture.name);
    const std::vector<Polygon> cells = cells_of(picture.rows);
    const MultiPolygon joined = dissolve(pointers(cells));
    std::size_t holes = 0;
    for (const Polygon& polygon : joined) {
      holes += polygon.holes.size();
      EXPECT_GT(signed_area(polygon.outer).value, 0.0);
      for (const Ring& hole : polygon.holes) EXPECT_LT(signed_area(hole).value, 0.0);
    }
    EXPECT_EQ(joined.size(), picture.polygons);
    EXPECT_EQ(holes, picture.holes);
    EXPECT_EQ(area(joined).value, 100.0 * static_cast<double>(cells.size()));
    EXPECT_TRUE(test::geos_says_valid(joined));
  }
}

TEST(Dissolve, RandomCityGroupsEqualGeosUnionAndAreValid) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    const test::LatticeCity city(12, seed);
    const CounterRandom draw(seed, 7);
    std::vector<Polygon> group;
    for (std::size_t i = 0; i < city.blocks.size(); ++i)
      if (draw.unit(i) < 0.6) group.push_back(city.blocks[i]);
    const MultiPolygon joined = dissolve(pointers(group));
    double sum = 0.0;
    for (const Polygon& polygon : group) sum += area(polygon).value;
    EXPECT_NEAR(area(joined).value, sum, 1e-9 * sum);
    EXPECT_TRUE(test::geos_says_valid(joined));
    EXPECT_TRUE(test::geos_says_equal_union(joined, group));
  }
}

TEST(Dissolve, OrderAndRingDirectionOfThePiecesDoNotMatter) {
  const test::LatticeCity city(6, 3);
  std::vector<Polygon> pieces(city.blocks.begin(), city.blocks.begin() + 20);
  const MultiPolygon forward = dissolve(pointers(pieces));
  std::reverse(pieces.begin(), pieces.end());
  for (Polygon& piece : pieces) std::reverse(piece.outer.begin(), piece.outer.end());
  EXPECT_EQ(dissolve(pointers(pieces)), forward);
}

TEST(Normalized, RingsStartAtTheirLowestVertexAndTurnTheRightWay) {
  const Polygon given{{{10, 10}, {10, 0}, {0, 0}, {0, 10}, {10, 10}}, {{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}}};
  const Polygon expected{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}}}};
  EXPECT_EQ(normalized(given), expected);
}

}  // namespace
}  // namespace libgrid::coverage
