#include <libgrid/zoning/detail/polish.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/initial.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Polish, StraightensABorder) {
  const Mesh mesh = test::whole_mesh(test::square_graph(6));
  ZoningCut cut(mesh, test::drawn_parts("000011 001111 000111 000011 001111 000111"), 2);
  const auto limits = test::limits_for(mesh, 2, 0.05);
  Draw draw(1, 1);
  polish(cut, Price(mesh, limits, 2, 0.25, 0.9), {}, draw, {});
  EXPECT_EQ(cut.cut_cost(), 60.0);
  EXPECT_EQ(cut.figures(0).nodes, 18);
}

TEST(Polish, KeepsEveryZoneConnected) {
  const test::Seed seed{11};
  for (std::uint64_t round = 0; round < 10; ++round) {
    const Mesh mesh =
        test::whole_mesh(test::JitteredCity({.columns = 12, .rows = 10, .islands = 3}, seed.value() + round).graph());
    ZoningCut cut(mesh, grown_mesh_parts(mesh, 7, static_cast<std::uint32_t>(round)), 7);
    const auto limits = test::limits_for(mesh, 7, 0.1);
    Draw draw(seed.value(), round);
    polish(cut, Price(mesh, limits, 7, 0.25, 0.9), {.sweeps = 40, .hot = 2.0}, draw, {});
    EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 7)) << "round " << round;
  }
}

TEST(Polish, TriesOnlyTheGivenNodes) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const std::vector<int> before = test::drawn_parts("0001 0111 0001 0111");
  ZoningCut cut(mesh, before, 2);
  const auto limits = test::limits_for(mesh, 2, 0.5);
  Draw draw(1, 1);
  const std::vector<std::uint32_t> inner{0};
  polish(cut, Price(mesh, limits, 2, 0.0, 0.9), {}, draw, {}, inner);
  EXPECT_EQ(cut.parts(), before);
}

TEST(ExponentialOf, HasMeanOneAndFollowsTheLogarithm) {
  Draw draw(5, 5);
  double sum = 0.0;
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t bits = draw();
    const double exact = -std::log((static_cast<double>(bits >> 11U) + 1.0) * 0x1.0p-53);
    const double found = exponential_of(bits);
    EXPECT_NEAR(found, exact, 0.07);
    sum += found;
  }
  EXPECT_NEAR(sum / 20000.0, 1.0, 0.05);
}

}  // namespace
}  // namespace libgrid::zoning::detail
