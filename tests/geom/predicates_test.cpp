#include <libgrid/geom/predicates.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

#include <libgrid/base/random.hpp>

namespace libgrid {
namespace {

using Rational = boost::multiprecision::cpp_rational;

// The brute-force twin: real arithmetic on the given doubles.
Side orientation_by_rationals(Xy a, Xy b, Xy p) {
  const Rational ax(a.x), ay(a.y), bx(b.x), by(b.y), px(p.x), py(p.y);
  const Rational determinant = (ax - px) * (by - py) - (ay - py) * (bx - px);
  if (determinant > 0) return Side::left;
  return determinant < 0 ? Side::right : Side::on;
}

Location locate_by_rationals(const Ring& ring, Xy p) {
  bool inside = false;
  const Rational px(p.x), py(p.y);
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Xy a = ring[i - 1], b = ring[i];
    if (orientation_by_rationals(a, b, p) == Side::on && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) &&
        std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y))
      return Location::border;
    if ((a.y > p.y) == (b.y > p.y)) continue;
    const Rational share = (py - Rational(a.y)) / (Rational(b.y) - Rational(a.y));
    if (px < Rational(a.x) + share * (Rational(b.x) - Rational(a.x))) inside = !inside;
  }
  return inside ? Location::inside : Location::outside;
}

double nudged(double number, int ulps) {
  const double toward = ulps > 0 ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
  for (int i = 0; i < std::abs(ulps); ++i) number = std::nextafter(number, toward);
  return number;
}

// Draws reproducible coordinates, plane metres of the size of Boston's.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed, 0) {}
  double between(double low, double high) { return low + random_.unit(next_++) * (high - low); }
  int upto(int most) {
    return static_cast<int>(random_.below(next_++, static_cast<std::uint64_t>(2 * most + 1))) - most;
  }
  Xy point() { return {between(225'000, 245'000), between(885'000, 910'000)}; }
  Xy near(Xy p) { return {nudged(p.x, upto(2)), nudged(p.y, upto(2))}; }

 private:
  CounterRandom random_;
  std::uint64_t next_ = 0;
};

TEST(Orientation, LeftRightOn) {
  EXPECT_EQ(orientation({0, 0}, {10, 0}, {5, 1}), Side::left);
  EXPECT_EQ(orientation({0, 0}, {10, 0}, {5, -1}), Side::right);
  EXPECT_EQ(orientation({0, 0}, {10, 0}, {99, 0}), Side::on);
  EXPECT_EQ(orientation({3, 3}, {3, 3}, {5, 5}), Side::on) << "a line without direction has no sides";
}

TEST(Orientation, AgreesWithRationalsCloseToTheLine) {
  for (const std::uint64_t seed : {1u, 2u}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Draw draw(seed);
    for (int i = 0; i < 1'000; ++i) {
      const Xy a = draw.point(), b = draw.point();
      const double share = draw.between(-0.5, 1.5);
      const Xy p = draw.near({std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)});
      ASSERT_EQ(orientation(a, b, p), orientation_by_rationals(a, b, p)) << i;
    }
  }
}

TEST(Orientation, PlainDoublesWouldBeWrongHere) {
  // 64 x 64 points one ulp apart close to the line through (12, 12) and (24, 24): the picture of Kettner et al. 2008.
  int wrong = 0;
  for (int i = 0; i < 64; ++i) {
    for (int j = 0; j < 64; ++j) {
      const Xy a{0.5 + i * 0x1p-53, 0.5 + j * 0x1p-53}, b{12, 12}, p{24, 24};
      const double plain = (a.x - p.x) * (b.y - p.y) - (a.y - p.y) * (b.x - p.x);
      const Side rounded = plain > 0 ? Side::left : plain < 0 ? Side::right : Side::on;
      const Side exact = orientation_by_rationals(a, b, p);
      ASSERT_EQ(orientation(a, b, p), exact);
      if (rounded != exact) ++wrong;
    }
  }
  EXPECT_GT(wrong, 500) << "if plain arithmetic were enough, the expansion could go";
}

TEST(Orientation, SwappingTheEndsSwapsTheSide) {
  Draw draw(7);
  for (int i = 0; i < 5'000; ++i) {
    const Xy a = draw.point(), b = draw.point();
    const Xy p = draw.near({(a.x + b.x) / 2, (a.y + b.y) / 2});
    const int forward = static_cast<int>(orientation(a, b, p)), backward = static_cast<int>(orientation(b, a, p));
    ASSERT_EQ(forward, -backward);
    ASSERT_EQ(orientation(b, p, a), orientation(a, b, p));
    ASSERT_EQ(orientation(p, a, b), orientation(a, b, p));
  }
}

TEST(Orientation, HoldsAtTheLimitsOfItsPrecondition) {
  for (const double scale : {0x1p-140, 1.0, 0x1p139}) {
    SCOPED_TRACE(scale);
    const Xy a{scale, scale}, b{scale * 1.5, scale * 1.5}, p{scale * 1.25, nudged(scale * 1.25, 1)};
    EXPECT_EQ(orientation(a, b, p), Side::left);
    EXPECT_EQ(orientation(a, b, {scale * 1.25, scale * 1.25}), Side::on);
  }
  const Xy small{0x1p-140, 0}, large{0x1p139, 0x1p139};
  EXPECT_EQ(orientation({0, 0}, large, small), Side::right) << "tiny beside huge";
}

TEST(OnSegment, ClosedEndsAndNothingBeyond) {
  EXPECT_TRUE(on_segment({0, 0}, {4, 2}, {0, 0}));
  EXPECT_TRUE(on_segment({0, 0}, {4, 2}, {2, 1}));
  EXPECT_TRUE(on_segment({4, 2}, {0, 0}, {4, 2}));
  EXPECT_FALSE(on_segment({0, 0}, {4, 2}, {6, 3}));
  EXPECT_FALSE(on_segment({0, 0}, {4, 2}, {2, nudged(1.0, 1)}));
  EXPECT_TRUE(on_segment({1, 1}, {1, 1}, {1, 1}));
  EXPECT_FALSE(on_segment({1, 1}, {1, 1}, {1, 2}));
}

//  6 +-----------+
//    |  4 +---+  |
//    |    | H |  |   H is a hole
//    |  2 +---+  |
//  0 +-----------+
//    0    2   4  6
const Polygon kRing{.outer = {{0, 0}, {6, 0}, {6, 6}, {0, 6}, {0, 0}},
                    .holes = {{{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}}}};

struct LocateRow {
  const char* name;
  Xy p;
  Location location;
};

TEST(Locate, RingWithAHole) {
  const LocateRow rows[] = {
      {"in the flesh", {1, 1}, Location::inside},
      {"level with the hole's corner", {1, 2}, Location::inside},
      {"level with the outer corner", {-1, 0}, Location::outside},
      {"level with the top", {-1, 6}, Location::outside},
      {"in the hole", {3, 3}, Location::outside},
      {"on the outer edge", {6, 3}, Location::border},
      {"on the outer corner", {6, 6}, Location::border},
      {"on the bottom edge", {3, 0}, Location::border},
      {"on the hole's edge", {2, 3}, Location::border},
      {"on the hole's corner", {4, 4}, Location::border},
      {"far right", {7, 3}, Location::outside},
      {"one ulp inside", {nudged(6.0, -1), 3}, Location::inside},
      {"one ulp outside", {nudged(6.0, 1), 3}, Location::outside},
  };
  for (const LocateRow& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(locate(kRing, row.p), row.location);
    EXPECT_EQ(locate(MultiPolygon{kRing}, row.p), row.location);
  }
}

TEST(Locate, SeveralPolygonsAndNone) {
  const Polygon island{.outer = {{10, 0}, {12, 0}, {12, 2}, {10, 2}, {10, 0}}, .holes = {}};
  const MultiPolygon both{kRing, island};
  EXPECT_EQ(locate(both, {11, 1}), Location::inside);
  EXPECT_EQ(locate(both, {1, 1}), Location::inside);
  EXPECT_EQ(locate(both, {8, 1}), Location::outside);
  EXPECT_EQ(locate(both, {10, 1}), Location::border);
  EXPECT_EQ(locate(MultiPolygon{}, {0, 0}), Location::outside);
}

TEST(Locate, DirectionOfRingsCarriesNoMeaning) {
  Polygon reversed = kRing;
  std::reverse(reversed.outer.begin(), reversed.outer.end());
  std::reverse(reversed.holes[0].begin(), reversed.holes[0].end());
  for (double x = -1; x <= 7; x += 0.5)
    for (double y = -1; y <= 7; y += 0.5) ASSERT_EQ(locate(reversed, {x, y}), locate(kRing, {x, y})) << x << " " << y;
}

TEST(Locate, AgreesWithRationalsOnRandomStarsCloseToTheirBorder) {
  for (const std::uint64_t seed : {11u, 12u}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Draw draw(seed);
    Ring ring;
    for (int i = 0; i < 40; ++i) {
      const double angle = i * 0.157, radius = draw.between(100, 1'000);
      ring.push_back({236'000 + radius * std::cos(angle), 900'000 + radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    for (int i = 0; i < 300; ++i) {
      const std::size_t edge = static_cast<std::size_t>(i) % 40;
      const double share = draw.between(0, 1);
      const Xy on{std::lerp(ring[edge].x, ring[edge + 1].x, share), std::lerp(ring[edge].y, ring[edge + 1].y, share)};
      const Xy p = i % 3 == 0 ? Xy{draw.between(235'000, 237'000), ring[edge].y} : draw.near(on);
      ASSERT_EQ(locate(Polygon{ring, {}}, p), locate_by_rationals(ring, p)) << i;
    }
  }
}

TEST(Locate, TwoNeighboursShareNoPointOfTheirCommonBorderAndLoseNone) {
  // Left and right of one slanted border; every point beside it is in exactly one, or on the border of both.
  const Polygon left{.outer = {{0, 0}, {100.1, 0.3}, {99.7, 77.9}, {0, 80}, {0, 0}}, .holes = {}};
  const Polygon right{.outer = {{100.1, 0.3}, {200, 0}, {200, 80}, {99.7, 77.9}, {100.1, 0.3}}, .holes = {}};
  Draw draw(21);
  for (int i = 0; i < 5'000; ++i) {
    const double share = draw.between(0, 1);
    const Xy p = draw.near({std::lerp(100.1, 99.7, share), std::lerp(0.3, 77.9, share)});
    const Location a = locate(left, p), b = locate(right, p);
    if (a == Location::border || b == Location::border) {
      ASSERT_EQ(a, b) << i;
    } else {
      ASSERT_NE(a, b) << i;
    }
  }
}

TEST(RayCrossing, LowerEndCountsUpperEndDoesNot) {
  EXPECT_EQ(ray_crossing({5, 0}, {5, 2}, {0, 0}), Crossing::crosses);
  EXPECT_EQ(ray_crossing({5, 0}, {5, 2}, {0, 2}), Crossing::none);
  EXPECT_EQ(ray_crossing({5, 2}, {5, 0}, {0, 0}), Crossing::crosses);
  EXPECT_EQ(ray_crossing({5, 0}, {5, 2}, {5, 1}), Crossing::touches);
  EXPECT_EQ(ray_crossing({5, 0}, {5, 2}, {6, 1}), Crossing::none);
  EXPECT_EQ(ray_crossing({5, 1}, {9, 1}, {0, 1}), Crossing::none) << "level edges are counted by their neighbours";
  EXPECT_EQ(ray_crossing({5, 1}, {9, 1}, {7, 1}), Crossing::touches);
}

}  // namespace
}  // namespace libgrid
