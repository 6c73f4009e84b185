#include "tests/support/ascii_rings.hpp"

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/print.hpp"
#include "tests/support/seeds.hpp"

namespace libgrid::test {
namespace {

/// Inside by crossing number: an independent reading of the rings, for points off the lattice.
bool covers(const MultiPolygon& shape, Xy p) {
  bool inside = false;
  const auto cross = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const bool between = (ring[i].y > p.y) != (ring[i + 1].y > p.y);
      if (between && ring[i].x > p.x) inside = !inside;  // edges that cross a level line are upright here
    }
  };
  for (const Polygon& polygon : shape) {
    cross(polygon.outer);
    for (const Ring& hole : polygon.holes) cross(hole);
  }
  return inside;
}

bool visits_a_point_twice(const Ring& ring) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    for (std::size_t j = i + 1; j + 1 < ring.size(); ++j) {
      if (ring[i] == ring[j]) return true;
    }
  }
  return false;
}

TEST(AsciiRings, CoverExactlyTheirCellsWithRingsThatNeverTouchThemselves) {
  const Seed seed{20151};
  constexpr int kSize = 8;
  for (std::uint64_t city = 0; city < 300; ++city) {
    const CounterRandom draw{seed.value(), city};
    const auto inside = [&](CellAt c) {
      if (c.first < 0 || c.second < 0 || c.first >= kSize || c.second >= kSize) return false;
      return draw.below(static_cast<std::uint64_t>(c.second * kSize + c.first), 3) > 0;
    };
    const MultiPolygon shape =
        outline({.columns = kSize, .lines = kSize, .inside = inside, .is_vertex = [](CellAt) { return true; }});
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) ASSERT_EQ(covers(shape, {x + 0.5, y + 0.5}), inside({x, y})) << "city " << city;
    }
    for (const Polygon& polygon : shape) {
      EXPECT_GT(signed_area(polygon.outer).value, 0.0);
      EXPECT_FALSE(visits_a_point_twice(polygon.outer)) << "city " << city << " " << wkt(polygon);
      for (const Ring& hole : polygon.holes) {
        EXPECT_LT(signed_area(hole).value, 0.0);
        EXPECT_FALSE(visits_a_point_twice(hole)) << "city " << city << " " << wkt(polygon);
      }
    }
  }
}

}  // namespace
}  // namespace libgrid::test
