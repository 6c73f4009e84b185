#include <libgrid/model/duty.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(RoadPiece, AFreshPieceIsWholeAndNobodysYet) {
  const RoadPiece piece;
  EXPECT_FALSE(piece.zone);
  EXPECT_EQ(piece.side, RoadSide::whole);
  EXPECT_EQ(piece.rule, DutyRule::inside);
  EXPECT_EQ(piece, RoadPiece{});
}

}  // namespace
}  // namespace libgrid
