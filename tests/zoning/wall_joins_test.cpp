#include <libgrid/zoning/detail/wall_joins.hpp>

#include <vector>

#include <gtest/gtest.h>

namespace libgrid::zoning::detail {
namespace {

TEST(PiecesWithWallsOpen, every_join_of_two_groups_takes_one_away) {
  EXPECT_EQ(pieces_with_walls_open(0, {}), 0U);
  EXPECT_EQ(pieces_with_walls_open(3, {}), 3U);
  const BlockPair any{BlockId{1}, BlockId{2}};
  const std::vector<WallJoin> joins{{0, 1, any}, {1, 0, any}, {1, 2, any}, {0, 2, any}, {4, 3, any}};
  EXPECT_EQ(pieces_with_walls_open(6, joins), 3U);  // 0 1 2, 3 4, 5
}

}  // namespace
}  // namespace libgrid::zoning::detail
