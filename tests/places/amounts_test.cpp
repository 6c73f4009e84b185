#include <libgrid/places/detail/amounts.hpp>

#include <gtest/gtest.h>

namespace libgrid::places::detail {
namespace {

std::string shown(const std::string& text) {
  const OffsetText said = offset_of(text);
  return std::to_string(static_cast<int>(said.compass)) + " " + std::to_string(static_cast<int>(said.metres.value)) +
         " " + said.rest;
}

TEST(Amounts, DistancesWithAndWithoutADirection) {
  EXPECT_EQ(shown("东50米"), "3 50 ");
  EXPECT_EQ(shown("向北约１２０米处"), "1 120 ");
  EXPECT_EQ(shown("以西1公里"), "4 1000 ");
  EXPECT_EQ(shown("南侧五十米路边"), "2 50 路边");
  EXPECT_EQ(shown("约一百二十米"), "0 120 ");
  EXPECT_EQ(shown("两千米"), "0 2000 ") << "two kilometres";
  EXPECT_EQ(shown("30m"), "0 30 ");
}

TEST(Amounts, OtherTextsAreGivenBack) {
  for (const char* text : {"", "东", "东侧", "绿化带", "50", "东北50米", "0米", "米", "99999999999999999999米"})
    EXPECT_EQ(shown(text), std::string("0 0 ") + text) << text;
}

TEST(Amounts, HouseNumbersAreCutOff) {
  for (const auto& [text, number, rest] :
       std::vector<std::tuple<std::string, int, std::string>>{{"120号", 120, ""},
                                                              {"120-2号院", 120, "院"},
                                                              {"１２号附近", 12, "附近"},
                                                              {"十二号", 12, ""},
                                                              {"120", 0, "120"},
                                                              {"号", 0, "号"},
                                                              {"50米", 0, "50米"}}) {
    std::string left = text;
    EXPECT_EQ(take_house_number(left), number) << text;
    EXPECT_EQ(left, rest) << text;
  }
}

}  // namespace
}  // namespace libgrid::places::detail
