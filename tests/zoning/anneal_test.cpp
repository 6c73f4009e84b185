#include <libgrid/zoning/detail/anneal.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/energy.hpp>
#include <libgrid/zoning/detail/repair.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::drawn_parts;

TEST(Anneal, StraightensABorderAndBalancesIt) {
  const BlockGraph graph = test::square_graph(6);
  const Region region = test::whole_region(graph);
  ZoningState state(region, drawn_parts("000000 011110 010010 011110 000000 000000"), 2);
  // Not connected inside: zone 1 is a ring around two blocks of zone 0.
  ASSERT_FALSE(all_connected(region, state.parts(), 2));
  ZoningState start(region, drawn_parts("000000 011110 000010 001110 000000 000000"), 2);
  ASSERT_TRUE(all_connected(region, start.parts(), 2));
  const Limits limits = test::limits_of(region, 2, 0.05);
  anneal(start, limits, {.steps = 20'000}, CounterRandom(1, 0), {});
  EXPECT_TRUE(all_connected(region, start.parts(), 2));
  EXPECT_EQ(excess(start, limits), 0);
  EXPECT_EQ(start.sums(0).perimeter, 180.0) << test::drawing(start.parts());  // two halves of 3 x 6 blocks
}

TEST(Anneal, WithoutStepsChangesNothing) {
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  ZoningState state(region, drawn_parts("0001 0001 0001 0001"), 2);
  CancelToken stop;
  stop.cancel();
  anneal(state, test::limits_of(region, 2, 0.05), {.steps = 1'000'000}, CounterRandom(1, 0), stop);
  EXPECT_EQ(test::drawing(state.parts()), "0001000100010001");
}

TEST(Anneal, OneZoneStaysWhole) {
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  ZoningState state(region, std::vector<int>(9, 0), 1);
  anneal(state, test::limits_of(region, 1, 0.05), {.steps = 1000}, CounterRandom(1, 0), {});
  EXPECT_EQ(state.sums(0).blocks, 9);
}

TEST(Anneal, KeepsZonesConnectedOnCitiesWithIslands) {
  const test::Seed seed{41};
  for (std::uint64_t round = 0; round < 10; ++round) {
    const BlockGraph graph =
        test::JitteredCity({.columns = 10, .rows = 10, .islands = 4}, seed.value() + round).graph();
    const Region region = test::whole_region(graph);
    std::vector<int> part(region.size(), 3);
    for (std::size_t i = 0; i < 100; ++i) part[i] = static_cast<int>(i / 25);
    ZoningState state(region, repaired(region, part, 4), 4);  // islands go where their links lead
    ASSERT_TRUE(all_connected(region, state.parts(), 4));
    anneal(state, test::limits_of(region, 4, 0.1), {.steps = 20'000}, CounterRandom(seed.value(), round), {});
    EXPECT_TRUE(all_connected(region, state.parts(), 4)) << "round " << round;
  }
}

TEST(Roughness, AShorterBorderIsSmoother) {
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  const ZoningState straight(region, drawn_parts("0011 0011 0011 0011"), 2);
  const ZoningState jagged(region, drawn_parts("0011 0001 0011 0111"), 2);
  EXPECT_LT(roughness(straight, 0.5), roughness(jagged, 0.5));
  EXPECT_DOUBLE_EQ(roughness(straight, 0.0), 4.0);  // four borders of mean length
}

TEST(Excess, AddsWhatIsOverAndWhatIsMissing) {
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  const Load one = region.load(0);
  const ZoningState state(region, drawn_parts("0001 0001 0001 0001"), 2);
  EXPECT_EQ(excess(state, {.least = 6 * one, .most = 10 * one}), 4 * one);
  EXPECT_EQ(excess(state, {.least = 4 * one, .most = 12 * one}), 0);
}

TEST(Exponential, FollowsItsDistribution) {
  EXPECT_NEAR(exponential(~std::uint64_t{0}), 0.0, 1e-12);
  EXPECT_NEAR(exponential(std::uint64_t{1} << 63), std::log(2.0), 1e-12);
  EXPECT_NEAR(exponential(std::uint64_t{1} << 61), 3.0 * std::log(2.0), 1e-12);
  EXPECT_GT(exponential(0), 40.0);
  const CounterRandom draw(12, 0);
  double sum = 0.0;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const std::uint64_t bits = draw(i);
    sum += exponential(bits);
    EXPECT_NEAR(exponential(bits), -std::log((static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53), 0.07);
  }
  EXPECT_NEAR(sum / 100'000, 1.0, 0.06);
}

TEST(Energy, LoadsAreFreeNearTheMeanAndDearOutsideTheAim) {
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  Energy energy(region, test::limits_of(region, 2, 0.1), 2, 0.0, 0.5);
  energy.press(10.0);
  const auto price = [&](double of_mean) {
    return energy.of_zone({.load = static_cast<Load>(of_mean * static_cast<double>(region.total()) / 2.0),
                           .area = 1.0,
                           .perimeter = 1.0});
  };
  EXPECT_NEAR(price(1.0), 0.0, 1e-9);
  EXPECT_NEAR(price(1.2), price(0.8), 1e-6);
  EXPECT_GT(price(1.2), price(1.1));
  // The second tenth costs more than the first: load flows on through a full zone.
  EXPECT_GT(price(1.3) - price(1.2), price(1.2) - price(1.1));
}

}  // namespace
}  // namespace libgrid::zoning::detail
