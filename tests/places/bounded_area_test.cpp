#include <libgrid/places/detail/bounded_area.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

namespace libgrid::places::detail {
namespace {

constexpr AreaOptions kOptions{.gap = Metres{25}, .apart = Metres{60}, .jump = Metres{40}, .corner = Metres{300}};

/// North, south, east, west: the sides of a frame from 0 to 100, each longer than the frame.
AreaBounds frame() {
  return {{{{{-50, 100}, {150, 100}}}, {{{-50, 0}, {150, 0}}}, {{{100, -50}, {100, 150}}}, {{{0, -50}, {0, 150}}}}};
}

TEST(BoundedArea, FourStreetsBoundARectangle) {
  const BoundedAreas areas = bounded_areas(frame(), kOptions);
  ASSERT_EQ(areas.found.size(), 1u);
  EXPECT_EQ(signed_area(areas.found[0].ring).value, 10'000.0);
  EXPECT_EQ(areas.found[0].gap, Metres{});
  EXPECT_EQ(locate(Polygon{areas.found[0].ring, {}}, areas.found[0].inside), Location::inside);
}

TEST(BoundedArea, StreetsThatDoNotLieAsTheyAreSaidBoundNothing) {
  AreaBounds ways = frame();
  std::swap(ways[2], ways[3]);
  EXPECT_TRUE(bounded_areas(ways, kOptions).found.empty());
}

TEST(BoundedArea, AnOpenCornerIsJoinedWithItsGapOrNamed) {
  AreaBounds ways = frame();
  ways[2] = {{{100, -50}, {100, 20}}};  // ends 80 m south of the north
  const BoundedAreas joined = bounded_areas(ways, kOptions);
  ASSERT_EQ(joined.found.size(), 1u);
  EXPECT_NEAR(joined.found[0].gap.value, 80.0, 1e-9);
  AreaOptions strict = kOptions;
  strict.corner = Metres{50};
  const BoundedAreas open = bounded_areas(ways, strict);
  EXPECT_TRUE(open.found.empty());
  EXPECT_EQ(open.open, (std::pair{Compass::north, Compass::east}));
}

TEST(BoundedArea, AStreetThatMeetsTwiceGivesTwoAreas) {
  AreaBounds ways = frame();
  ways[2] = {{{100, -50}, {100, 150}}, {{300, -50}, {300, 150}}};
  ways[0] = {{{-50, 100}, {350, 100}}};
  ways[1] = {{{-50, 0}, {350, 0}}};
  const BoundedAreas areas = bounded_areas(ways, kOptions);
  ASSERT_EQ(areas.found.size(), 2u);
  EXPECT_EQ(signed_area(areas.found[0].ring).value, 10'000.0);
  EXPECT_EQ(signed_area(areas.found[1].ring).value, 30'000.0);
}

TEST(BoundedArea, LoopsAreCutOffAndTheLargerOneStays) {
  // A bow tie: the left triangle has area 25, the right one 1.
  const std::vector<Xy> ring = without_loops({{0, 0}, {6, 6}, {6, 4}, {0, 10}, {0, 0}});
  EXPECT_EQ(ring.size(), 4u);
  EXPECT_NEAR(std::abs(signed_area(ring).value), 25.0, 1e-9);
}

/// Any closed ring becomes simple: no two edges that are not neighbours meet.
TEST(BoundedArea, RingsWithoutLoopsAreSimple) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const CounterRandom draw{seed, 5};
    std::vector<Xy> ring;
    for (std::uint64_t i = 0; i < 12; ++i) ring.push_back({draw.unit(2 * i) * 100.0, draw.unit(2 * i + 1) * 100.0});
    ring.push_back(ring.front());
    const std::vector<Xy> simple = without_loops(ring);
    for (std::size_t i = 0; i + 1 < simple.size(); ++i)
      for (std::size_t j = i + 2; j + 1 < simple.size(); ++j) {
        if (i == 0 && j + 2 == simple.size()) continue;
        const Xy a = simple[i], b = simple[i + 1], c = simple[j], d = simple[j + 1];
        const bool cross = orientation(a, b, c) != orientation(a, b, d) && orientation(c, d, a) != orientation(c, d, b);
        EXPECT_FALSE(cross) << i << " " << j;
      }
  }
}

}  // namespace
}  // namespace libgrid::places::detail
