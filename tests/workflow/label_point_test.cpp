#include <libgrid/workflow/detail/label_point.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::workflow::detail {
namespace {

Polygon rectangle(double x0, double y0, double x1, double y1) {
  return {.outer = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, .holes = {}};
}

TEST(LabelPoint, IsTheMiddleOfARectangle) { EXPECT_EQ(label_point({rectangle(0, 0, 40, 20)}), (Xy{20, 10})); }

TEST(LabelPoint, AvoidsTheHole) {
  Polygon ring = rectangle(0, 0, 100, 100);
  ring.holes = {rectangle(20, 20, 80, 80).outer};
  EXPECT_EQ(locate(ring, label_point({ring})), Location::inside);
}

TEST(LabelPoint, PrefersTheWidePart) {
  EXPECT_GT(label_point({rectangle(0, 0, 1, 10), rectangle(10, 0, 40, 10)}).x, 10.0);
}

TEST(LabelPoint, OfAShapeWithoutAreaIsItsFirstPoint) {
  const Polygon flat{.outer = {{3, 4}, {5, 4}, {7, 4}, {3, 4}}, .holes = {}};
  EXPECT_EQ(label_point({flat}), (Xy{3, 4}));
}

TEST(LabelPoint, LiesInsideRandomStars) {
  constexpr std::uint64_t kSeed = 41;
  const CounterRandom draw{kSeed, 0};
  std::uint64_t n = 0;
  for (int round = 0; round < 500; ++round) {
    Polygon star;
    const int corners = 5 + static_cast<int>(draw.below(n++, 20));
    for (int i = 0; i < corners; ++i) {
      const double angle = 6.283185307179586 * i / corners, radius = 10.0 + 90.0 * draw.unit(n++);
      star.outer.push_back({236'000.0 + radius * std::cos(angle), 900'000.0 + radius * std::sin(angle)});
    }
    star.outer.push_back(star.outer.front());
    EXPECT_EQ(locate(star, label_point({star})), Location::inside) << "seed " << kSeed << " round " << round;
  }
}

}  // namespace
}  // namespace libgrid::workflow::detail
