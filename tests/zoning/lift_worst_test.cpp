#include <libgrid/zoning/detail/lift_worst.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/multilevel.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

double least_roundness(const ZoningCut& cut) {
  double least = 1.0;
  for (int zone = 0; zone < cut.zones(); ++zone) least = std::min(least, roundness(cut.figures(zone)));
  return least;
}

/// One zone is a thread across the square, the others are what it leaves.
TEST(LiftWorst, MakesAThreadRounder) {
  const Mesh mesh = test::whole_mesh(test::square_graph(12));
  std::vector<int> thread(144);
  for (std::size_t i = 0; i < 144; ++i)
    thread[i] = i / 12 == 5 ? 0 : i / 12 < 5 ? (i % 12 < 6 ? 1 : 2) : 3 + static_cast<int>(i % 12 / 3);
  ZoningCut cut(mesh, thread, 7);
  const auto limits = test::limits_for(mesh, 7, 0.7);
  const double before = least_roundness(cut);
  Draw draw(1, 1);
  lift_worst(cut, Price(mesh, limits, 7, 0.25, 0.9), limits, draw, {});
  EXPECT_GT(least_roundness(cut), 1.5 * before);
  EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 7));
  for (int zone = 0; zone < 7; ++zone) EXPECT_EQ(overload_of(cut.loads(zone), limits), 0.0);
}

TEST(LiftWorst, NeverSpoilsAZoning) {
  const test::Seed seed{61};
  for (std::uint64_t round = 0; round < 6; ++round) {
    const Mesh mesh =
        test::whole_mesh(test::JitteredCity({.columns = 14, .rows = 10, .islands = 4}, seed.value() + round).graph());
    const auto limits = test::limits_for(mesh, 8, 0.08);
    const CutResult made =
        multilevel_cut(mesh, 8, limits, {.seed = seed.value(), .stream = round, .sweeps = 20, .lift = false}, {});
    if (made.overload > 0.0) continue;
    ZoningCut cut(mesh, made.part, 8);
    const double before = least_roundness(cut);
    Draw draw(seed.value(), round);
    lift_worst(cut, Price(mesh, limits, 8, 0.25, 0.9), limits, draw, {});
    EXPECT_GE(least_roundness(cut), before) << "round " << round;
    EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 8)) << "round " << round;
    for (int zone = 0; zone < 8; ++zone) EXPECT_EQ(overload_of(cut.loads(zone), limits), 0.0) << "round " << round;
  }
}

TEST(LiftWorst, LeavesEvenShapesAlone) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const std::vector<int> before = test::drawn_parts("0011 0011 0001 0001");
  const auto limits = test::limits_for(mesh, 2, 0.5);
  ZoningCut cut(mesh, before, 2);
  Draw draw(1, 1);
  lift_worst(cut, Price(mesh, limits, 2, 0.25, 0.9), limits, draw, {});
  EXPECT_EQ(cut.parts(), before);
}

}  // namespace
}  // namespace libgrid::zoning::detail
