#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_page.hpp>

namespace libgrid::workflow::detail::report {
namespace {

TEST(PageStyle, LoadsNothing) {
  const std::string css(page_style());
  for (const char* word : {"url(", "@import", "://", "@font-face", "<"})
    EXPECT_EQ(css.find(word), std::string::npos) << word;
}

TEST(PageStyle, BracesAreBalanced) {
  const std::string css(page_style());
  EXPECT_EQ(std::ranges::count(css, '{'), std::ranges::count(css, '}'));
}

TEST(PageStyle, EveryMeaningHasAColourOfItsOwn) {
  const std::string css(page_style());
  std::set<std::string> colours;
  int meanings = 0;
  const std::regex variable(R"(--(assigned|border|open|outside|refused|rebound): (#[0-9a-f]{6});)");
  for (std::sregex_iterator at(css.begin(), css.end(), variable), end; at != end; ++at, ++meanings)
    colours.insert((*at)[2].str());
  EXPECT_EQ(meanings, 6);
  EXPECT_EQ(colours.size(), 6U);
}

TEST(PageStyle, PrintsOnA4WithoutTheSwitch) {
  const std::string css(page_style());
  EXPECT_NE(css.find("@page { size: A4;"), std::string::npos);
  EXPECT_NE(css.find("Noto Sans CJK SC"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
