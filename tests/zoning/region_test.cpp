#include <libgrid/zoning/detail/region.hpp>

#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(WholeLoads, KeepSharesToOneUnit) {
  const test::Seed seed{3};
  const BlockGraph graph = test::JitteredCity({}, seed.value()).graph();
  const std::vector<Load> loads = whole_loads(graph);
  const Load total = std::accumulate(loads.begin(), loads.end(), Load{0});
  EXPECT_NEAR(static_cast<double>(total), 0x1.0p50, static_cast<double>(graph.size()));
  for (std::size_t i = 0; i < graph.size(); ++i) {
    EXPECT_NEAR(static_cast<double>(loads[i]), graph.node(i).workload / graph.total_workload() * 0x1.0p50, 1.0);
    EXPECT_EQ(loads[i] == 0, graph.node(i).workload == 0.0);
  }
}

TEST(Region, NumbersItsBlocksFromZeroAndForgetsTheOthers) {
  const BlockGraph graph = test::square_graph(3, {1, 2, 3, 4});
  // 1 2 .      Block 3 and the lower row are outside.
  // 4 5 .
  const std::vector<std::uint32_t> blocks{0, 1, 3, 4};
  const Region region(graph, blocks, whole_loads(graph));
  ASSERT_EQ(region.size(), 4U);
  EXPECT_EQ(region.block(2), 3U);
  ASSERT_EQ(region.edges(0).size(), 2U);
  EXPECT_EQ(region.edges(0)[0].to, 1U);
  EXPECT_EQ(region.edges(0)[1].to, 2U);
  EXPECT_EQ(region.edges(0)[1].border, 10.0);
  EXPECT_EQ(region.edges(3).size(), 2U);  // not the neighbours outside
  EXPECT_EQ(region.perimeter(3), 40.0);
  EXPECT_EQ(region.area(3), 100.0);
  EXPECT_EQ(region.total(), region.load(0) + region.load(1) + region.load(2) + region.load(3));
  EXPECT_NEAR(static_cast<double>(region.load(2)), 4.0 * static_cast<double>(region.load(0)), 4.0);
  EXPECT_EQ(region.mean_border(), 10.0);
}

TEST(Region, OfLinkedIslandsHasAMeanBorderAllTheSame) {
  const test::JitteredCity city({.columns = 1, .rows = 1, .islands = 2}, 1);
  EXPECT_GT(test::whole_region(city.graph()).mean_border(), 0.0);
}

}  // namespace
}  // namespace libgrid::zoning::detail
