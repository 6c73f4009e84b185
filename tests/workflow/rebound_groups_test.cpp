#include <libgrid/workflow/detail/rebound_groups.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ReboundGroups, TheStreetsAreNodedWhereTheyCross) {
  const auto segments = must(detail::street_segments(finished_workspace()));
  const auto streets = must(finished_workspace().store().streets());
  EXPECT_GT(segments.size(), streets.size());
  double noded = 0.0, whole = 0.0;
  for (const LineString& segment : segments) noded += length(segment).value;
  for (const Street& street : streets) whole += length(street.line).value;
  EXPECT_NEAR(noded, whole, 0.01 * whole);
}

TEST(ReboundGroups, RingsByHand) {
  const std::vector<LineString> line{{{0, 0}, {1000, 0}}};
  const hotspot::StreetGround ground = hotspot::street_ground(line, Metres{30.0});
  const std::vector<Xy> cases{{50, 5}, {100, 0}, {150, 0}, {200.5, 0}, {0, 150}};
  const std::vector<detail::PlacePoint> places{{"Elm", "school", {0, 10}}, {"Oak", "mall", {1000, 0}}};
  const auto rings = detail::groups_by_ring(ground, hotspot::on_streets(ground, cases), places);
  ASSERT_EQ(rings.size(), 2U);
  EXPECT_EQ(rings[0].grouping, "ring_mall");
  EXPECT_EQ(rings[0].of, (std::vector<std::size_t>{2, 2, 2, 2, 2}));
  EXPECT_EQ(rings[1].grouping, "ring_school");
  EXPECT_EQ(rings[1].of, (std::vector<std::size_t>{0, 0, 1, 2, 1}));  // the last one is 140 m away in the plane
}

}  // namespace
}  // namespace libgrid::workflow::test
