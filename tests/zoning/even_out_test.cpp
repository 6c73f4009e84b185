#include <libgrid/zoning/detail/even_out.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/initial.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(EvenOut, BringsUnevenZonesIntoTheBand) {
  const test::Seed seed{41};
  for (std::uint64_t round = 0; round < 6; ++round) {
    const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 14, .rows = 12}, seed.value() + round).graph());
    ZoningCut cut(mesh, grown_mesh_parts(mesh, 8, static_cast<std::uint32_t>(round)), 8);
    const auto limits = test::limits_for(mesh, 8, 0.05);
    Draw draw(seed.value(), round);
    even_out(cut, Price(mesh, limits, 8, 0.25, 0.9), limits, draw, {});
    EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 8));
    for (int zone = 0; zone < 8; ++zone) EXPECT_EQ(overload_of(cut.loads(zone), limits), 0.0) << "round " << round;
  }
}

TEST(EvenOut, LeavesZonesInsideTheBandAlone) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const std::vector<int> before = test::drawn_parts("0101 0101 0101 0001");
  const auto limits = test::limits_for(mesh, 2, 0.5);
  ZoningCut cut(mesh, before, 2);
  Draw draw(1, 1);
  even_out(cut, Price(mesh, limits, 2, 0.25, 0.9), limits, draw, {});
  EXPECT_EQ(cut.parts(), before);
}

}  // namespace
}  // namespace libgrid::zoning::detail
