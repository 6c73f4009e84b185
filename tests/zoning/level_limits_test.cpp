#include <libgrid/zoning/detail/level_limits.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr Load kUnit = 1'000'000;

TEST(ZoneCounts, MultiplyOnTheWayDown) {
  const std::vector<LevelSpec> levels{{1, 10, 0.03}, {2, 12, 0.05}, {3, 2, 0.1}};
  EXPECT_EQ(zone_counts(levels), (std::vector<int>{10, 120, 240}));
}

TEST(LevelLimits, AreTheBandAroundTheCityMean) {
  const std::vector<LevelSpec> levels{{1, 2, 0.03}, {2, 5, 0.05}};
  const auto limits = level_limits(levels, 1000 * kUnit, 10);
  EXPECT_EQ(limits[0].mean, 500.0 * kUnit);
  EXPECT_EQ(limits[0].most, 515 * kUnit - 11);
  EXPECT_EQ(limits[0].least, 485 * kUnit + 11);
  EXPECT_EQ(limits[1].most, 105 * kUnit - 11);
}

TEST(LevelLimits, AnUpperZoneMustBeDivisibleByTheLevelBelow) {
  const std::vector<LevelSpec> levels{{1, 2, 0.20}, {2, 5, 0.05}};
  const auto limits = level_limits(levels, 1000 * kUnit, 10);
  EXPECT_EQ(limits[0].most, 5 * limits[1].most);
  EXPECT_EQ(limits[0].least, 5 * limits[1].least);
}

TEST(ZonesPerComponent, AsATable) {
  struct Row {
    const char* name;
    std::vector<Load> loads;  ///< in hundredths of a mean zone
    int zones;
    std::vector<int> given;  ///< empty: infeasible
    const char* about;
  };
  const std::vector<Row> rows = {
      {"whole numbers", {300, 200}, 5, {3, 2}, ""},
      {"within the band", {304, 196}, 5, {3, 2}, ""},
      {"a choice goes to the fullest", {1000, 1050, 950}, 30, {10, 10, 10}, ""},
      {"too light", {480, 20}, 5, {}, "component of block 2"},
      {"between one and two", {150, 350}, 5, {}, "component of block 1"},
      {"an island without work", {500, 0}, 5, {}, "component of block 2"},
      {"each fits, all together do not", {104, 104, 104, 104, 84}, 5, {}, "component of block 5"},
  };
  const std::vector<ComponentName> names{{"block 1"}, {"block 2"}, {"block 3"}, {"block 4"}, {"block 5"}};
  const Limits limits{.least = 95, .most = 105, .mean = 100.0, .band = 0.05};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto given = zones_per_component(row.loads, names, row.zones, limits);
    if (row.given.empty()) {
      ASSERT_FALSE(given.has_value());
      EXPECT_EQ(given.error().code, ErrorCode::zone_infeasible);
      EXPECT_EQ(given.error().id, row.about);
    } else {
      ASSERT_TRUE(given.has_value());
      EXPECT_EQ(*given, row.given);
    }
  }
}

TEST(ZonesPerComponent, TogetherTheyMustBeAllZones) {
  const std::vector<ComponentName> names{{"block 1"}, {"block 2"}};
  const auto given =
      zones_per_component(std::vector<Load>{200, 200}, names, 5, {.least = 95, .most = 105, .mean = 100.0});
  ASSERT_FALSE(given.has_value());
  EXPECT_EQ(given.error().detail, "2 components cannot share 5 zones within the band; declare links");
}

TEST(ZonesPerComponent, RefusedNumbersAreNotGivenAgain) {
  const std::vector<ComponentName> names{{"block 1"}, {"block 2"}};
  const Limits wide{.least = 70, .most = 130, .mean = 100.0};
  const std::vector<Load> loads{500, 500};
  const std::vector<std::vector<int>> five_refused{{5}, {}};
  const auto given = zones_per_component(loads, names, 10, wide, five_refused);
  ASSERT_TRUE(given.has_value());
  EXPECT_EQ((*given)[0] + (*given)[1], 10);
  EXPECT_NE((*given)[0], 5);
  const std::vector<std::vector<int>> all_refused{{4, 5, 6, 7}, {}};
  EXPECT_FALSE(zones_per_component(loads, names, 10, wide, all_refused).has_value());
}

}  // namespace
}  // namespace libgrid::zoning::detail
