#include <libgrid/model/ground.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(Ground, AFreshBlockIsOneFaceThatNothingWasMergedInto) {
  const Block block;
  EXPECT_EQ(block.faces, 1);
  EXPECT_EQ(block.reason, MergeReason::none);
  EXPECT_EQ(block.reports, 0);
  EXPECT_EQ(block.street_length, Metres{0});
}

TEST(Ground, AStretchOutsideTheLandHasNoBlockOnEitherSide) {
  const StreetStretch stretch;
  EXPECT_FALSE(stretch.left || stretch.right);
}

TEST(Ground, ValuesCompareByContent) {
  const Link a{LinkId{1}, BlockId{2}, BlockId{3}, Metres{40}, {{0, 0}, {40, 0}}};
  Link b = a;
  EXPECT_EQ(a, b);
  b.to = BlockId{4};
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace libgrid
