#include <libgrid/workflow/detail/report_incidence_section.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

constexpr const char* kHeader =
    "grouping,name,day,watched,rebounds,fixes,rebound,rebound_lower,rebound_upper,fix,fix_lower,fix_upper,quiet,"
    "rebound_alone\n";

TEST(ReportIncidenceSection, RowsOfAllCasesAreReadAndDrawnWithTheirBands) {
  const libgrid::workflow::test::TinyFolder folder;
  const auto file = folder.path() / "forest_incidence.csv";
  libgrid::workflow::test::write_file(file, std::string(kHeader) +
                                                "all,all,0,100,10,5,0,0,0,0.01,0.005,0.02,0.99,0\n"
                                                "all,all,1,100,10,5,0.125,0.1,0.15,0.05,0.03,0.07,0.825,0.13\n"
                                                "road,main,1,50,5,2,0.9,0.8,0.95,0,0,0,0.1,0.9\n");
  const auto days = read_incidence_days(file);
  ASSERT_TRUE(days) << message_en(days.error());
  ASSERT_EQ(days->size(), 2U);
  EXPECT_EQ(days->back().day, 1);
  EXPECT_EQ(days->back().rebound_upper, 0.15);
  EXPECT_EQ(days->back().alone, 0.13);
  const std::string html = incidence_section(*days);
  for (const char* const part : {"12.5 % (10.0 % – 15.0 %)", "5.0 % (3.0 % – 7.0 %)", "curve rebound", "curve alone"})
    EXPECT_NE(html.find(part), std::string::npos) << part << "\n" << html;
  EXPECT_NE(html.find("class=\"band\""), std::string::npos);
}

TEST(ReportIncidenceSection, WithoutFixesThereIsNoneAndABadNumberIsNamed) {
  EXPECT_EQ(incidence_section({}), "");
  const std::vector<IncidenceDay> quiet{{.day = 0}, {.day = 1, .rebound = 0.1}};
  EXPECT_EQ(incidence_section(quiet), "");
  const libgrid::workflow::test::TinyFolder folder;
  const auto file = folder.path() / "forest_incidence.csv";
  libgrid::workflow::test::write_file(file, std::string(kHeader) + "all,all,0,1,1,1,x,0,0,0,0,0,0,0\n");
  const auto days = read_incidence_days(file);
  ASSERT_FALSE(days);
  EXPECT_EQ(days.error().code, ErrorCode::number_malformed);
  EXPECT_EQ(days.error().field, "rebound");
  EXPECT_EQ(days.error().row, 1);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
