#include <libgrid/workflow/detail/report_markup.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Element, PutsMarkupTogether) {
  EXPECT_EQ(Element("td").with("class", "number").text("93,963").done(), R"(<td class="number">93,963</td>)");
  EXPECT_EQ(Element("rect").with("x", 1.5).with("width", 20.0).done(), R"(<rect x="1.5" width="20"/>)");
  EXPECT_EQ(Element("p").with("class", "").inside("<b>x</b>").done(), "<p><b>x</b></p>");
}

TEST(Element, EscapesAttributesTextAndTips) {
  EXPECT_EQ(Element("p").with("title", "a\"b").text("<x>").done(), R"(<p title="a&quot;b">&lt;x&gt;</p>)");
  EXPECT_EQ(Element("path").tip({"<甲>", "<a>"}).done(), "<path><title>&lt;甲&gt; · &lt;a&gt;</title></path>");
  EXPECT_EQ(Element("path").tip({}).done(), "<path/>");
}

TEST(Coordinate, HasAtMostTwoDecimalsAndNoSpareZeros) {
  struct Row {
    double number;
    std::string expected;
  };
  const Row rows[] = {{12.0, "12"},  {12.5, "12.5"}, {-0.25, "-0.25"}, {0.004, "0"},
                      {-0.004, "0"}, {100.0, "100"}, {1e6, "1000000"}, {std::nan(""), "0"}};
  for (const Row& row : rows) EXPECT_EQ(coordinate(row.number), row.expected);
}

TEST(PageParts, CarryTheirWordsInBothLanguages) {
  EXPECT_EQ(heading(2, {"一", "One"}), "<h2>" + both({"一", "One"}) + "</h2>\n");
  EXPECT_EQ(paragraph({"一", "One"}, "fine"), "<p class=\"fine\">" + both({"一", "One"}) + "</p>\n");
  EXPECT_EQ(collapsible({"全部", "All"}, "<p>x</p>"),
            "<details><summary>" + both({"全部", "All"}) + "</summary><p>x</p></details>\n");
  EXPECT_EQ(figure("<svg/>", {"图", "Fig"}),
            "<figure><svg/><figcaption>" + both({"图", "Fig"}) + "</figcaption></figure>\n");
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
