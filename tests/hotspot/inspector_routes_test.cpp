#include <libgrid/hotspot/inspector_routes.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::hotspot {
namespace {

// Two clumps west and east of the office: one inspector each, nearest first.
//
//   2 1 . . s . . 0 3
TEST(InspectorRoutes, EachHasASideAndWalksOutwards) {
  const std::vector<Xy> places{{30, 0.5}, {-30, 0.5}, {-40, 0.5}, {40, 0.5}};
  const std::vector<double> hours(4, 0.5);
  const auto routes = inspector_routes(places, hours, {.inspectors = 2, .start = {0, 0}});
  ASSERT_EQ(routes.size(), 2U);
  std::vector<std::vector<std::size_t>> stops{routes[0].stops, routes[1].stops};
  std::ranges::sort(stops);
  EXPECT_EQ(stops, (std::vector<std::vector<std::size_t>>{{0, 3}, {1, 2}}));
  EXPECT_DOUBLE_EQ(routes[0].hours, 1.0);
  EXPECT_NEAR(routes[0].length.value, 40.0, 0.1);
}

TEST(InspectorRoutes, EveryPlaceOnceAndHoursAreEven) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const CounterRandom random(seed, 5);
    std::vector<Xy> places;
    std::vector<double> hours;
    const std::size_t n = random.below(0, 90);
    for (std::uint64_t k = 0; k < n; ++k) {
      places.push_back(
          {static_cast<double>(random.below(3 * k + 1, 50)), static_cast<double>(random.below(3 * k + 2, 50))});
      hours.push_back(0.25 * static_cast<double>(1 + random.below(3 * k + 3, 4)));
    }
    const std::size_t inspectors = 1 + seed % 5;
    const auto routes = inspector_routes(places, hours, {.inspectors = inspectors, .start = {25, 25}});
    ASSERT_EQ(routes.size(), inspectors);
    std::vector<std::size_t> seen;
    double least = 1e9, most = 0.0;
    for (const InspectorRoute& route : routes) {
      seen.insert(seen.end(), route.stops.begin(), route.stops.end());
      least = std::min(least, route.hours), most = std::max(most, route.hours);
    }
    std::ranges::sort(seen);
    std::vector<std::size_t> all(n);
    std::iota(all.begin(), all.end(), std::size_t{0});
    EXPECT_EQ(seen, all) << "seed " << seed;
    EXPECT_LE(most - least, 2.0) << "seed " << seed;
  }
}

TEST(InspectorRoutes, MoreInspectorsThanPlacesAndPlacesAtTheStart) {
  const auto routes =
      inspector_routes(std::vector<Xy>{{5, 5}, {5, 5}}, std::vector<double>{1, 1}, {.inspectors = 4, .start = {5, 5}});
  std::size_t stops = 0;
  for (const InspectorRoute& route : routes) stops += route.stops.size();
  EXPECT_EQ(stops, 2U);
  EXPECT_TRUE(inspector_routes({}, {}, {.inspectors = 2}).at(1).stops.empty());
}

}  // namespace
}  // namespace libgrid::hotspot
