#include <libgrid/io/detail/known_names.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

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
