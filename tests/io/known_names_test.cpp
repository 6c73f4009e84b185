#include <libgrid/io/detail/known_names.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

TEST(KnownNames, TwelveAreToldThenHowMany) {
  EXPECT_EQ(some_of({}), "");
  const std::vector<std::string> two{"a", ""};
  EXPECT_EQ(some_of(two), "a, \"\"");
  std::vector<std::string> many;
  for (int i = 1; i <= 13; ++i) many.push_back(std::to_string(i));
  EXPECT_EQ(some_of(many), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ... (13)");
}

TEST(KnownNames, AMissingNameStandsBesideWhatThereIs) {
  const std::vector<std::string> names{"ward", "area"};
  EXPECT_EQ(message_en(missing_column("WARD", names))
                .find("field WARD: a required column is missing (WARD; the file has ward, area)"),
            0U);
  EXPECT_EQ(missing_layer("x", {}).detail, "layer x");
  EXPECT_EQ(detail::property_names(std::vector<Feature>{{.number = 1, .properties = {{"b", 1}, {"a", 2}}},
                                                        {.number = 2, .properties = {{"c", 1}, {"a", 2}}}}),
            (std::vector<std::string>{"b", "a", "c"}));
}

}  // namespace
}  // namespace libgrid::io::detail
