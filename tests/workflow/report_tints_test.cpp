#include <set>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_map.hpp>

namespace libgrid::workflow::detail::report {
namespace {

Zone square(std::int64_t id, double x, double y) {
  Zone zone;
  zone.id = ZoneId{id};
  zone.shape = {Polygon{{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}, {x, y}}, {}}};
  return zone;
}

TEST(NeighbourTints, NeighboursDifferAndColoursSpread) {
  // A 3 x 3 chessboard: edges touch, corners alone do not count.
  std::vector<Zone> zones;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x) zones.push_back(square(3 * y + x + 1, x, y));
  std::vector<const Zone*> pointers;
  for (const Zone& zone : zones) pointers.push_back(&zone);
  const std::vector<int> tints = neighbour_tints(pointers, 4);
  for (std::size_t i = 0; i < 9; ++i) {
    if (i % 3 < 2) {
      EXPECT_NE(tints[i], tints[i + 1]);
    }
    if (i < 6) {
      EXPECT_NE(tints[i], tints[i + 3]);
    }
  }
  EXPECT_EQ(std::set<int>(tints.begin(), tints.end()).size(), 4U);
  EXPECT_EQ(neighbour_tints(pointers, 1), std::vector<int>(9, 0));
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
