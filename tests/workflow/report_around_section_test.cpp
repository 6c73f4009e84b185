#include <limits>

#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

namespace libgrid::workflow::detail::report {
namespace {

AroundPlaces row(const char* place_class, const char* category, std::int64_t rebounds, double rate) {
  AroundPlaces out{place_class, category, {}, {}};
  out.near.cases = 200, out.near.settled = 150, out.near.rebounds = rebounds, out.near.rate = rate;
  out.near.lower = rate / 2.0, out.near.upper = rate;
  out.beyond.rebounds = 7, out.beyond.rate = std::numeric_limits<double>::quiet_NaN();
  return out;
}

TEST(ReportAroundSection, WithoutTheTableThereIsNone) { EXPECT_EQ(around_section(ReportData{}), ""); }

TEST(ReportAroundSection, SumsByClassAPictureAndTheCategoriesThatComeBackMost) {
  ReportData data;
  data.around = {row("hospital", "占道<经营", 40, 0.4), row("hospital", "乱扔", 2, 0.1), row("school", "垃圾", 0, 0.0)};
  const std::string html = around_section(data);
  EXPECT_NE(html.find("医院周边"), std::string::npos);
  EXPECT_NE(html.find("around places of class school"), std::string::npos);
  EXPECT_NE(html.find(">42<"), std::string::npos) << "rebounds around hospitals";
  EXPECT_NE(html.find("40.0 % (20.0 % – 40.0 %)"), std::string::npos) << html;
  EXPECT_NE(html.find("<svg"), std::string::npos);
  EXPECT_EQ(html.find("占道<经营"), std::string::npos) << "escaped";
  EXPECT_EQ(html.find("nan"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
