#include <libgrid/zoning/detail/multilevel.hpp>

#include <gtest/gtest.h>

#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(MultilevelCut, IsConnectedWithinTheBandAndRepeatable) {
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 40, .rows = 30}, 3).graph());
  const auto limits = test::limits_for(mesh, 20, 0.05);
  const CutOptions options{.sweeps = 60};
  const CutResult once = multilevel_cut(mesh, 20, limits, options, {});
  EXPECT_EQ(once.overload, 0.0);
  EXPECT_TRUE(test::zones_connected(mesh, once.part, 20));
  EXPECT_EQ(once.part, multilevel_cut(mesh, 20, limits, options, {}).part);
}

TEST(MultilevelCut, MoreCyclesAreNoWorse) {
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 24, .rows = 24}, 4).graph());
  const auto limits = test::limits_for(mesh, 12, 0.05);
  const CutResult plain = multilevel_cut(mesh, 12, limits, {.sweeps = 60}, {});
  const CutResult cycled = multilevel_cut(mesh, 12, limits, {.sweeps = 60, .cycles = 2}, {});
  EXPECT_EQ(plain.overload, 0.0);
  EXPECT_LE(cycled.price, plain.price);
}

TEST(MultilevelCut, CrossedCutsAreConnectedWithinTheBandRepeatableAndNoWorseByMoreCrossings) {
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 24, .rows = 24}, 5).graph());
  const auto limits = test::limits_for(mesh, 12, 0.05);
  const CutOptions options{.sweeps = 60, .pool = 3, .crossings = 8, .lift = false};
  const CutResult few = multilevel_cut(mesh, 12, limits, {.sweeps = 60, .pool = 3, .crossings = 1, .lift = false}, {});
  const CutResult many = multilevel_cut(mesh, 12, limits, options, {});
  EXPECT_EQ(many.overload, 0.0);
  EXPECT_TRUE(test::zones_connected(mesh, many.part, 12));
  EXPECT_LE(many.price, few.price);
  EXPECT_EQ(many.part, multilevel_cut(mesh, 12, limits, options, {}).part);
}

}  // namespace
}  // namespace libgrid::zoning::detail
