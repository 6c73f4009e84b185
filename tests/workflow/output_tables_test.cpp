#include <gtest/gtest.h>

#include <libgrid/workflow/detail/output_layers.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail {
namespace {

using test::finished_workspace;
using test::must;

std::vector<std::vector<std::string>> table(std::string_view file) {
  for (const OutputTable& one : must(output_tables(finished_workspace())))
    if (one.file == file) return test::csv_cells(one.text);
  throw std::runtime_error("no table " + std::string(file));
}

TEST(OutputTables, ComeInTheOrderOfTheContract) {
  std::vector<std::string> names;
  for (const OutputTable& one : must(output_tables(finished_workspace()))) names.push_back(one.file);
  EXPECT_EQ(names, (std::vector<std::string>{"assignment.csv", "rejected.csv", "hotspots.csv", "rebound.csv",
                                             "worst_places.csv", "posts.csv"}));
}

TEST(OutputTables, EveryRowHasAsManyCellsAsTheHeader) {
  for (const OutputTable& one : must(output_tables(finished_workspace()))) {
    const auto rows = test::csv_cells(one.text);
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << one.file;
  }
}

TEST(OutputTables, AnAssignedReportNamesItsZoneAndTheUpperOne) {
  const auto rows = table("assignment.csv");
  const auto& first = rows.at(1);
  EXPECT_EQ(first[0], "T1");
  EXPECT_EQ(first[3], "inside");
  const ZoneMap map = must(finished_workspace().store().plan(1)).map;
  for (const Zone& zone : map.zones) {
    if (std::to_string(zone.id.value) == first[1]) {
      EXPECT_EQ(std::to_string(zone.parent->value), first[2]);
    }
  }
}

TEST(OutputTables, UnassignedReportsSayWhyAndHowFar) {
  int at_default = 0, outside = 0;
  for (const auto& row : table("assignment.csv")) {
    if (row[4] == "default_coordinate") {
      ++at_default;
      EXPECT_EQ(row[1] + row[2] + row[5], "");
    }
    if (row[4] == "outside") {
      ++outside;
      EXPECT_NEAR(std::stod(row[5]), 150.0, 5.0) << "half way to the isle";
    }
  }
  EXPECT_EQ(at_default, test::kDefaultRows);
  EXPECT_EQ(outside, test::kRowsAtSea);
}

TEST(OutputTables, NamesFromTheDataComeBackAsTheyWere) {
  bool found = false;
  for (const auto& row : table("rebound.csv")) found = found || row[0] == "Street Light <out> & \"dark\"";
  EXPECT_TRUE(found);
}

TEST(OutputTables, RejectedRowsNameFileRowFieldAndCureInBothLanguages) {
  const auto rows = table("rejected.csv");
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[1][0], "reports.csv");
  EXPECT_EQ(rows[1][1], "1398");
  EXPECT_EQ(rows[1][2], "opened");
  EXPECT_EQ(rows[1][3], "E_TIME_MALFORMED");
  EXPECT_FALSE(rows[1][4].empty());
  EXPECT_NE(rows[1][5].find("yesterday"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail
