#include <gtest/gtest.h>

#include <libgrid/workflow/detail/forest_tables.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ForestTables, ARowPerCaseACurvePerGroupARowPerRadiusAndWindow) {
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), {}, {}));
  const auto tables = detail::forest_tables(analysis);
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(tables[0].file, "forest.csv");
  EXPECT_EQ(csv_cells(tables[0].text).size(), analysis.cases.size() + 1);
  EXPECT_EQ(csv_cells(tables[1].text).size(), analysis.curves.size() + 1);
  EXPECT_EQ(csv_cells(tables[2].text).size(), 10U);
}

TEST(ForestTables, ALinkByHand) {
  ReboundAnalysis analysis;
  analysis.ids = {"A", "B"}, analysis.categories = {"Pothole"};
  analysis.cases = {{.id = 1, .opened = LocalTime{0}, .closed = LocalTime{86'400}},
                    {.id = 2, .opened = LocalTime{3 * 86'400}, .at = {30, 40}}};
  analysis.forest = hotspot::rebound_forest(analysis.cases, {});
  EXPECT_EQ(detail::forest_tables(analysis)[0].text,
            "case_id,category,kind,parent_case_id,gap_s,distance_m,root_case_id,generation,rebounds,first_rebound_s\n"
            "A,Pothole,first,,,,A,0,1,172800\n"
            "B,Pothole,rebound,A,172800,50,A,1,0,\n");
}

}  // namespace
}  // namespace libgrid::workflow::test
