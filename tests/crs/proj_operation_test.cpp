#include <libgrid/crs/detail/proj_operation.hpp>

#include <gtest/gtest.h>

namespace libgrid::crs::detail {
namespace {

TEST(ProjOperation, UnitAndOrderOfTheAxes) {
  const PlaneAxes metres = axes_of(plane_operation(Frame{4547}).value());
  EXPECT_EQ(metres.metres_per_unit, 1.0);
  EXPECT_TRUE(metres.northing_first);
  const PlaneAxes feet = axes_of(plane_operation(Frame{2249}).value());
  EXPECT_NEAR(feet.metres_per_unit, 1200.0 / 3937.0, 1e-15);
  EXPECT_FALSE(feet.northing_first);
}

TEST(ProjOperation, TheZeroShiftForNad83) {
  EXPECT_NE(plane_operation(Frame{26'986}).value().name.find("Inverse of NAD83 to WGS 84 (1)"), std::string::npos);
}

TEST(ProjOperation, OnlyProjectedFrames) {
  EXPECT_EQ(plane_operation(Frame{0}).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(plane_operation(Frame{4326}).error().code, ErrorCode::crs_unknown);
}

TEST(ProjOperation, OfASourceAlsoDegrees) {
  EXPECT_TRUE(is_geographic(*source_operation(Frame{4258})));
  EXPECT_FALSE(is_geographic(*source_operation(Frame{4547})));
  EXPECT_EQ(source_operation(Frame{0}).error().code, ErrorCode::crs_missing);
  EXPECT_EQ(source_operation(Frame{4978}).error().code, ErrorCode::crs_unknown);
}

}  // namespace
}  // namespace libgrid::crs::detail
