#include <libgrid/zoning/detail/problem.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Problem, WallsAreOutlineAndFactorsAreCost) {
  const BlockGraph graph = test::square_graph(2);
  PartitionOptions options{.levels = {{1, 2, 0.5}}};
  options.border_factors = {{BlockId{1}, BlockId{2}, 0.5}, {BlockId{4}, BlockId{3}, kWall}};
  const auto problem = make_problem(graph, options);
  ASSERT_TRUE(problem.has_value());
  const Mesh mesh = problem->mesh_of(test::all_blocks(graph));
  ASSERT_EQ(mesh.row(0).size(), 2U);
  EXPECT_EQ(mesh.row(0)[0].cost, 5.0F);
  EXPECT_EQ(mesh.row(0)[0].border, 10.0F);
  EXPECT_EQ(mesh.row(2).size(), 1U);
  EXPECT_EQ(mesh.perimeter[2], 40.0);
}

TEST(Problem, RefusesOptionsThatMakeNoSense) {
  const BlockGraph graph = test::square_graph(3);
  const auto refused = [&](const PartitionOptions& options) {
    const auto problem = make_problem(graph, options);
    return problem ? ErrorCode::internal : problem.error().code;
  };
  const PartitionOptions plain{.levels = {{1, 2, 0.3}}};
  PartitionOptions options = plain;
  options.excluded = {BlockId{77}};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
  options = plain;
  options.border_factors = {{BlockId{1}, BlockId{9}, 0.5}};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
  options.border_factors = {{BlockId{1}, BlockId{2}, -1.0}};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
  options = plain;
  options.workloads = {{.of_block = {1.0, 2.0}}};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
  options = plain;
  options.parents = {1, 2};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
  options = plain;
  options.locked = {{BlockId{1}, BlockId{2}}, {BlockId{2}, BlockId{3}}};
  EXPECT_EQ(refused(options), ErrorCode::zone_infeasible);
  options.locked = {{BlockId{1}, BlockId{9}}};
  EXPECT_EQ(refused(options), ErrorCode::zone_infeasible);
  options = plain;
  options.must_link = {{BlockId{1}, BlockId{3}}};
  EXPECT_EQ(refused(options), ErrorCode::zone_infeasible);
  options = plain;
  options.must_link = {{BlockId{1}, BlockId{2}}};
  options.excluded = {BlockId{2}};
  EXPECT_EQ(refused(options), ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::zoning::detail
