#include <libgrid/zoning/detail/split.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/zoning_state.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Split, CutsASquareIntoQuarters) {
  const BlockGraph graph = test::square_graph(6);
  const Region region = test::whole_region(graph);
  const auto part = split(region, 4, test::limits_of(region, 4, 0.05), {}, {});
  ASSERT_TRUE(part.has_value());
  EXPECT_TRUE(all_connected(region, *part, 4));
  const ZoningState state(region, *part, 4);
  for (int zone = 0; zone < 4; ++zone) EXPECT_EQ(state.sums(zone).perimeter, 120.0);
}

TEST(Split, IntoOneZoneIsTheRegionItselfIfItFits) {
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  const auto whole = split(region, 1, test::limits_of(region, 1, 0.05), {}, {});
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(*whole, std::vector<int>(9, 0));
  const auto heavy = split(region, 1, test::limits_of(region, 2, 0.05), {}, {});
  ASSERT_FALSE(heavy.has_value());
  EXPECT_EQ(heavy.error().code, ErrorCode::zone_infeasible);
}

TEST(Split, SaysHowNearItCame) {
  // Nine equal blocks cannot make two equal zones.
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  const auto part = split(region, 2, test::limits_of(region, 2, 0.05), {.attempts = 2}, {});
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(part.error().detail, "best found: lightest zone 0.8889, heaviest 1.1111 of the mean, band +-0.05");
}

TEST(Split, NeedsABlockPerZone) {
  const BlockGraph graph = test::square_graph(2);
  const Region region = test::whole_region(graph);
  const auto part = split(region, 5, test::limits_of(region, 5, 0.5), {}, {});
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().detail, "4 blocks for 5 zones");
}

TEST(Split, StopsWhenCancelled) {
  const BlockGraph graph = test::square_graph(6);
  const Region region = test::whole_region(graph);
  CancelToken stop;
  stop.cancel();
  const auto part = split(region, 4, test::limits_of(region, 4, 0.05), {}, stop);
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid::zoning::detail
