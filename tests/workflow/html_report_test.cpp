#include <libgrid/workflow/html_report.hpp>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The report of the finished tiny city.
const std::string& report_text() {
  static const std::string text = [] {
    const TinyFolder folder;
    return read_file(must(write_html_report(finished_workspace(), folder.path())));
  }();
  return text;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(HtmlReport, TheHeadersSnippetWritesOneFile) {
  const TinyFolder folder;
  const Workspace& workspace = finished_workspace();
  Expected<std::filesystem::path> written = write_html_report(workspace, folder.path() / "new folder");
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, folder.path() / "new folder" / "report.html");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path() / "new folder"), {}), 1);
}

TEST(HtmlReport, SameWorkspaceSameBytes) {
  const TinyFolder folder;
  EXPECT_EQ(read_file(must(write_html_report(finished_workspace(), folder.path()))), report_text());
}

TEST(HtmlReport, NamesNoHostAndLoadsNothing) {
  for (const char* word :
       {"://", " src=", "@import", "url(", "<iframe", "<object", "<embed", "fetch(", "XMLHttpRequest", "import("})
    EXPECT_EQ(count(report_text(), word), 0U) << word;
  EXPECT_EQ(count(report_text(), "href="), 1U) << "only the empty icon";
  EXPECT_EQ(count(report_text(), "<script"), 1U);
}

/// Start and end tags match; void elements and self-closed SVG elements have no end.
TEST(HtmlReport, EveryElementIsClosedInOrder) {
  const std::string text = std::regex_replace(report_text(), std::regex(R"(<style>[^<]*</style>)"), "");
  const std::string body = text.substr(0, text.find("<script>")) + text.substr(text.find("</script>") + 9);
  const std::set<std::string> empty{"meta", "link", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = body.find('<'); at != std::string::npos; at = body.find('<', at + 1)) {
    const std::size_t end = body.find('>', at);
    ASSERT_NE(end, std::string::npos);
    const bool closing = body[at + 1] == '/', closed = body[end - 1] == '/';
    const std::size_t from = at + (closing ? 2 : 1);
    const std::string name = body.substr(from, body.find_first_of(" />\n", from) - from);
    if (closing) {
      ASSERT_FALSE(open.empty()) << name;
      ASSERT_EQ(open.back(), name) << body.substr(at > 200 ? at - 200 : 0, 300);
      open.pop_back();
    } else if (!closed && !empty.contains(name)) {
      open.push_back(name);
    }
    at = end;
  }
  EXPECT_TRUE(open.empty());
}

TEST(HtmlReport, SaysEverythingInBothLanguages) {
  EXPECT_EQ(count(report_text(), "class=\"zh\" lang=\"zh\""), count(report_text(), "class=\"en\" lang=\"en\""));
  EXPECT_GT(count(report_text(), "class=\"zh\" lang=\"zh\""), 100U);
}

TEST(HtmlReport, HasTheSectionsInTheOrderOfAReadersQuestions) {
  std::size_t at = 0;
  for (const char* words :
       {"Tinytown: zones, duties, reports</span></h1>", "class=\"cards\"", "Who answers where",
        "Is the work shared fairly?", "Who answers for the streets?", "What was reported", "Where do reports cluster?",
        "What comes back after it was settled?", "Places with most rebounds</span></h2>", "What was found in the data",
        "How to check these figures"}) {
    at = report_text().find(words, at);
    ASSERT_NE(at, std::string::npos) << words;
  }
}

TEST(HtmlReport, DataCannotBreakThePage) {
  EXPECT_EQ(count(report_text(), "<out>"), 0U);
  EXPECT_GT(count(report_text(), "&lt;out&gt;"), 0U);
  EXPECT_EQ(count(report_text(), "nan"), 0U);
  EXPECT_EQ(count(report_text(), "inf<"), 0U);
}

TEST(HtmlReport, ReplacesAnEarlierReportAsAWhole) {
  const TinyFolder folder;
  write_file(folder.path() / "report.html", std::string(10'000'000, 'x'));
  EXPECT_EQ(read_file(must(write_html_report(finished_workspace(), folder.path()))), report_text());
}

TEST(HtmlReport, RefusesAWorkspaceWithoutResultsAndAFolderThatIsNone) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  const Workspace empty = new_workspace(folder.path());
  EXPECT_EQ(write_html_report(empty, folder.path()).error().code, ErrorCode::step_missing);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "report.html"));
  EXPECT_EQ(write_html_report(finished_workspace(), folder.path() / "city.json").error().code,
            ErrorCode::file_unwritable);
}

}  // namespace
}  // namespace libgrid::workflow::test
