#include <libgrid/coverage/cut_polygon.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/geom/predicates.hpp>

#include "tests/support/ascii_city.hpp"
#include "tests/support/seeds.hpp"

namespace libgrid::coverage {
namespace {

const Polygon kYard{.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, .holes = {}};

TEST(CutPolygon, a_line_across_gives_two_parts_and_two_edges_gain_a_vertex) {
  const CutPolygon cut = *cut_polygon(kYard, std::vector<LineString>{{{4, -1}, {4, 11}}});
  ASSERT_EQ(cut.parts.size(), 2U);
  EXPECT_EQ(area(cut.parts[0]), SquareMetres{40.0});
  EXPECT_EQ(area(cut.parts[1]), SquareMetres{60.0});
  ASSERT_EQ(cut.border.size(), 2U);
  EXPECT_EQ(cut.border[0].walk, (LineString{{0, 0}, {4, 0}, {10, 0}}));
}

TEST(CutPolygon, a_dead_end_or_a_line_outside_cuts_nothing) {
  EXPECT_EQ(cut_polygon(kYard, std::vector<LineString>{{{4, -1}, {4, 5}}})->parts.size(), 1U);
  EXPECT_EQ(cut_polygon(kYard, std::vector<LineString>{{{-4, -1}, {-4, 5}}})->parts.size(), 1U);
  EXPECT_EQ(cut_polygon(kYard, {})->parts, (std::vector<Polygon>{kYard}));
}

TEST(CutPolygon, a_hole_stays_a_hole) {
  Polygon ring = kYard;
  ring.holes = {{{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}}};
  const CutPolygon cut = *cut_polygon(ring, std::vector<LineString>{{{5, -1}, {5, 11}}});
  ASSERT_EQ(cut.parts.size(), 2U);
  EXPECT_EQ(area(cut.parts[0]) + area(cut.parts[1]), SquareMetres{96.0});
}

TEST(CutPolygon, a_line_that_comes_back_gives_more_parts) {
  const CutPolygon cut = *cut_polygon(kYard, std::vector<LineString>{{{2, -1}, {2, 11}, {8, 11}, {8, -1}}});
  EXPECT_EQ(cut.parts.size(), 3U);
}

TEST(InsertVertices, both_sides_of_an_edge_see_the_vertex) {
  Polygon east{.outer = {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}}, .holes = {}}, far = east;
  const CutPolygon cut = *cut_polygon(kYard, std::vector<LineString>{{{-1, 3}, {11, 5}}});
  EXPECT_TRUE(insert_vertices(east, cut.border));
  EXPECT_EQ(east.outer.size(), 6U);
  for (Xy& p : far.outer) p.x += 100.0;
  EXPECT_FALSE(insert_vertices(far, cut.border));
}

/// The parts and the neighbour, dissolved, are the outline of before: no gap, no overlap, borders bit-identical.
TEST(CutPolygon, random_lines_keep_the_coverage) {
  const test::Seed seed(77);
  const CounterRandom draw(seed.value(), 0);
  std::uint64_t next = 0;
  const auto any = [&] { return snap({-2.0 + 14.0 * draw.unit(next), -2.0 + 14.0 * draw.unit(next + 1000000)}); };
  int cuts = 0;
  for (int round = 0; round < 300; ++round) {
    LineString line;
    for (int i = 0; i < 4; ++i) line.push_back(any()), ++next;
    const CutPolygon cut = *cut_polygon(kYard, std::vector<LineString>{line});
    SquareMetres all;
    for (const Polygon& part : cut.parts) {
      all += area(part);
      for (const Xy p : part.outer) EXPECT_TRUE(on_lattice(p));
    }
    EXPECT_NEAR(all.value, 100.0, 40.0 * kLattice);
    Polygon east{.outer = {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}}, .holes = {}};
    (void)insert_vertices(east, cut.border);
    std::vector<const Polygon*> pieces{&east};
    for (const Polygon& part : cut.parts) pieces.push_back(&part);
    const MultiPolygon together = dissolve(pieces);
    ASSERT_EQ(together.size(), 1U);
    EXPECT_TRUE(together.front().holes.empty());
    EXPECT_NEAR(area(together).value, all.value + area(east).value, 1e-9);
    cuts += cut.parts.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(cuts, 50);
}

}  // namespace
}  // namespace libgrid::coverage
