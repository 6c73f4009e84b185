#include <libgrid/geom/shapes.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

using namespace libgrid::literals;

Ring square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

TEST(Shapes, SnippetOfTheHeader) {
  const Polygon island{.outer = square(50, 0, 1), .holes = {}};
  Polygon yard{.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, .holes = {}};
  SquareMetres a = area(yard);
  MultiPolygon city{{yard, island}};
  EXPECT_EQ(a, 100_m2);
  EXPECT_EQ(area(city), 101_m2);
}

TEST(Box, EmptyUntilItHoldsAPoint) {
  Box box;
  EXPECT_TRUE(box.empty());
  box.extend(Box{});
  EXPECT_TRUE(box.empty()) << "an empty box adds nothing";
  box.extend(Xy{3, 4});
  EXPECT_FALSE(box.empty());
  EXPECT_EQ(box, (Box{{3, 4}, {3, 4}}));
  box.extend(Box{{0, 9}, {1, 10}});
  EXPECT_EQ(box, (Box{{0, 4}, {3, 10}}));
  EXPECT_EQ(bounds(MultiPolygon{}), Box{});
}

TEST(Box, IsClosed) {
  const Box box{{0, 0}, {10, 10}};
  EXPECT_TRUE(box.contains({0, 10}));
  EXPECT_FALSE(box.contains({10.001, 5}));
  EXPECT_TRUE(box.meets(Box{{10, 10}, {12, 12}})) << "a corner is enough";
  EXPECT_FALSE(box.meets(Box{{10.001, 0}, {12, 12}}));
  EXPECT_EQ(box.grown(1_m), (Box{{-1, -1}, {11, 11}}));
}

TEST(Box, BoundsOfShapes) {
  const Polygon a{.outer = square(0, 0, 2), .holes = {}}, b{.outer = square(5, -3, 1), .holes = {}};
  EXPECT_EQ(bounds(a), (Box{{0, 0}, {2, 2}}));
  EXPECT_EQ(bounds(MultiPolygon{a, b}), (Box{{0, -3}, {6, 2}}));
}

TEST(Area, SignFollowsTheDirection) {
  Ring ring = square(0, 0, 10);
  EXPECT_EQ(signed_area(ring), 100_m2);
  std::reverse(ring.begin(), ring.end());
  EXPECT_EQ(signed_area(ring), SquareMetres{-100.0});
}

TEST(Area, HolesAreSubtractedWhateverTheirDirection) {
  Polygon yard{.outer = square(0, 0, 10), .holes = {square(2, 2, 3)}};
  EXPECT_EQ(area(yard), 91_m2);
  std::reverse(yard.holes[0].begin(), yard.holes[0].end());
  EXPECT_EQ(area(yard), 91_m2);
  EXPECT_EQ(perimeter(yard), 52_m);
  EXPECT_EQ(perimeter(MultiPolygon{yard, yard}), 104_m);
}

TEST(Area, DoesNotCancelFarFromTheOrigin) {
  EXPECT_EQ(signed_area(square(4'000'000'000.0, 3'000'000'000.0, 0.125)), SquareMetres{0.015625});
}

TEST(Centroid, OfARingWithAHoleAndOfParts) {
  const Polygon plain{.outer = square(0, 0, 10), .holes = {}};
  EXPECT_EQ(centroid({plain}), (Xy{5, 5}));
  const Polygon right_half_cut{.outer = square(0, 0, 10), .holes = {{{5, 0}, {10, 0}, {10, 10}, {5, 10}, {5, 0}}}};
  EXPECT_NEAR(centroid({right_half_cut}).x, 2.5, 1e-12);
  const Polygon other{.outer = square(20, 0, 10), .holes = {}};
  EXPECT_EQ(centroid({plain, other}), (Xy{15, 5}));
  EXPECT_EQ(centroid({Polygon{.outer = square(1e6, 2e6, 2), .holes = {}}}), (Xy{1e6 + 1, 2e6 + 1}));
}

TEST(IsoperimetricQuotient, SquareStripCircle) {
  EXPECT_NEAR(isoperimetric_quotient(100_m2, 40_m), std::numbers::pi / 4, 1e-15);
  EXPECT_NEAR(isoperimetric_quotient(SquareMetres{std::numbers::pi}, Metres{2 * std::numbers::pi}), 1.0, 1e-15);
  EXPECT_LT(isoperimetric_quotient(100_m2, 202_m), 0.04) << "1 m x 100 m";
}

const LineString kHook{{0, 0}, {10, 0}, {10, 5}};  // 15 m

struct PointRow {
  const char* name;
  double measure;
  Xy point;
};

TEST(PointAt, ClampsToTheEnds) {
  const PointRow rows[] = {{"before", -1, {0, 0}},  {"start", 0, {0, 0}},      {"first leg", 4, {4, 0}},
                           {"vertex", 10, {10, 0}}, {"last leg", 12, {10, 2}}, {"end", 15, {10, 5}},
                           {"beyond", 99, {10, 5}}};
  for (const PointRow& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(point_at(kHook, Metres{row.measure}), row.point);
  }
}

TEST(PointAt, SkipsRepeatedVertices) {
  const LineString doubled{{0, 0}, {0, 0}, {10, 0}, {10, 0}};
  EXPECT_EQ(point_at(doubled, 0_m), (Xy{0, 0}));
  EXPECT_EQ(point_at(doubled, 5_m), (Xy{5, 0}));
  EXPECT_EQ(point_at(doubled, 10_m), (Xy{10, 0}));
  EXPECT_EQ(point_at(LineString({{3, 3}, {3, 3}}), 1_m), (Xy{3, 3}));
}

TEST(Substring, KeepsInnerVertices) {
  EXPECT_EQ(substring(kHook, 2_m, 12_m), (LineString{{2, 0}, {10, 0}, {10, 2}}));
  EXPECT_EQ(substring(kHook, 0_m, 15_m), kHook);
  EXPECT_EQ(substring(kHook, 2_m, 3_m), (LineString{{2, 0}, {3, 0}}));
  EXPECT_EQ(substring(kHook, 10_m, 15_m), (LineString{{10, 0}, {10, 5}})) << "cut at a vertex: it is not repeated";
}

TEST(Substring, PartsAddUpToTheLine) {
  const LineString line{{0, 0}, {3.3, 4.4}, {7.1, -2.9}, {7.1, -2.9}, {20, 1}};
  const double whole = length(line).value;
  double sum = 0.0;
  for (int i = 0; i < 7; ++i) sum += length(substring(line, Metres{whole * i / 7}, Metres{whole * (i + 1) / 7})).value;
  EXPECT_NEAR(sum, whole, 1e-12);
}

TEST(Length, OfNothingIsZero) {
  EXPECT_EQ(length(LineString{}), 0_m);
  EXPECT_EQ(length(LineString{{1, 1}}), 0_m);
  EXPECT_EQ(length(kHook), 15_m);
}

}  // namespace
}  // namespace libgrid
