#include <libgrid/workflow/detail/report_page.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Page, IsOneHtmlDocumentThatForbidsEveryRequest) {
  const std::string html = page({"报告", "Report"}, "<h1>x</h1>");
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\" data-language=\"en\">\n"));
  EXPECT_TRUE(html.ends_with("</html>\n"));
  EXPECT_NE(html.find("Content-Security-Policy\" content=\"default-src 'none';"), std::string::npos);
  EXPECT_NE(html.find("<title>报告 · Report</title>"), std::string::npos);
  EXPECT_NE(html.find("<main>\n<h1>x</h1></main>"), std::string::npos);
}

TEST(Page, TitlesFromDataStayData) {
  const std::string html = page({"\"><script>", "</title>"}, "");
  EXPECT_EQ(html.find("\"><script>"), std::string::npos);
  EXPECT_NE(html.find("data-title-zh=\"&quot;&gt;&lt;script&gt;\" data-title-en=\"&lt;/title&gt;\""),
            std::string::npos);
}

TEST(Page, HasASwitchOfTwoLanguages) {
  const std::string html = page({"报告", "Report"}, "");
  EXPECT_NE(html.find("<button type=\"button\" value=\"zh\" lang=\"zh\""), std::string::npos);
  EXPECT_NE(html.find("<button type=\"button\" value=\"en\" lang=\"en\""), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
