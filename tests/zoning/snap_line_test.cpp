#include <libgrid/zoning/snap_line.hpp>

#include <limits>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::zoning {
namespace {

/// Streets every 100 m, with a vertex at every crossing.
std::vector<LineString> lattice(int n) {
  std::vector<LineString> streets;
  for (int i = 0; i <= n; ++i) {
    LineString east, north;
    for (int k = 0; k <= n; ++k) {
      east.push_back({100.0 * k, 100.0 * i});
      north.push_back({100.0 * i, 100.0 * k});
    }
    streets.push_back(east), streets.push_back(north);
  }
  return streets;
}

TEST(SnapLine, a_line_beside_a_street_comes_onto_it) {
  const LineString drawn{{20.0, 105.0}, {150.0, 92.0}, {280.0, 103.0}};
  const SnappedLine along = *snap_line(drawn, lattice(4));
  EXPECT_EQ(along.line, (LineString{{20, 100}, {100, 100}, {200, 100}, {280, 100}}));
  EXPECT_LT(along.farthest, Metres{8.0});
}

TEST(SnapLine, it_turns_where_the_drawn_line_turns) {
  const LineString drawn{{103.0, 4.0}, {95.0, 95.0}, {310.0, 106.0}};
  EXPECT_EQ(snap_line(drawn, lattice(4))->line, (LineString{{100, 4}, {100, 100}, {200, 100}, {300, 100}, {310, 100}}));
}

TEST(SnapLine, refuses_what_no_street_follows) {
  const auto code = [](const LineString& drawn, std::vector<LineString> streets) {
    const auto snapped = snap_line(drawn, streets);
    return snapped ? ErrorCode::internal : snapped.error().code;
  };
  EXPECT_EQ(code({{50, 50}, {250, 50}}, lattice(4)), ErrorCode::parameter_invalid);  // 50 m from every street
  EXPECT_EQ(code({{0, 0}, {300, 300}}, lattice(4)), ErrorCode::parameter_invalid);   // no way within reach
  EXPECT_EQ(code({{0, 0}, {0, -1}}, lattice(4)), ErrorCode::parameter_invalid);      // one point
  EXPECT_EQ(code({{0, 0}, {100, 0}}, {}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 0}}, lattice(4)), ErrorCode::number_not_finite);
}

TEST(SnapLine, says_which_end_and_how_far_the_nearest_street_is) {
  const auto detail = [](const LineString& drawn, const std::vector<LineString>& streets) {
    return snap_line(drawn, streets, {.reach = Metres{30.0}}).error().detail;
  };
  EXPECT_EQ(
      detail({{50, 60}, {250, 0}}, lattice(4)),
      "no street within 30.0 m of the start of the line (50.0, 60.0): the nearest is 40.0 m away; draw it there or "
      "reach further");
  EXPECT_EQ(detail({{50, 0}, {250, 950}}, lattice(4)).substr(0, 40), "no street within 30.0 m of the end of th");
  EXPECT_EQ(detail({{0, 0}, {300, 300}}, lattice(4)),
            "no way over streets within 30.0 m of the line joins its ends; draw along streets or reach further");
  EXPECT_EQ(detail({{0, 0}, {100, 0}}, {}), "there are no streets");
}

TEST(SnapLine, never_leaves_its_reach_whatever_the_order_of_streets) {
  const test::Seed seed(5);
  const CounterRandom draw(seed.value(), 0);
  std::uint64_t next = 0;
  const std::vector<LineString> streets = lattice(6);
  const std::vector<LineString> turned(streets.rbegin(), streets.rend());
  int found = 0;
  for (int round = 0; round < 200; ++round) {
    LineString drawn;
    for (int i = 0; i < 3; ++i) drawn.push_back({600.0 * draw.unit(next++), 600.0 * draw.unit(next++)});
    const auto along = snap_line(drawn, streets, {.reach = Metres{60.0}});
    const auto again = snap_line(drawn, turned, {.reach = Metres{60.0}});
    ASSERT_EQ(along.has_value(), again.has_value());
    if (!along) continue;
    ++found;
    EXPECT_EQ(along->line, again->line);
    EXPECT_LE(along->farthest, Metres{60.0});
    for (std::size_t i = 1; i < along->line.size(); ++i)  // every edge lies on the lattice of streets
      EXPECT_TRUE(along->line[i].x == along->line[i - 1].x || along->line[i].y == along->line[i - 1].y);
  }
  EXPECT_GT(found, 50);
}

}  // namespace
}  // namespace libgrid::zoning
