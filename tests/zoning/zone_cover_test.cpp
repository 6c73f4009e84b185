#include <libgrid/zoning/detail/zone_cover.hpp>

#include <span>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/cover_twin.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::is_zoning;

TEST(ZoneCover, FindsAZoningOrThereIsNone) {
  const test::Seed seed{71};
  test::expect_finds_or_there_is_none(seed.value(),
                                      [](const Mesh& mesh, int zones, std::span<const Limits> limits, Draw& draw) {
                                        return zone_cover(mesh, zones, limits, {}, draw);
                                      });
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
