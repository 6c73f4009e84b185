#include <libgrid/zoning/detail/zone_cover.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/small_zonings.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::any_zoning;
using test::is_zoning;

TEST(ZoneCover, FindsAZoningOrThereIsNone) {
  const test::Seed seed{71};
  int none = 0;
  for (std::uint64_t round = 0; round < 24; ++round) {
    const Mesh mesh = test::nine_blocks(seed.value(), round);
    const auto limits = test::limits_for(mesh, 3, 0.12);
    Draw draw(seed.value(), round);
    const Cover cover = zone_cover(mesh, 3, limits, {}, draw);
    ASSERT_NE(cover.end, CoverEnd::unknown);
    EXPECT_TRUE(cover.end != CoverEnd::found || is_zoning(mesh, cover.part, 3, limits)) << round;
    EXPECT_EQ(cover.end == CoverEnd::found, any_zoning(mesh, 3, limits)) << round;
    none += cover.end == CoverEnd::none ? 1 : 0;
  }
  EXPECT_GT(none, 0);
  EXPECT_LT(none, 24);
}

TEST(ZoneCover, MayHaveAnyCount) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3));
  const std::vector<Limits> threes{test::limits_for(mesh, 3, 0.01)};
  Draw draw(1, 1);
  EXPECT_EQ(zone_cover(mesh, 2, threes, {}, draw).end, CoverEnd::none);
  const Cover cover = zone_cover(mesh, kAnyCount, threes, {}, draw);
  ASSERT_EQ(cover.end, CoverEnd::found);
  EXPECT_TRUE(is_zoning(mesh, cover.part, 3, threes));
  EXPECT_EQ(zone_cover(mesh, 3, threes, {.listing = 20}, draw).end, CoverEnd::unknown);
}

}  // namespace
}  // namespace libgrid::zoning::detail
