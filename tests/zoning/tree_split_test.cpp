#include <libgrid/zoning/detail/tree_split.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

std::vector<std::uint32_t> all_nodes(const Mesh& mesh) {
  std::vector<std::uint32_t> nodes(mesh.size());
  std::iota(nodes.begin(), nodes.end(), 0U);
  return nodes;
}

TEST(TreeSplit, HalvesACityIntoTwoConnectedHalvesWithinTheBand) {
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 8, .rows = 6}, 9).graph());
  const auto limits = test::limits_for(mesh, 2, 0.05);
  Draw draw(1, 1);
  const TreeSplit split = tree_split(mesh, all_nodes(mesh), limits, 60, 1.0, draw);
  EXPECT_EQ(split.violation, 0.0);
  std::vector<int> part(mesh.size(), 0);
  for (const std::uint32_t node : split.side) part[node] = 1;
  EXPECT_TRUE(test::zones_connected(mesh, part, 2));
}

TEST(TreeSplit, FindsNothingBelowAnImpossibleBoundOrInPieces) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3));
  const auto limits = test::limits_for(mesh, 2, 0.05);
  Draw draw(1, 1);
  EXPECT_TRUE(tree_split(mesh, all_nodes(mesh), limits, 10, 0.0, draw).side.empty());
  EXPECT_TRUE(tree_split(mesh, std::vector<std::uint32_t>{0, 8}, limits, 10, 9.0, draw).side.empty());
}

TEST(ViolationOf, IsTheSumOfSquaresOutside) {
  const std::vector<Limits> limits{{.least = 90, .most = 110, .mean = 100.0, .band = 0.1}};
  EXPECT_EQ(violation_of(std::vector<Load>{100}, limits), 0.0);
  EXPECT_DOUBLE_EQ(violation_of(std::vector<Load>{130}, limits), 0.04);
  EXPECT_DOUBLE_EQ(violation_of(std::vector<Load>{80}, limits), 0.01);
}

}  // namespace
}  // namespace libgrid::zoning::detail
