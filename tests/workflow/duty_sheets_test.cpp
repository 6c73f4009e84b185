#include <libgrid/workflow/duty_sheets.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/road_lengths.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(DutySheets, AnIndexAndOnePageForEveryPost) {
  const TinyFolder folder;
  const auto files = must(write_duty_sheets(finished_workspace(), folder.path() / "sheets")).files;
  ASSERT_GE(files.size(), 10U);  // the head, 2 upper zones of 3 zones each
  EXPECT_EQ(files.front().filename(), "index.html");
  const std::string page = read_file(files[4]);
  EXPECT_NE(page.find("@page { size: A4"), std::string::npos);
  EXPECT_NE(page.find("<svg"), std::string::npos);
  EXPECT_NE(page.find("二级网格长 · Level 2 head"), std::string::npos);
  EXPECT_NE(page.find("City head"), std::string::npos) << "the chain ends at the head of the city";
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), page.find("http-equiv")) << "nothing is requested from outside";
  EXPECT_NE(read_file(files[0]).find(files[1].filename().string()), std::string::npos);
}

TEST(DutySheets, SameWorkspaceSameBytes) {
  const TinyFolder a, b;
  const auto first = must(write_duty_sheets(finished_workspace(), a.path())).files;
  const auto second = must(write_duty_sheets(finished_workspace(), b.path())).files;
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(read_file(first[i]), read_file(second[i]));
}

TEST(DutySheets, RowsThatAreNoPlaceAndPlacesInNoZoneAreListed) {
  const TinyFolder folder;
  write_file(folder.path() / "pois.csv",
             "name,class,lon,lat\n远处,mall,-60,42\n坏行,school,abc,42.35\n,school,-71.06,42.35\n半行,school\n");
  const DutySheets sheets =
      must(write_duty_sheets(finished_workspace(), folder.path(), {.pois = folder.path() / "pois.csv"}));
  ASSERT_EQ(sheets.refused.size(), 3U);
  EXPECT_EQ(sheets.refused[0].error.row, 2);
  EXPECT_EQ(sheets.refused[0].error.code, ErrorCode::number_malformed);
  EXPECT_EQ(sheets.outside, std::vector<std::string>{"远处"});
  const std::string index = read_file(sheets.files.front());
  EXPECT_NE(index.find("远处：不在任何网格内"), std::string::npos);
  EXPECT_NE(index.find("Places on no sheet"), std::string::npos);
}

TEST(DutySheets, NeedsTheStepCut) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  EXPECT_EQ(write_duty_sheets(workspace, folder.path() / "sheets").error().code, ErrorCode::step_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
