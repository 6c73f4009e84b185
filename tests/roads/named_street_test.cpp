#include <libgrid/roads/detail/named_street.hpp>

#include <gtest/gtest.h>

#include "small_roads.hpp"

namespace libgrid::roads::detail {
namespace {

using small::street;

TEST(Touches, CrossingsEndsNearAndNothingElse) {
  const LineString line{{0, 0}, {100, 0}};
  EXPECT_EQ(touches(line, LineString{{30, -5}, {30, 5}}, Metres{1.0}), (std::vector{Metres{30.0}}));
  EXPECT_EQ(touches(line, LineString{{60, 0.5}, {60, 20}}, Metres{1.0}), (std::vector{Metres{60.0}}));
  EXPECT_EQ(touches(line, LineString{{100.5, 0}, {120, 0}}, Metres{1.0}), (std::vector{Metres{100.0}}));
  EXPECT_TRUE(touches(line, LineString{{60, 2}, {60, 20}}, Metres{1.0}).empty());
}

TEST(NearestOn, MeasureAndDistance) {
  const LineString line{{0, 0}, {100, 0}, {100, 50}};
  EXPECT_EQ(nearest_on(line, {40, 3}).measure, Metres{40.0});
  EXPECT_EQ(nearest_on(line, {103, 20}).measure, Metres{120.0});
  EXPECT_EQ(nearest_on(line, {103, 20}).distance, Metres{3.0});
}

TEST(NamedStreet, TheShortestWalkOverWaysThatTouch) {
  const Street a = street(1, "X", {{0, 0}, {100, 0}}), b = street(2, "X", {{200, 0}, {100, 0}});  // drawn backwards
  const Street west = street(3, "A", {{40, -9}, {40, 9}}), east = street(4, "B", {{150, -9}, {150, 9}});
  NamedStreet x({&a, &b}, Metres{1.0});
  const std::vector<const Street*> from_ways{&west}, to_ways{&east};
  const auto from = x.mark(from_ways), to = x.mark(to_ways);
  const auto walk = x.walk(from, to, {});
  ASSERT_EQ(walk.size(), 2U);
  EXPECT_EQ(walk[0].way, 0U);
  EXPECT_EQ(walk[0].from, Metres{40.0});
  EXPECT_EQ(walk[0].to, Metres{100.0});
  EXPECT_EQ(walk[1].from, Metres{100.0});
  EXPECT_EQ(walk[1].to, Metres{50.0});
  EXPECT_TRUE(x.walk(from, to, walk).empty());
}

}  // namespace
}  // namespace libgrid::roads::detail
