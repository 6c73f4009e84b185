#include <libgrid/crs/area_of_use.hpp>

#include <gtest/gtest.h>

namespace libgrid::crs {
namespace {

constexpr LonLat kBoston{-71.06, 42.36}, kXuchang{113.83, 34.03};

TEST(AreaOfUse, IsWhereTheAuthoritySays) {
  const auto massachusetts = area_of_use(Frame{26986}), zone_114 = area_of_use(Frame{4547});
  ASSERT_TRUE(massachusetts && zone_114);
  EXPECT_TRUE(massachusetts->contains(kBoston));
  EXPECT_FALSE(massachusetts->contains(kXuchang));
  EXPECT_TRUE(zone_114->contains(kXuchang));
  EXPECT_FALSE(zone_114->contains(kBoston, 3.0));
  EXPECT_NEAR(zone_114->west, 112.5, 0.01);  // EPSG: 112.5 to 115.5 east
  EXPECT_NEAR(zone_114->east, 115.5, 0.01);
}

TEST(AreaOfUse, AMarginWidensItAndTheDateLineIsNoBorder) {
  const UsableArea fiji{.west = 176.0, .south = -21.0, .east = -178.0, .north = -12.0};
  EXPECT_TRUE(fiji.contains({179.0, -17.0}));
  EXPECT_TRUE(fiji.contains({-179.0, -17.0}));
  EXPECT_FALSE(fiji.contains({0.0, -17.0}));
  EXPECT_FALSE(fiji.contains({175.0, -17.0}));
  EXPECT_TRUE(fiji.contains({175.0, -17.0}, 2.0));
}

TEST(AreaOfUse, OfAnUnknownFrameIsEmpty) { EXPECT_FALSE(area_of_use(Frame{1})); }

}  // namespace
}  // namespace libgrid::crs
