#include <libgrid/places/detail/street_path.hpp>

#include <gtest/gtest.h>

namespace libgrid::places::detail {
namespace {

constexpr Metres kJump{40.0};

TEST(StreetPath, GoesOverTheWaysBetweenTwoPlaces) {
  const std::vector<LineString> ways{{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}, {200, 100}}};
  EXPECT_EQ(street_path(ways, {50, 5}, {205, 60}, kJump), (LineString{{50, 0}, {100, 0}, {200, 0}, {200, 60}}));
  EXPECT_EQ(street_path(ways, {205, 60}, {50, 5}, kJump), (LineString{{200, 60}, {200, 0}, {100, 0}, {50, 0}}));
}

TEST(StreetPath, JumpsASmallGapAndNoLargeOne) {
  const std::vector<LineString> small{{{0, 0}, {100, 0}}, {{130, 0}, {200, 0}}};
  EXPECT_EQ(street_path(small, {10, 0}, {190, 0}, kJump), (LineString{{10, 0}, {100, 0}, {130, 0}, {190, 0}}));
  const std::vector<LineString> large{{{0, 0}, {100, 0}}, {{150, 0}, {200, 0}}};
  EXPECT_TRUE(street_path(large, {10, 0}, {190, 0}, kJump).empty());
}

TEST(StreetPath, TakesTheShorterWayAroundALoop) {
  const std::vector<LineString> loop{{{0, 0}, {100, 0}, {100, 50}, {0, 50}, {0, 0}}};
  EXPECT_DOUBLE_EQ(length(street_path(loop, {100, 0}, {0, 50}, kJump)).value, 150.0);
}

TEST(StreetSection, HalvesByCompass) {
  const std::vector<LineString> ways{{{0, 0}, {0, 100}, {20, 200}}};
  EXPECT_EQ(street_section(ways, Compass::south), (std::vector<LineString>{{{0, 0}, {0, 100}}}));
  EXPECT_EQ(street_section(ways, Compass::north), (std::vector<LineString>{{{0, 100}, {20, 200}}}));
  EXPECT_EQ(street_section(ways, Compass::middle), (std::vector<LineString>{{{0, 50}, {0, 100}, {10, 150}}}));
}

TEST(StreetSection, AStreetThatComesBackHasSeveralPieces) {
  const std::vector<LineString> ways{{{0, 0}, {0, 100}, {50, 100}, {50, 0}}};
  EXPECT_EQ(street_section(ways, Compass::south), (std::vector<LineString>{{{0, 0}, {0, 50}}, {{50, 50}, {50, 0}}}));
}

}  // namespace
}  // namespace libgrid::places::detail
