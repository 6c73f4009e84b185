#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

TEST(CaseSection, EveryRowOfTheFileIsInOnePart) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const std::string html = case_section(data);
  EXPECT_NE(html.find("All 1,400 rows"), std::string::npos);
  EXPECT_NE(html.find("No zone: default coordinate</span> <b>40</b>"), std::string::npos) << html.substr(0, 3000);
  EXPECT_NE(html.find("No zone: outside all zones</span> <b>5</b>"), std::string::npos);
  EXPECT_NE(html.find("Rejected (rejected.csv)</span> <b>3</b>"), std::string::npos);
}

TEST(CaseSection, NamesFromTheDataAreEscaped) {
  const std::string html = case_section(test::must(read_report_data(test::finished_workspace())));
  EXPECT_NE(html.find("Street Light &lt;out&gt; &amp; &quot;dark&quot;"), std::string::npos);
  EXPECT_EQ(html.find("<out>"), std::string::npos);
}

TEST(CaseSection, ShowsTenCategoriesAtMost) {
  ReportData data;
  for (int i = 0; i < 12; ++i) data.categories.push_back({"Category " + std::to_string(i), 100 - i, 0});
  const std::string html = case_section(data);
  EXPECT_NE(html.find(">Category 9<"), std::string::npos);
  EXPECT_EQ(html.find(">Category 10<"), std::string::npos);
  EXPECT_NE(html.find("ten most frequent of 12 categories"), std::string::npos);
}

TEST(HotspotSection, DrawsAtMostSixCategoriesThatHaveHotCells) {
  ReportData data;
  data.raster.cell = Metres{250};
  for (int i = 0; i < 8; ++i)
    data.hot_categories.push_back(
        {"Category " + std::to_string(i),
         10,
         8 - i,
         0,
         {{.category = "", .cell = {0, 0}, .n = 1, .z = 5, .p = 0, .q = 0, .significant = true}}});
  const std::string html = hotspot_section(data);
  EXPECT_NE(html.find("<b>Category 5</b>"), std::string::npos);
  EXPECT_EQ(html.find("<b>Category 6</b>"), std::string::npos);
  data.hot_categories = {{"Cold only", 10, 0, 3, {}}};
  EXPECT_EQ(hotspot_section(data).find("Cold only"), std::string::npos);
  EXPECT_NE(hotspot_section(data).find("No significant hotspots."), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
