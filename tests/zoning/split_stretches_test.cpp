#include <libgrid/zoning/split_stretches.hpp>

#include <gtest/gtest.h>

namespace libgrid::zoning {
namespace {

/// Block 1 was cut at x = 4 into 8 (west) and 9 (east); block 2 lies south of it.
std::vector<Block> two_parts() {
  std::vector<Block> parts(2);
  parts[0].id = BlockId{8}, parts[1].id = BlockId{9};
  parts[0].shape.outer = {{0, 0}, {4, 0}, {4, 10}, {0, 10}, {0, 0}};
  parts[1].shape.outer = {{4, 0}, {10, 0}, {10, 10}, {4, 10}, {4, 0}};
  return parts;
}

StreetStretch stretch(double from, double to, std::optional<BlockId> left, std::optional<BlockId> right) {
  return {StreetId{1}, Metres{from}, Metres{to}, left, right};
}

const BlockId kOne{1}, kTwo{2}, kWest{8}, kEast{9};

std::vector<StreetStretch> split(const LineString& line, const std::vector<StreetStretch>& stretches) {
  return split_stretches(stretches, {{StreetId{1}, line}}, kOne, two_parts());
}

TEST(SplitStretches, a_street_along_the_border_is_cut_where_the_cut_meets_it) {
  EXPECT_EQ(split({{0, 0}, {10, 0}}, {stretch(0, 10, kOne, kTwo)}),
            (std::vector<StreetStretch>{stretch(0, 4, kWest, kTwo), stretch(4, 10, kEast, kTwo)}));
  EXPECT_EQ(split({{10, 0}, {0, 0}}, {stretch(0, 10, kTwo, kOne)}),
            (std::vector<StreetStretch>{stretch(0, 6, kTwo, kEast), stretch(6, 10, kTwo, kWest)}));
}

TEST(SplitStretches, a_street_inside_is_in_one_part_after_the_other) {
  EXPECT_EQ(split({{1, 5}, {9, 5}}, {stretch(0, 8, kOne, kOne)}),
            (std::vector<StreetStretch>{stretch(0, 3, kWest, kWest), stretch(3, 8, kEast, kEast)}));
}

TEST(SplitStretches, a_street_along_the_cut_lies_between_the_parts) {
  EXPECT_EQ(split({{4, 0}, {4, 10}}, {stretch(0, 10, kOne, kOne)}),
            (std::vector<StreetStretch>{stretch(0, 10, kWest, kEast)}));
}

TEST(SplitStretches, others_stay_and_ends_stay_empty) {
  const std::vector<StreetStretch> far{stretch(0, 10, kTwo, std::nullopt)};
  EXPECT_EQ(split({{0, -5}, {10, -5}}, far), far);
  EXPECT_EQ(split({{0, 10}, {3, 10}}, {stretch(0, 3, std::nullopt, kOne)}),
            (std::vector<StreetStretch>{stretch(0, 3, std::nullopt, kWest)}));
}

TEST(StreetLengthOf, half_of_what_is_shared) {
  const std::vector<StreetStretch> all{stretch(0, 10, kOne, kTwo), stretch(10, 13, kOne, kOne),
                                       stretch(13, 14, std::nullopt, kOne), stretch(14, 20, kTwo, kTwo)};
  EXPECT_EQ(street_length_of(all, kOne), Metres{9.0});
}

}  // namespace
}  // namespace libgrid::zoning
