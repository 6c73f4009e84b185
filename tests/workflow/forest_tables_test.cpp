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
            "case_id,category,kind,parent_case_id,gap_s,distance_m,distance_by,root_case_id,generation,rebounds,first_"
            "rebound_s,returned\n"
            "A,Pothole,first,,,,,A,0,1,172800,0\n"
            "B,Pothole,rebound,A,172800,50,plane,A,1,0,,0\n");
}

TEST(ForestTables, ChronicSitesAndReboundsAreMapped) {
  ReboundAnalysis analysis;
  analysis.categories = {"Pothole"};
  for (std::int64_t k = 0; k < 5; ++k) {  // comes back every ten days
    analysis.ids.push_back("C" + std::to_string(k));
    analysis.cases.push_back(
        {.id = k, .opened = LocalTime{k * 10 * 86'400}, .closed = LocalTime{(k * 10 + 1) * 86'400}});
  }
  analysis.last_opening = LocalTime{40 * 86'400};
  analysis.forest = hotspot::rebound_forest(analysis.cases, analysis.rules);
  const auto sites = detail::chronic_of(analysis);
  EXPECT_EQ(detail::chronic_table(analysis, sites).text,
            "site,category,x,y,cases,rebounds,comes_back,stays_open,first_case_id\n1,Pothole,0,0,5,4,1,0,C0\n");
  const auto layers = detail::forest_layers(analysis, sites);
  EXPECT_EQ(layers.at(0).rows.size(), 4U);
  EXPECT_EQ(layers.at(1).rows.size(), 1U);
}

}  // namespace
}  // namespace libgrid::workflow::test
