#include <algorithm>
#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include <libgrid/workflow/import_reports.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

class ImportCity : public ::testing::Test {
 protected:
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
};

FigureValue value(const StepSummary& summary, std::string_view name) {
  for (const Figure& figure : summary.figures)
    if (figure.name == name) return figure.value;
  return std::string("no such figure");
}

TEST_F(ImportCity, EverythingOfTheFilesIsInTheStore) {
  const StepSummary summary = must(import_city(workspace, files, {}));
  const store::Store& store = workspace.store();
  const auto districts = must(store.districts());
  ASSERT_EQ(districts.size(), 2U);
  EXPECT_EQ(districts[0].name, "West");
  EXPECT_NEAR(area(districts[0].shape).value, kTownSide * kTownSide, 0.01);
  EXPECT_NEAR(area(districts[1].shape).value, kTownSide * kTownSide + kIsleSide * kIsleSide, 0.01);
  const auto streets = must(store.streets());
  EXPECT_EQ(streets.size(), 19U + 9U + 3U + 3U);
  EXPECT_NEAR(length(streets[0].line).value, kTownSide + 60.0, 1e-3);
  const auto reports = must(store.reports());
  EXPECT_EQ(reports.reports.size(), static_cast<std::size_t>(kRows - kRefusedRows));
  EXPECT_EQ(reports.rejected.size(), static_cast<std::size_t>(kRefusedRows));
  EXPECT_EQ(value(summary, "report_rows"), FigureValue{std::int64_t{kRows}});
  EXPECT_EQ(value(summary, "streets"), FigureValue{std::int64_t{34}});
}

TEST_F(ImportCity, DigestsNameTheInputs) {
  const StepSummary summary = must(import_city(workspace, files, {}));
  const auto digest = value(summary, "reports_sha256");
  EXPECT_EQ(std::get<std::string>(digest).size(), 64U);
  // One byte more, another digest.
  write_file(files.reports, read_file(files.reports) + "x,2015-01-01T00:00:00,,Pothole,,,-71.06,42.35\n");
  EXPECT_NE(value(must(import_city(workspace, files, {})), "reports_sha256"), digest);
}

TEST_F(ImportCity, ABadFileIsNamedAndChangesNothing) {
  must(import_city(workspace, files, {}));
  const std::string good = read_file(files.reports);
  write_file(files.reports, "case_id,opened\n1,2015-01-01T00:00:00\n");
  const auto refused = import_city(workspace, files, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::column_missing);
  EXPECT_EQ(must(workspace.store().reports()).reports.size(), static_cast<std::size_t>(kRows - kRefusedRows));
  files.streets = folder.path() / "none.geojson";
  EXPECT_EQ(import_city(workspace, files, {}).error().code, ErrorCode::file_not_found);
}

TEST_F(ImportCity, WithoutReportsTheStreetsAreTheWorkload) {
  const std::filesystem::path later = std::exchange(files.reports, {});
  const auto told = [](const StepSummary& summary) {
    return std::ranges::any_of(summary.findings, [](const std::string& text) {
      return text.starts_with("Reports: none were given; ") && text.find(" | 上报：未给出") != std::string::npos;
    });
  };
  const StepSummary summary = must(import_city(workspace, files, {}));
  EXPECT_TRUE(told(summary));
  EXPECT_TRUE(std::ranges::none_of(summary.figures, [](const Figure& f) { return f.name == "reports_sha256"; }));
  must(draw_blocks(workspace, {}));
  double workload = 0.0;
  for (const Block& block : must(workspace.store().ground()).blocks) {
    EXPECT_EQ(block.reports, 0);
    workload += block.workload;
  }
  EXPECT_GT(workload, 0.0);
  must(draft_plan(workspace, {}));
  EXPECT_FALSE(told(must(import_reports(workspace, {.reports = later}, {}))));  // they come when there are some
}

TEST_F(ImportCity, ABadStreetIsAFindingNotTheEnd) {
  std::string text = read_file(files.streets);
  text.insert(text.rfind("\n]}"), R"(,
{"type": "Feature", "properties": {"way_no": 1, "name": "Twin", "highway": "x"}, "geometry": {"type": "LineString", "coordinates": [[-71.06,42.35],[-71.07,42.35]]}})");
  write_file(files.streets, text);
  const StepSummary summary = must(import_city(workspace, files, {}));
  ASSERT_EQ(summary.findings.size(), 1U + kRefusedRows + 1U);  // and those of refused reports
  EXPECT_NE(summary.findings[0].find("streets.geojson"), std::string::npos);
  EXPECT_NE(summary.findings[0].find(" | "), std::string::npos);
  EXPECT_EQ(must(workspace.store().streets()).size(), 34U);
}

TEST_F(ImportCity, CancellingLeavesTheStoreEmpty) {
  StepContext context;
  context.cancel.cancel();
  EXPECT_EQ(import_city(workspace, files, context).error().code, ErrorCode::cancelled);
  EXPECT_EQ(workspace.store().districts().error().code, ErrorCode::step_missing);
}

TEST_F(ImportCity, AgainGivesTheSameSummary) {
  EXPECT_EQ(must(import_city(workspace, files, {})), must(import_city(workspace, files, {})));
}

}  // namespace
}  // namespace libgrid::workflow::test
