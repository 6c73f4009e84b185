#include <libgrid/zoning/detail/region_cut.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/zoning_cut.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(RegionCut, CutsASquareIntoQuarters) {
  const Mesh mesh = test::whole_mesh(test::square_graph(6));
  const auto part = region_cut(mesh, {}, 4, test::limits_for(mesh, 4, 0.05), {}, {});
  ASSERT_TRUE(part.has_value());
  EXPECT_TRUE(test::zones_connected(mesh, *part, 4));
  const ZoningCut cut(mesh, *part, 4);
  for (int zone = 0; zone < 4; ++zone) EXPECT_EQ(cut.figures(zone).perimeter, 120.0);
}

TEST(RegionCut, KeepsLinkedNodesTogether) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  std::vector<std::uint32_t> linked(16);
  for (std::uint32_t i = 0; i < 16; ++i) linked[i] = i % 4 == 1 ? i + 1 : i;  // the middle columns, row by row
  const auto part = region_cut(mesh, linked, 2, test::limits_for(mesh, 2, 0.05), {}, {});
  ASSERT_TRUE(part.has_value());
  for (std::size_t row = 0; row < 4; ++row) EXPECT_EQ((*part)[4 * row + 1], (*part)[4 * row + 2]);
}

TEST(RegionCut, SaysHowNearItCame) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3));
  const auto part = region_cut(mesh, {}, 2, test::limits_for(mesh, 2, 0.05), {.attempts = 2}, {});
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(part.error().detail, "best found: lightest zone 0.8889, heaviest 1.1111 of the mean, band +-0.05");
  EXPECT_EQ(region_cut(mesh, {}, 10, test::limits_for(mesh, 10, 0.5), {}, {}).error().detail, "9 blocks for 10 zones");
}

TEST(RegionCut, StopsWhenCancelled) {
  const Mesh mesh = test::whole_mesh(test::square_graph(6));
  CancelToken stop;
  stop.cancel();
  const auto part = region_cut(mesh, {}, 4, test::limits_for(mesh, 4, 0.05), {}, stop);
  ASSERT_FALSE(part.has_value());
  EXPECT_EQ(part.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid::zoning::detail
