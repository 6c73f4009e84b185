#include <libgrid/model/plan_in_force.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(PlanInForce, FromItsFirstMomentUntilBeforeItsLast) {
  PlanVersion version;
  version.valid_from = LocalTime{100};
  EXPECT_FALSE(in_force(version, LocalTime{99}));
  EXPECT_TRUE(in_force(version, LocalTime{100}));
  EXPECT_TRUE(in_force(version, LocalTime{1'000'000}));
  version.valid_to = LocalTime{200};
  EXPECT_TRUE(in_force(version, LocalTime{199}));
  EXPECT_FALSE(in_force(version, LocalTime{200}));
}

}  // namespace
}  // namespace libgrid
