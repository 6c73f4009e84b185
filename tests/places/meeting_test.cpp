#include <libgrid/places/detail/meeting.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace libgrid::places::detail {
namespace {

constexpr Metres kGap{25.0};
constexpr Metres kApart{60.0};

std::vector<Meeting> meet(std::vector<LineString> a, std::vector<LineString> b) { return meetings(a, b, kGap, kApart); }

TEST(Meeting, LinesThatCross) {
  const std::vector<Meeting> found = meet({{{0, 0}, {100, 0}}}, {{{40, -50}, {40, 50}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at, (Xy{40, 0}));
  EXPECT_EQ(found[0].gap.value, 0.0);
}

TEST(Meeting, DualCarriagewaysMeetOnce) {
  const std::vector<Meeting> found =
      meet({{{0, 0}, {100, 0}}, {{0, 12}, {100, 12}}}, {{{40, -50}, {40, 50}}, {{52, -50}, {52, 50}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].points, 4);
}

TEST(Meeting, ACrescentMeetsItsStreetTwice) {
  const std::vector<Meeting> found = meet({{{0, 0}, {500, 0}}}, {{{100, 0}, {100, 80}, {400, 80}, {400, 0}}});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].at, (Xy{100, 0}));
  EXPECT_EQ(found[1].at, (Xy{400, 0}));
}

TEST(Meeting, AStreetThatEndsJustShortMeetsOverTheGap) {
  const std::vector<Meeting> found = meet({{{0, 0}, {100, 0}}}, {{{40, 20}, {40, 90}}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at, (Xy{40, 0}));
  EXPECT_EQ(found[0].gap.value, 20.0);
  EXPECT_TRUE(meet({{{0, 0}, {100, 0}}}, {{{40, 26}, {40, 90}}}).empty());
}

TEST(Meeting, TheOrderOfTheWaysDoesNotMatter) {
  std::vector<LineString> a{{{0, 0}, {50, 0}}, {{50, 0}, {200, 0}}, {{200, 0}, {400, 0}}};
  std::vector<LineString> b{{{50, 0}, {50, 90}}, {{350, -90}, {350, 90}}, {{50, 0}, {50, -90}}};
  const std::vector<Meeting> once = meet(a, b);
  std::ranges::reverse(a);
  std::ranges::reverse(b);
  const std::vector<Meeting> again = meet(a, b);
  ASSERT_EQ(once.size(), 2u);
  ASSERT_EQ(again.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(once[i].at, again[i].at);
}

TEST(Meeting, NearestPointOfSeveralLines) {
  const std::vector<LineString> lines{{{0, 0}, {100, 0}}, {{0, 50}, {100, 50}}};
  const NearestPoint found = nearest_on(lines, {30, 40});
  EXPECT_EQ(found.at, (Xy{30, 50}));
  EXPECT_EQ(found.distance.value, 10.0);
  EXPECT_EQ(found.line, 1u);
}

}  // namespace
}  // namespace libgrid::places::detail
