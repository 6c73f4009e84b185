#include <libgrid/geom/enclosing_circle.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid {
namespace {

std::vector<Xy> random_points(std::uint64_t seed, std::size_t count) {
  const CounterRandom draw(seed, 31);
  std::vector<Xy> points;
  for (std::size_t i = 0; i < count; ++i)
    points.push_back({500'000.0 + 100.0 * draw.unit(2 * i), 3'400'000.0 + 30.0 * draw.unit(2 * i + 1)});
  return points;
}

/// The smallest of all circles through two or three points that holds all.
double brute_radius(const std::vector<Xy>& p) {
  double best = 1e300;
  const auto offer = [&](double x, double y) {
    double radius = 0.0;
    for (const Xy q : p) radius = std::max(radius, std::hypot(q.x - x, q.y - y));
    best = std::min(best, radius);
  };
  for (std::size_t i = 0; i < p.size(); ++i)
    for (std::size_t j = i + 1; j < p.size(); ++j) {
      offer((p[i].x + p[j].x) / 2, (p[i].y + p[j].y) / 2);
      for (std::size_t k = j + 1; k < p.size(); ++k) {
        const double bx = p[j].x - p[i].x, by = p[j].y - p[i].y, cx = p[k].x - p[i].x, cy = p[k].y - p[i].y;
        const double d = 2 * (bx * cy - by * cx), bb = bx * bx + by * by, cc = cx * cx + cy * cy;
        if (d != 0.0) offer(p[i].x + (cy * bb - by * cc) / d, p[i].y + (bx * cc - cx * bb) / d);
      }
    }
  return best;
}

TEST(EnclosingCircle, IsTheSmallestOfAllThroughTwoOrThreePoints) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(seed);
    const auto points = random_points(seed, 2 + seed % 11);
    const Circle circle = smallest_enclosing_circle(points);
    EXPECT_NEAR(circle.radius.value, brute_radius(points), 1e-8);
    EXPECT_NEAR(smallest_enclosing_circle(convex_hull(points)).radius.value, circle.radius.value, 1e-8);
  }
}

TEST(EnclosingCircle, SimpleShapes) {
  EXPECT_EQ(smallest_enclosing_circle(std::vector<Xy>{{3, 4}}), (Circle{{3, 4}, Metres{0.0}}));
  EXPECT_EQ(smallest_enclosing_circle(std::vector<Xy>{{0, 0}, {1, 0}, {6, 0}, {2, 0}}), (Circle{{3, 0}, Metres{3.0}}));
  EXPECT_EQ(smallest_enclosing_circle(std::vector<Xy>{{0, 0}, {8, 0}, {8, 6}, {0, 6}}), (Circle{{4, 3}, Metres{5.0}}));
  EXPECT_NEAR(circular_compactness(SquareMetres{48.0}, Metres{5.0}), 0.6111549814728781, 1e-15);  // 48 / (25 pi)
}

TEST(EnclosingCircle, ManyPointsOnOneCircle) {
  std::vector<Xy> points;
  for (int i = 0; i < 720; ++i) points.push_back({std::cos(i * 0.01) * 250.0, std::sin(i * 0.01) * 250.0});
  EXPECT_NEAR(smallest_enclosing_circle(points).radius.value, 250.0, 1e-9);
}

TEST(ConvexHull, EveryPointLiesLeftOfEveryEdgeAndNoThreeAreInLine) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    const auto points = random_points(seed, 60);
    const auto hull = convex_hull(points);
    for (std::size_t i = 0; i < hull.size(); ++i) {
      const Xy a = hull[i], b = hull[(i + 1) % hull.size()];
      EXPECT_EQ(orientation(a, b, hull[(i + 2) % hull.size()]), Side::left);
      for (const Xy p : points) EXPECT_NE(orientation(a, b, p), Side::right);
    }
  }
}

TEST(ConvexHull, OfFewPoints) {
  EXPECT_EQ(convex_hull(std::vector<Xy>{{1, 1}, {1, 1}}), (std::vector<Xy>{{1, 1}}));
  EXPECT_EQ(convex_hull(std::vector<Xy>{{0, 0}, {2, 2}, {1, 1}, {0, 0}}), (std::vector<Xy>{{0, 0}, {2, 2}}));
  EXPECT_EQ(convex_hull(std::vector<Xy>{{0, 0}, {2, 0}, {1, 0}, {2, 2}, {0, 2}, {0, 0}}),
            (std::vector<Xy>{{0, 0}, {2, 0}, {2, 2}, {0, 2}}));
}

}  // namespace
}  // namespace libgrid
