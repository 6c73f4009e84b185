#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

TEST(ReportTitle, NamesTheCityInBothLanguages) {
  City city;
  city.name_zh = "小城";
  city.name_en = "Tinytown";
  EXPECT_EQ(report_title(city), (Words{"小城网格化管理报告", "Tinytown: zones, duties, reports"}));
}

TEST(CoverSection, SaysWhenWhichPlanAndWhoseData) {
  ReportData data = test::must(read_report_data(test::finished_workspace()));
  data.city.attribution = "Data © A & B";
  const std::string html = cover_section(data);
  EXPECT_NE(html.find("Reports opened 2015-01-01 – 2015-04-30 · plan version 1, in force from 2015-01-01"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find(data.plan.sha256), std::string::npos);
  EXPECT_NE(html.find("Data © A &amp; B"), std::string::npos);
}

TEST(KeySection, CardsShowSharesOfTheWhole) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const std::string html = key_section(data);
  EXPECT_NE(html.find("<span class=\"big\">" + thousands(data.attributions.assigned()) + "</span>"), std::string::npos);
  EXPECT_NE(html.find("of 1,400"), std::string::npos);
  // A figure that no step made shows as a dash, not as zero.
  ReportData bare = data;
  bare.steps.clear();
  EXPECT_NE(key_section(bare).find("<span class=\"big\">–</span>"), std::string::npos);
}

TEST(MapSection, HasALegendForEverythingOnTheMap) {
  const std::string html = map_section(test::must(read_report_data(test::finished_workspace())));
  for (const char* key : {"Upper zone", "Zone with its code", "Declared link", "Places with most rebounds",
                          "9 posts: 1 × City head, 2 × Level 1 head, 6 × Level 2 head."})
    EXPECT_NE(html.find(key), std::string::npos) << key;
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
