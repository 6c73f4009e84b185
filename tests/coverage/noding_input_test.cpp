#include <libgrid/coverage/detail/noding_input.hpp>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

TEST(Snapped, PointsThatFallTogetherBecomeOne) {
  EXPECT_EQ(snapped(LineString{{0.0001, 0}, {0.0002, 0}, {1.0, 1.0}}), (LineString{{0, 0}, {1, 1}}));
}

TEST(BarrierLines, StreetsAndEveryRingOfEveryDistrictVanishedOnesLeftOut) {
  const Polygon with_hole{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{{5, 2}, {6, 2}, {6, 3}, {5, 2}}}};
  const std::vector<District> districts{{DistrictId{1}, "a", {with_hole}}};
  const std::vector<Street> streets{{StreetId{1}, "", "", {{0, 0}, {0.0001, 0}}},
                                    {StreetId{2}, "", "", {{0, 0}, {5, 0}}}};
  EXPECT_EQ(barrier_lines({.districts = districts, .streets = streets}).size(), 3U);
}

TEST(LatticeLines, LieAtMultiplesOfTheStepInsideTheBox) {
  const auto lines = lattice_lines({{-600, 100}, {600, 400}}, Metres{500.0});
  ASSERT_EQ(lines.size(), 3U);  // x = -500, 0, 500 and no y
  EXPECT_EQ(lines[0], (LineString{{-500, 100}, {-500, 400}}));
  EXPECT_EQ(lines[2][0].x, 500.0);
}

}  // namespace
}  // namespace libgrid::coverage::detail
