#include <libgrid/index/locator.hpp>

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <tests/index/ascii_shapes.hpp>
#include <tests/index/random_shapes.hpp>

namespace libgrid::index {
namespace {

constexpr auto kInside = Location::inside;
constexpr auto kBorder = Location::border;

struct Row {
  std::string name;
  Xy p;
  Hit expected;
};

void expect_hits(const std::vector<MultiPolygon>& shapes, const std::vector<Row>& rows) {
  for (const double cells_per_edge : {0.01, 1.0, 50.0}) {
    const Locator locator = Locator::build(shapes, {.cells_per_edge = cells_per_edge});
    for (const Row& row : rows) {
      SCOPED_TRACE(row.name + ", cells per edge " + std::to_string(cells_per_edge));
      EXPECT_EQ(locator.locate(row.p).shape, row.expected.shape);
      EXPECT_EQ(locator.locate(row.p).where, row.expected.where);
    }
  }
}

TEST(Locator, TheSnippetOfTheHeader) {
  const std::vector<MultiPolygon> zone_shapes = ascii_shapes({"AB"});
  Locator locator = Locator::build(zone_shapes);
  Hit hit = locator.locate(Xy{236'012.5, 900'471.0});
  if (hit.where == Location::border) FAIL() << "far away";
  EXPECT_EQ(hit, Hit{});
}

// 40 +---+---+---+
//    | A   A | B |
// 30 +   +---+   |
//    | A |   | B |      the middle is a gap
// 20 +   +---+---+
//    | A   A | C |
// 10 +---+---+   |
//    | D   D | C |
//  0 +---+---+---+
//    0  10  20  30
TEST(Locator, ATilingWithAGap) {
  const auto shapes = ascii_shapes({"AAB",  //
                                    "A.B",  //
                                    "AAC",  //
                                    "DDC"});
  const double up = std::nextafter(10.0, 20.0), down = std::nextafter(10.0, 0.0);
  expect_hits(shapes, {
                          {"inside A", {5, 25}, {0, kInside}},
                          {"inside C, left half", {21, 5}, {2, kInside}},
                          {"in the gap", {15, 25}, {}},
                          {"gap's left side", {10, 25}, {0, kBorder}},
                          {"gap's right side", {20, 25}, {1, kBorder}},
                          {"gap's corner", {10, 30}, {0, kBorder}},
                          {"A, B and C meet", {20, 20}, {0, kBorder}},
                          {"B and C meet", {25, 20}, {1, kBorder}},
                          {"C and D meet", {20, 5}, {2, kBorder}},
                          {"A, C, D meet", {20, 10}, {0, kBorder}},
                          {"A and D meet", {15, 10}, {0, kBorder}},
                          {"one ulp above", {15, up}, {0, kInside}},
                          {"one ulp below", {15, down}, {3, kInside}},
                          {"no border between cells of one letter", {10, 15}, {0, kInside}},
                          {"outer border", {0, 5}, {3, kBorder}},
                          {"outer corner", {30, 40}, {1, kBorder}},
                          {"one ulp left of the outer border", {std::nextafter(0.0, -1.0), 5}, {}},
                          {"one ulp above the outer corner", {30, std::nextafter(40.0, 41.0)}, {}},
                          {"level with the top, outside", {31, 40}, {}},
                          {"outside, level with the gap", {-5, 25}, {}},
                      });
}

// B lies in a hole of A; C is an island in two parts.
TEST(Locator, HolesAndParts) {
  const auto shapes = ascii_shapes({"AAAA.C",  //
                                    "AB.A..",  //
                                    "A..A..",  //
                                    "AAAA.C"});
  expect_hits(shapes, {
                          {"in B, in the hole", {15, 25}, {1, kInside}},
                          {"hole beside B", {25, 25}, {}},
                          {"B meets the hole's side", {10, 25}, {0, kBorder}},
                          {"B's free side", {20, 25}, {1, kBorder}},
                          {"upper part of C", {55, 35}, {2, kInside}},
                          {"lower part of C", {55, 5}, {2, kInside}},
                          {"between the parts", {55, 20}, {}},
                          {"A right of the hole", {35, 25}, {0, kInside}},
                      });
}

TEST(Locator, OverlapsAnswerWithTheLowestAndListAll) {
  const auto square = [](double x0, double y0, double side) {
    return MultiPolygon{
        {.outer = {{x0, y0}, {x0 + side, y0}, {x0 + side, y0 + side}, {x0, y0 + side}, {x0, y0}}, .holes = {}}};
  };
  const std::vector<MultiPolygon> shapes{square(10, 10, 10), square(0, 0, 20), square(15, 15, 10), square(15, 15, 10)};
  const Locator locator = Locator::build(shapes);
  using Ids = std::vector<std::int32_t>;
  EXPECT_EQ(locator.covering({5, 5}), (Ids{1}));
  EXPECT_EQ(locator.covering({12, 12}), (Ids{0, 1}));
  EXPECT_EQ(locator.covering({17, 17}), (Ids{0, 1, 2, 3}));
  EXPECT_EQ(locator.covering({20, 20}), (Ids{0, 1, 2, 3})) << "corner of 0 and 1, inside 2 and 3";
  EXPECT_EQ(locator.covering({24, 24}), (Ids{2, 3}));
  EXPECT_TRUE(locator.covering({30, 30}).empty());
  expect_hits(shapes, {{"inside the lowest, on the border of another", {15, 16}, {0, kBorder}},
                       {"inside two", {12, 12}, {0, kInside}},
                       {"only in the twins", {24, 24}, {2, kInside}}});
}

TEST(Locator, PolygonsAreShapesOfTheirOwn) {
  const std::vector<Polygon> blocks{{.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 0}}, .holes = {}},
                                    {.outer = {{0, 0}, {10, 10}, {0, 10}, {0, 0}}, .holes = {}}};
  const Locator locator = Locator::build(blocks);
  EXPECT_EQ(locator.locate({9, 1}), (Hit{0, kInside}));
  EXPECT_EQ(locator.locate({1, 9}), (Hit{1, kInside}));
  EXPECT_EQ(locator.locate({3, 3}), (Hit{0, kBorder}));
}

TEST(Locator, NothingHoldsNothing) {
  const double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Locator::build(std::vector<MultiPolygon>{}).locate({0, 0}), Hit{});
  EXPECT_EQ(Locator::build(std::vector<MultiPolygon>(2)).locate({0, 0}), Hit{}) << "shapes without rings";
  const Locator locator = Locator::build(ascii_shapes({"A"}));
  for (const Xy p : {Xy{nan, 5}, Xy{5, nan}, Xy{inf, 5}, Xy{5, -inf}}) EXPECT_EQ(locator.locate(p), Hit{});
}

TEST(Locator, FlatAndPointLikeShapesAreBorderOnly) {
  const std::vector<MultiPolygon> shapes{{{.outer = {{0, 0}, {10, 10}, {0, 0}}, .holes = {}}},
                                         {{.outer = {{3, 7}, {3, 7}, {3, 7}, {3, 7}}, .holes = {}}}};
  expect_hits(shapes, {{"on the line", {4, 4}, {0, kBorder}},
                       {"beside the line", {4, 5}, {}},
                       {"the point", {3, 7}, {1, kBorder}},
                       {"beside the point", {3, std::nextafter(7.0, 8.0)}, {}}});
}

// Every half-integer point around self-crossing, overlapping, repeated rings on the integers.
TEST(Locator, EqualsBruteForceOnTangles) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const Locator locator = Locator::build(shapes, {.cells_per_edge = seed % 3 == 0 ? 5.0 : 1.0});
    for (double x = 0.5; x <= 9.0; x += 0.5) {
      for (double y = 0.5; y <= 9.0; y += 0.5) {
        ASSERT_EQ(locator.locate({x, y}), locate_by_force(shapes, {x, y})) << x << ' ' << y;
        ASSERT_EQ(locator.covering({x, y}), covering_by_force(shapes, {x, y})) << x << ' ' << y;
      }
    }
  }
}

TEST(Locator, EqualsBruteForceOnCoverages) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = jittered_coverage(5, 4, 3, seed);
    const Locator locator = Locator::build(shapes);
    for (const Xy p : hard_points(shapes, 100, seed)) ASSERT_EQ(locator.locate(p), locate_by_force(shapes, p));
  }
}

TEST(Locator, NoPointOfACoverageIsLost) {
  const auto shapes = jittered_coverage(8, 8, 4, 11);
  const Locator locator = Locator::build(shapes);
  Dice dice(11, 6);
  for (int k = 0; k < 20'000; ++k) {
    const Xy p{dice.between(236'050, 236'750), dice.between(900'050, 900'750)};
    const auto covering = locator.covering(p);
    ASSERT_FALSE(covering.empty());
    if (covering.size() > 1) {
      ASSERT_EQ(locator.locate(p).where, kBorder);
    }
  }
}

TEST(Locator, TheGridDoesNotChangeTheAnswer) {
  const auto shapes = jittered_coverage(6, 6, 5, 21);
  const auto points = hard_points(shapes, 300, 21);
  const auto answers = [&](const LocatorOptions& options) {
    std::vector<Hit> hits(points.size());
    Locator::build(shapes, options).locate_all(points, hits, {.threads = 1});
    return hits;
  };
  const auto expected = answers({});
  for (const double cells_per_edge : {1e-6, 0.1, 0.37, 3.0, 17.0, 200.0}) {
    SCOPED_TRACE("cells per edge " + std::to_string(cells_per_edge));
    EXPECT_EQ(answers({.cells_per_edge = cells_per_edge}), expected);
  }
  EXPECT_EQ(answers({.cells_per_edge = 1.0, .max_cells = 1}), expected);
}

TEST(Locator, ThreadsAndGrainDoNotChangeTheAnswer) {
  const auto shapes = jittered_coverage(6, 6, 5, 31);
  const auto points = hard_points(shapes, 500, 31);
  const Locator locator = Locator::build(shapes);
  std::vector<Hit> one(points.size());
  locator.locate_all(points, one, {.threads = 1});
  for (const Parallel how : {Parallel{.threads = 2, .grain = 1}, Parallel{.threads = 4, .grain = 100}, Parallel{}}) {
    std::vector<Hit> many(points.size());
    locator.locate_all(points, many, how);
    EXPECT_EQ(many, one) << how.threads << " threads, grain " << how.grain;
  }
  for (std::size_t i = 0; i < points.size(); ++i) ASSERT_EQ(one[i], locator.locate(points[i]));
}

TEST(Locator, WithinListsEveryShapeInReach) {
  const auto shapes = jittered_coverage(5, 5, 2, 41);
  const Locator locator = Locator::build(shapes);
  for (const Xy p : hard_points(shapes, 40, 41)) {
    const Metres radius{30.0};
    std::vector<Nearest> expected;
    for (std::size_t s = 0; s < shapes.size(); ++s) {
      Nearest near = nearest_by_force({shapes[s]}, p);
      near.shape = static_cast<std::int32_t>(s);
      if (near.distance <= radius) expected.push_back(near);
    }
    std::ranges::stable_sort(expected, {}, &Nearest::distance);
    ASSERT_EQ(locator.within(p, radius), expected) << p.x << ' ' << p.y;
  }
}

TEST(Locator, CopiesAnswerAfterTheOriginalIsGone) {
  Locator copy = Locator::build(ascii_shapes({"A"}));
  {
    const Locator original = Locator::build(ascii_shapes({".B"}));
    copy = original;
  }
  EXPECT_EQ(copy.locate({15, 5}), (Hit{1, kInside}));
}

}  // namespace
}  // namespace libgrid::index
