#include <libgrid/zoning/detail/mend_zones.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/initial.hpp>
#include <libgrid/zoning/detail/price.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(MendZones, CutsGroupsAnewUntilAllAreInTheBand) {
  const test::Seed seed{29};
  for (std::uint64_t round = 0; round < 4; ++round) {
    const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 8, .rows = 6}, seed.value() + round).graph());
    ZoningCut cut(mesh, grown_mesh_parts(mesh, 10, static_cast<std::uint32_t>(round)), 10);
    const auto limits = test::limits_for(mesh, 10, 0.1);
    Draw draw(seed.value(), round);
    mend_zones(cut, limits, {}, draw, {});
    EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 10));
    for (int zone = 0; zone < 10; ++zone) EXPECT_EQ(overload_of(cut.loads(zone), limits), 0.0) << "round " << round;
  }
}

/// Zones of twelve nodes are too many to be listed; trees find them.
TEST(MendZones, CutsGroupsOfLargeZonesAnewAlongTrees) {
  const test::Seed seed{31};
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 12, .rows = 10}, seed.value()).graph());
  ZoningCut cut(mesh, grown_mesh_parts(mesh, 10, 1), 10);
  const auto limits = test::limits_for(mesh, 10, 0.02);
  Draw draw(seed.value(), 1);
  mend_zones(cut, limits, {}, draw, {});
  EXPECT_TRUE(test::zones_connected(mesh, cut.parts(), 10));
  for (int zone = 0; zone < 10; ++zone) EXPECT_EQ(overload_of(cut.loads(zone), limits), 0.0);
}

TEST(MendZones, LeavesZonesInsideTheBandAlone) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const std::vector<int> before = test::drawn_parts("0011 0011 0011 0011");
  ZoningCut cut(mesh, before, 2);
  Draw draw(1, 1);
  mend_zones(cut, test::limits_for(mesh, 2, 0.1), {}, draw, {});
  EXPECT_EQ(cut.parts(), before);
}

}  // namespace
}  // namespace libgrid::zoning::detail
