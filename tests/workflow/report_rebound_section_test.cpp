#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

namespace libgrid::workflow::detail::report {
namespace {

Rebound row(const char* category, std::int64_t settled, double km) {
  return {.category = category,
          .n_reports = settled + 10,
          .n_settled = settled,
          .n_rebound = settled / 10,
          .naive = 0.1,
          .km = km,
          .lower = km - 0.01,
          .upper = km + 0.01};
}

TEST(ReboundSection, TheChartLeavesOutSmallCategoriesTheTableDoesNot) {
  ReportData data;
  data.rebounds = {row("Rare", 199, 0.9), row("Common", 200, 0.2), row("Frequent", 1000, 0.3)};
  const std::string html = rebound_section(data);
  const std::string chart = html.substr(0, html.find("<details>")), table = html.substr(html.find("<details>"));
  EXPECT_EQ(chart.find("Rare"), std::string::npos);
  EXPECT_LT(chart.find(">Frequent<"), chart.find(">Common<"));
  EXPECT_LT(table.find("Rare"), table.find("Frequent"));
  EXPECT_NE(table.find("<td class=\"number\">1,429</td><td class=\"number\">1,399</td><td class=\"number\">139</td>"),
            std::string::npos)
      << table;
}

TEST(ReboundSection, FifteenCategoriesAtMostAreDrawn) {
  ReportData data;
  for (int i = 0; i < 20; ++i) data.rebounds.push_back(row(("C" + std::to_string(i)).c_str(), 500, 0.5 - 0.01 * i));
  const std::string html = rebound_section(data);
  const std::string chart = html.substr(0, html.find("<details>"));
  EXPECT_NE(chart.find(">C14<"), std::string::npos);
  EXPECT_EQ(chart.find(">C15<"), std::string::npos);
}

TEST(ReboundSection, NothingSettledIsSaidInWords) {
  ReportData data;
  data.rebounds = {{.category = "Open",
                    .n_reports = 100,
                    .n_settled = 0,
                    .n_rebound = 0,
                    .naive = std::nan(""),
                    .km = std::nan(""),
                    .lower = std::nan(""),
                    .upper = std::nan("")}};
  const std::string html = rebound_section(data);
  EXPECT_NE(html.find("No category has 200 settled cases."), std::string::npos);
  EXPECT_NE(html.find("<td class=\"number\">–</td>"), std::string::npos);
  EXPECT_EQ(html.find("nan"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
