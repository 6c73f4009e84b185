#include <libgrid/zoning/detail/zone_side.hpp>

#include <gtest/gtest.h>

namespace libgrid::zoning::detail {
namespace {

TEST(SideOfLine, a_straight_line_goes_on_beyond_its_ends) {
  const LineString north{{5, 0}, {5, 1}};
  EXPECT_EQ(side_of_line(north, {4, 100}), Side::left);
  EXPECT_EQ(side_of_line(north, {6, -100}), Side::right);
  EXPECT_EQ(side_of_line(north, {5, 50}), Side::left);  // on it
}

TEST(SideOfLine, around_a_corner_the_segment_that_sees_more_decides) {
  // north, then east: the inner quarter is right of it
  const LineString corner{{0, 0}, {0, 10}, {10, 10}};
  EXPECT_EQ(side_of_line(corner, {5, 5}), Side::right);
  EXPECT_EQ(side_of_line(corner, {-1, 11}), Side::left);  // beyond the corner
  EXPECT_EQ(side_of_line(corner, {-3, 10.5}), Side::left);
  EXPECT_EQ(side_of_line(corner, {50, 9}), Side::right);
  EXPECT_EQ(side_of_line(corner, {50, 11}), Side::left);
}

TEST(SideOfLine, a_sharp_tooth) {
  const LineString tooth{{0, 0}, {5, 20}, {10, 0}};
  EXPECT_EQ(side_of_line(tooth, {5, 10}), Side::right);
  EXPECT_EQ(side_of_line(tooth, {5, 25}), Side::left);
  EXPECT_EQ(side_of_line(tooth, {0, 10}), Side::left);
}

TEST(WithoutRepeats, keeps_each_point_once_in_a_row) {
  EXPECT_EQ(without_repeats(LineString{{0, 0}, {0, 0}, {1, 0}, {0, 0}}), (LineString{{0, 0}, {1, 0}, {0, 0}}));
}

}  // namespace
}  // namespace libgrid::zoning::detail
