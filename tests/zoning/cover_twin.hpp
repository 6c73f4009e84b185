#pragma once
/// Exact searches for a zoning against trying all labellings.

#include <cstdint>
#include <span>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/zone_cover.hpp>
#include <tests/zoning/small_zonings.hpp>

namespace libgrid::test {

/// What was found is a zoning, and one was found where there is any.
inline void expect_right(const zoning::detail::Cover& cover, const zoning::detail::Mesh& mesh, int zones,
                         std::span<const zoning::detail::Limits> limits) {
  using zoning::detail::CoverEnd;
  EXPECT_TRUE(cover.end != CoverEnd::found || is_zoning(mesh, cover.part, zones, limits));
  EXPECT_EQ(cover.end == CoverEnd::found, any_zoning(mesh, zones, limits));
}

/// 24 draws of nine blocks in three zones, some of which have no zoning; search(mesh, zones, limits, draw) -> Cover.
template <class Search>
void expect_finds_or_there_is_none(std::uint64_t seed, Search search) {
  using zoning::detail::CoverEnd;
  int none = 0;
  for (std::uint64_t round = 0; round < 24; ++round) {
    SCOPED_TRACE(round);
    const zoning::detail::Mesh mesh = nine_blocks(seed, round);
    const auto limits = limits_for(mesh, 3, 0.12);
    zoning::detail::Draw draw(seed, round);
    const zoning::detail::Cover cover = search(mesh, 3, limits, draw);
    ASSERT_NE(cover.end, CoverEnd::unknown);
    expect_right(cover, mesh, 3, limits);
    none += cover.end == CoverEnd::none ? 1 : 0;
  }
  EXPECT_GT(none, 0);
  EXPECT_LT(none, 24);
}

}  // namespace libgrid::test
