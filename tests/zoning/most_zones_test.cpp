#include <libgrid/zoning/detail/most_zones.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

std::vector<double> sums_of(const LevelParts& parts, const std::vector<double>& values) {
  std::vector<double> sums(static_cast<std::size_t>(parts.count), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) sums[static_cast<std::size_t>(parts.part[i])] += values[i];
  return sums;
}

TEST(MostZones, FollowTheBound) {
  const BlockGraph graph = test::square_graph(6);
  for (const auto& [least, zones] : std::vector<std::pair<double, int>>{{4.0, 9}, {9.0, 4}, {6.0, 6}, {36.0, 1}}) {
    const auto plan = partition(graph, {.levels = {{1, kFreeCount, 0.1, least}}});
    ASSERT_TRUE(plan.has_value()) << least;
    EXPECT_EQ(plan->levels[0].count, zones);
    EXPECT_EQ(plan->levels[0].spec.zones_per_parent, zones);
    EXPECT_GE(std::ranges::min(sums_of(plan->levels[0], std::vector<double>(36, 1.0))), least);
  }
}

TEST(MostZones, StepDownToACountThatTheBandAllows) {
  // 36 equal blocks, 5 each at least: of seven zones one would have to hold 6, beyond 10 % of the mean 5.14.
  const auto plan = partition(test::square_graph(6), {.levels = {{1, kFreeCount, 0.1, 5.0}}});
  ASSERT_TRUE(plan.has_value());
  EXPECT_EQ(plan->levels[0].count, 6);
}

TEST(MostZones, CountAnotherWorkloadUnderAnUpperLevel) {
  const BlockGraph graph = test::square_graph(6);
  std::vector<double> cases(36, 0.0);
  for (std::size_t i = 0; i < 36; i += 3) cases[i] = 1.0;
  const auto plan = partition(graph, {.levels = {{1, 2, 0.1}, {2, kFreeCount, 0.5, 2.0, 1}},
                                      .workloads = {{.of_block = cases, .least = 0.0, .most = 1e6}}});
  ASSERT_TRUE(plan.has_value());
  EXPECT_GE(plan->levels[1].spec.zones_per_parent, 2);
  EXPECT_GE(std::ranges::min(sums_of(plan->levels[1], cases)), 2.0);
}

TEST(MostZones, ABoundAloneSpoilsNoShapes) {
  // The bound asks of every zone half of what it has on average: no reason for longer borders.
  const BlockGraph graph = test::square_graph(20);
  PartitionOptions options{.levels = {{1, 16, 0.05}}};
  const auto fixed = partition(graph, options);
  ASSERT_TRUE(fixed.has_value());
  options.workloads = {{.of_block = std::vector<double>(400, 1.0), .least = 0.5, .most = 1e6}};
  const auto bound = partition(graph, options);
  ASSERT_TRUE(bound.has_value());
  EXPECT_LT(cut_length(graph, bound->levels[0]).value, 1.1 * cut_length(graph, fixed->levels[0]).value);
}

TEST(MostZones, SayThatEveryZoneAboveNeedsOneWhereTheBoundAllowsFewer) {
  const auto plan = partition(test::square_graph(6), {.levels = {{1, 4, 0.1}, {2, kFreeCount, 0.1, 12.0}}});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().detail, "the bound allows 3 zones in all, and each of the 4 zones above needs one");
  EXPECT_EQ(plan.error().id, "level 2");
  const auto none = partition(test::square_graph(6), {.levels = {{1, kFreeCount, 0.1, 37.0}}});
  EXPECT_EQ(none.error().detail, "all workload together is below the bound of one zone");
}

TEST(MostZones, RefuseWhatMakesNoSense) {
  const BlockGraph graph = test::square_graph(3);
  const auto code = [&](std::vector<LevelSpec> levels) {
    return partition(graph, {.levels = std::move(levels)}).error().code;
  };
  EXPECT_EQ(code({{1, kFreeCount, 0.1}}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({{1, kFreeCount, 0.1, 1.0, 4}}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({{1, kFreeCount, 0.1, 1.0}, {2, kFreeCount, 0.1, 1.0}}), ErrorCode::parameter_invalid);
  EXPECT_EQ(code({{1, kFreeCount, 0.1, 99.0}}), ErrorCode::zone_infeasible);
}

}  // namespace
}  // namespace libgrid::zoning::detail
