#include <libgrid/base/known_names.hpp>

#include <gtest/gtest.h>

#include <libgrid/base/error.hpp>

namespace libgrid {
namespace {

TEST(KnownNames, TwelveAreToldThenHowMany) {
  EXPECT_EQ(some_of({}), "");
  EXPECT_EQ(some_of({"a", ""}), "a, \"\"");
  std::vector<std::string> many;
  for (int i = 1; i <= 13; ++i) many.push_back(std::to_string(i));
  EXPECT_EQ(some_of(as_names(many)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, ... (13)");
}

TEST(KnownNames, TheNearestIsTheFewestSlipsAwayAndTheEarlierOfTwo) {
  const std::vector<std::string_view> names{"cell_m", "least_reports", "cells"};
  EXPECT_EQ(nearest_name("cel_m", names), "cell_m");
  EXPECT_EQ(nearest_name("leastreports", names), "least_reports");
  EXPECT_EQ(nearest_name("x", {"ab", "cd"}), "ab");
  EXPECT_EQ(nearest_name("CELLS", names), "cells");
  EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(KnownNames, AnUnknownKeyComesWithTheNearestAndAllThatAreKnown) {
  EXPECT_EQ(unknown_key("cel_m", {"cell_m", "least_reports"}),
            "unknown key, nearest: cell_m; known here: cell_m, least_reports");
  EXPECT_EQ(unknown_key("at", {"lat", "lon", "as_of"}, "as_of"),
            "unknown key, nearest: as_of; known here: lat, lon, as_of");
  EXPECT_EQ(unknown_key("x", {}), "unknown key; none is known here");
}

TEST(KnownNames, AreToldInChineseToo) {
  const auto zh = [](std::string detail) { return message_zh(make_error(ErrorCode::parameter_invalid, detail)); };
  EXPECT_NE(zh(unknown_key("cel_m", {"cell_m"})).find("没有这个键，最接近的是 cell_m；可用：cell_m"), std::string::npos)
      << zh(unknown_key("cel_m", {"cell_m"}));
  EXPECT_NE(zh(unknown_key("x", {})).find("没有这个键；此处不接受任何键"), std::string::npos);
}

}  // namespace
}  // namespace libgrid
