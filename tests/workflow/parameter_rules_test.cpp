#include <libgrid/workflow/detail/parameter_rules.hpp>

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

TEST(ParameterRules, TheFirstThatDoesNotHoldIsNamedWithItsValueInBothLanguages) {
  EXPECT_TRUE(parameters_hold({}));
  EXPECT_TRUE(parameters_hold({{"radius", 5.0, true, "above 0 m"}}));
  const auto bad = parameters_hold({{"days", 3.0, true, "above 0"}, {"radius", -5.0, false, "above 0 m"}});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(bad.error().field, "radius");
  EXPECT_EQ(bad.error().detail, "-5: above 0 m");
  EXPECT_NE(message_zh(bad.error()).find("-5：大于 0 米"), std::string::npos) << message_zh(bad.error());
  EXPECT_EQ(parameters_hold({{"cell", std::nan(""), false, "above 0 m"}}).error().detail, "NaN: above 0 m");
}

TEST(ParameterRules, LessThanFourZonesAreTooFew) {
  EXPECT_TRUE(enough_zones(4));
  const Error error = enough_zones(3).error();
  EXPECT_EQ(error.field, "zones");
  EXPECT_NE(message_zh(error).find("3：至少需要四个网格"), std::string::npos) << message_zh(error);
}

TEST(ParameterRules, AnUnknownNameComesWithSomeThatThereAre) {
  const std::vector<std::string> known{"a", "b", "c", "d", "e", "f", "g"};
  const Error error = unknown_name("category", "x", known);
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_EQ(error.field, "category");
  EXPECT_EQ(error.detail, "x; there are: a, b, c, d, e, f, g");
  EXPECT_NE(message_zh(error).find("x；现有：a, b"), std::string::npos) << message_zh(error);
  EXPECT_EQ(unknown_name("zone", "x", {}).detail, "x");
}

}  // namespace
}  // namespace libgrid::workflow::detail
