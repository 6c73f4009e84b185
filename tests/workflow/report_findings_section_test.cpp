#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

namespace libgrid::workflow::detail::report {
namespace {

StepSummary assign() {
  StepSummary step{"assign", 1.0, {}, {"2 rows < 3 | 2 行 < 3"}};
  step.figures.push_back({"assigned", std::int64_t{80538}, "assignment.csv",
                          "SELECT count(*) FROM assignment WHERE a < b", "Assigned", "已归属", ""});
  step.figures.push_back({"reports_sha256", std::string("abc"), "reports.csv", "", "Digest", "摘要", ""});
  return step;
}

TEST(FindingsSection, ListsFindingsInBothLanguages) {
  ReportData data;
  EXPECT_NE(findings_section(data).find("Nothing was found."), std::string::npos);
  data.steps = {assign()};
  EXPECT_NE(findings_section(data).find("<li>" + both({"2 行 < 3", "2 rows < 3"}) + "</li>"), std::string::npos);
}

TEST(ReaddSection, NamesFileAndQueryOfEveryFigure) {
  ReportData data;
  data.steps = {assign()};
  const std::string html = readd_section(data);
  EXPECT_NE(html.find("<td class=\"number\">80,538</td><td>assignment.csv</td><td><code>SELECT count(*) FROM "
                      "assignment WHERE a &lt; b</code></td>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<td>reports.csv</td><td>–</td>"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
