#include <libgrid/zoning/detail/tree_zones.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/small_zonings.hpp>

namespace libgrid::zoning::detail {
namespace {

/// Nine nodes have few spanning trees: where a zoning exists, one of 3,000 has it.
TEST(TreeZones, FindsAZoningWhereThereIsOne) {
  const test::Seed seed{73};
  int none = 0;
  for (std::uint64_t round = 0; round < 16; ++round) {
    const Mesh mesh = test::nine_blocks(seed.value(), round);
    const auto limits = test::limits_for(mesh, 3, 0.12);
    Draw draw(seed.value(), round);
    const TreeZones found = tree_zones(mesh, 3, limits, {.trees = 3'000}, draw);
    EXPECT_TRUE(found.part.empty() || test::is_zoning(mesh, found.part, 3, limits)) << round;
    EXPECT_EQ(!found.part.empty(), test::any_zoning(mesh, 3, limits)) << round;
    none += found.part.empty() ? 1 : 0;
  }
  EXPECT_GT(none, 0);
  EXPECT_LT(none, 16);
}

TEST(TreeZones, TheSameSeedGivesTheSameZones) {
  const Mesh mesh = test::whole_mesh(test::square_graph(6));
  const auto limits = test::limits_for(mesh, 4, 0.01);
  Draw first(5, 1), second(5, 1);
  const TreeZones one = tree_zones(mesh, 4, limits, {}, first);
  EXPECT_TRUE(test::is_zoning(mesh, one.part, 4, limits));
  EXPECT_EQ(one.part, tree_zones(mesh, 4, limits, {}, second).part);
}

TEST(TreeZones, UnitsThatCannotBeHalvedHaveNoZones) {
  std::vector<double> loads(9, 1.0);
  const Mesh mesh = test::whole_mesh(test::square_graph(3, loads));
  const auto limits = test::limits_for(mesh, 2, 0.01);  // 9 nodes of 1: no two zones of 4.5
  Draw draw(1, 1);
  EXPECT_TRUE(tree_zones(mesh, 2, limits, {.trees = 100}, draw).part.empty());
}

}  // namespace
}  // namespace libgrid::zoning::detail
