#include <libgrid/workflow/import_reports.hpp>

#include <algorithm>
#include <optional>

#include <gtest/gtest.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/quality_report.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with a published plan, duties and attributions.
struct MonthlyCycle : ::testing::Test {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  MonthlyCycle() { run_steps(workspace, files, "assign"); }

  /// The reports of the file whose row passes, under another name.
  std::filesystem::path part_of_reports(const std::string& name, const std::function<bool(int row)>& passes) const {
    std::string text = read_file(files.reports), kept = text.substr(0, text.find('\n') + 1);
    int row = 0;
    for (std::size_t at = kept.size(); at < text.size();) {
      const std::size_t end = text.find('\n', at) + 1;
      if (passes(++row)) kept += text.substr(at, end - at);
      at = end;
    }
    write_file(folder.path() / name, kept);
    return folder.path() / name;
  }
  [[nodiscard]] std::int64_t counted() const {
    std::int64_t reports = 0;
    for (const Block& block : must(workspace.store().ground()).blocks) reports += block.reports;
    return reports;
  }
  /// Whatever stands on the blocks of version 1.
  void expect_version_1_is_usable() {
    EXPECT_TRUE(quality_report(workspace, {.version = 1}).has_value());
    EXPECT_TRUE(compare_plans(workspace, 1, 1).has_value());
    EXPECT_TRUE(start_draft(workspace, 1).has_value());
    EXPECT_TRUE(rebalance_plan(workspace, {.version = 1, .dry_run = true}).has_value());
  }
};

std::optional<std::int64_t> count_of(const StepSummary& summary, std::string_view name) {
  const auto found = std::ranges::find(summary.figures, name, &Figure::name);
  if (found == summary.figures.end()) return std::nullopt;
  return std::get<std::int64_t>(found->value);
}

TEST_F(MonthlyCycle, TheSameFilesAgainLoseNothing) {
  const Ground ground = must(workspace.store().ground());
  must(import_city(workspace, files, {}));
  EXPECT_EQ(must(workspace.store().ground()), ground);
  EXPECT_TRUE(workspace.store().draft().has_value());
  EXPECT_TRUE(workspace.store().road_pieces().has_value());
  EXPECT_TRUE(workspace.store().attributions().has_value());
  expect_version_1_is_usable();
}

TEST_F(MonthlyCycle, TheSameBlocksDrawnAgainCarryTheOldPlan) {
  must(draw_blocks(workspace, {}));
  expect_version_1_is_usable();
  EXPECT_TRUE(cut_streets(workspace, {}).has_value());
}

TEST_F(MonthlyCycle, NewReportsAloneDriftTheWorkloadAndLeaveTheRest) {
  const std::int64_t before = counted();
  const auto pieces = must(workspace.store().road_pieces());
  // June: only the reports around the piled-up blocks in East and the last of the even ones.
  const auto june = part_of_reports("june.csv", [](int row) { return row > 700; });
  const StepSummary summary = must(import_reports(workspace, {.reports = june}, {}));
  EXPECT_EQ(count_of(summary, "report_rows"), kRows - 700);
  EXPECT_EQ(count_of(summary, "streets"), 34);  // of the import before
  EXPECT_LT(counted(), before);
  EXPECT_GT(counted(), 0);
  EXPECT_EQ(must(workspace.store().road_pieces()), pieces);
  EXPECT_EQ(must(workspace.store().plans()).size(), 1U);
  EXPECT_EQ(workspace.store().attributions().error().detail, "assign");  // made from the old reports
  must(assign_reports(workspace, {}));
  EXPECT_EQ(must(workspace.store().attributions()).size(), static_cast<std::size_t>(kRows - 700 - kRefusedRows + 1));

  const RebalanceReport moved = must(rebalance_plan(workspace, {}));
  EXPECT_GT(moved.outside_before, 0);
  EXPECT_FALSE(moved.moves.empty());
  if (moved.broken.empty()) must(publish_plan(workspace, *parse_local_time("2015-06-01T00:00:00"), {}));
}

TEST_F(MonthlyCycle, AnEditedDraftSurvivesNewReports) {
  auto session = must(EditSession::open(workspace));
  const ZoneId zone = session.editor().draft().map.zones.back().id;
  must(session.apply(zoning::RenameZone{zone, "Harbour"}));
  must(import_reports(workspace, {.reports = part_of_reports("half.csv", [](int row) { return row % 2 == 0; })}, {}));
  const auto again = must(EditSession::open(workspace));
  EXPECT_EQ(again.log().done, 1U);
  EXPECT_EQ(again.editor().draft().map.zones.back().name, "Harbour");
  std::int64_t reports = 0;
  for (const Zone& z : again.editor().draft().map.zones) reports += z.level == 2 ? z.reports : 0;
  EXPECT_EQ(reports, counted());  // the sums of the draft are those of the blocks
}

TEST_F(MonthlyCycle, AppendedFindingsNameTheirOwnFiles) {
  const auto without_ward = [&](const char* name, std::filesystem::path file) {
    std::string text = read_file(file);
    const std::size_t at = text.find("ward");
    text.replace(at, 4, "WARD");
    write_file(folder.path() / name, text);
    return folder.path() / name;
  };
  const auto may = without_ward("may.csv", part_of_reports("a.csv", [](int row) { return row <= 1000; }));
  const auto june = part_of_reports("june.csv", [](int row) { return row > 990 && row <= 1200; });
  must(import_reports(workspace, {.reports = may}, {}));
  const StepSummary summary = must(import_reports(workspace, {.reports = june, .append = true}, {}));
  const auto told = [&](std::string_view start) {
    return std::ranges::count_if(summary.findings, [&](const std::string& text) { return text.starts_with(start); });
  };
  EXPECT_EQ(told("Reports: may.csv: no column `ward`"), 1);
  EXPECT_EQ(told("Reports: 10 rows refused, the first: june.csv, row 1,"), 1);
}

TEST_F(MonthlyCycle, AppendTakesNewRowsAndListsThoseThatAreThere) {
  const auto may = part_of_reports("may.csv", [](int row) { return row <= 1000; });
  const auto june = part_of_reports("june.csv", [](int row) { return row > 990 && row <= 1200; });
  must(import_reports(workspace, {.reports = may}, {}));
  const StepSummary summary = must(import_reports(workspace, {.reports = june, .append = true}, {}));
  const ReportTable table = must(workspace.store().reports());
  EXPECT_EQ(table.reports.size(), 1200U);
  ASSERT_EQ(table.rejected.size(), 10U);
  for (std::size_t i = 0; i < 10; ++i) {
    const Error& error = table.rejected[i].error;
    EXPECT_EQ(error.code, ErrorCode::id_duplicate);
    EXPECT_EQ(error.file, "june.csv");
    EXPECT_EQ(error.row, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(error.id, "T" + std::to_string(991 + i));
  }
  EXPECT_EQ(count_of(summary, "report_rows"), 1210);
  EXPECT_EQ(count_of(summary, "rejected_rows"), 10);
  const auto digests = std::ranges::count_if(
      summary.figures, [](const Figure& f) { return f.name == "reports_sha256" || f.name == "reports_2_sha256"; });
  EXPECT_EQ(digests, 2);
  // All rows in one file give the same counts.
  const std::int64_t appended = counted();
  must(import_reports(workspace, {.reports = part_of_reports("all.csv", [](int row) { return row <= 1200; })}, {}));
  EXPECT_EQ(counted(), appended);
}

// A city whose reports say what verification sent back, and whose table has nothing that is not needed.
TEST(ImportReports, ReworkComesFromItsColumnIntoTheForest) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  std::string city = read_file(folder.path() / "city.json");
  city.insert(city.find("\"default_coordinate\""), R"("report_columns": {"returned": "back"}, )");
  write_file(folder.path() / "city.json", city);
  std::string reports = read_file(files.reports);  // with the column, of which every third row says yes
  std::string with = reports.substr(0, reports.find('\n')) + ",back\n";
  std::int64_t row = 0, sent_back = 0;
  for (std::size_t at = reports.find('\n') + 1; at < reports.size();) {
    const std::size_t end = std::min(reports.find('\n', at), reports.size());
    with += reports.substr(at, end - at) + (row++ % 3 == 0 ? ",是\n" : ",\n");
    at = end + 1;
  }
  write_file(files.reports, with);
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "cut");
  for (const Report& report : must(workspace.store().reports()).reports) sent_back += report.returned;
  EXPECT_GT(sent_back, 100);
  EXPECT_EQ(must(analyse_rebound(workspace, {}, {})).counts.rework, sent_back);
}

TEST_F(MonthlyCycle, IdTimeCategoryAndPlaceAreEnough) {
  std::string text = "case_id,opened,type,lon,lat\n";
  for (int i = 0; i < 400; ++i)  // one place holds 100 of 400, the others one each
    text += "n" + std::to_string(i) + ",2015-02-01T00:00:00,Pothole,-71.06" + (i < 100 ? "0" : std::to_string(i)) +
            ",42.3551\n";
  const StepSummary summary = must(import_reports(workspace, {.reports = "bare.csv", .text = text}, {}));
  EXPECT_EQ(count_of(summary, "report_rows"), 400);
  EXPECT_EQ(count_of(summary, "rejected_rows"), 0);
  const StepSummary assigned = must(assign_reports(workspace, {}));
  EXPECT_EQ(count_of(assigned, "unassigned_default"), 100);  // by numbers alone
}

TEST_F(MonthlyCycle, ABadFileOfReportsChangesNothing) {
  const ReportTable before = must(workspace.store().reports());
  write_file(folder.path() / "bad.csv", "case_id,opened\n1,2015-01-01T00:00:00\n");
  EXPECT_EQ(import_reports(workspace, {.reports = folder.path() / "bad.csv"}, {}).error().code,
            ErrorCode::column_missing);
  EXPECT_EQ(must(workspace.store().reports()).reports, before.reports);
  EXPECT_TRUE(workspace.store().attributions().has_value());
}

// Of a table in another encoding no row may be readable: it is refused, and the reports that are there stay.
TEST_F(MonthlyCycle, ATableWithoutAReadableRowDoesNotTakeThePlaceOfReports) {
  const std::size_t before = must(workspace.store().reports()).reports.size();
  write_file(folder.path() / "gbk.csv", "case_id,opened,type,lon,lat\n1,2015-01-01T00:00:00,\xB5\xEA,-71.0,42.3\n");
  const auto refused = import_reports(workspace, {.reports = folder.path() / "gbk.csv"}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::encoding_not_utf8);
  EXPECT_EQ(refused.error().row, 1);
  EXPECT_EQ(must(workspace.store().reports()).reports.size(), before);
}

TEST_F(MonthlyCycle, OnChangedGroundOldVersionsAnswerAndTheCureIsRight) {
  std::string streets = read_file(files.streets);  // without the last street of the isle
  const std::size_t last = streets.rfind(",\n{");
  streets.erase(last, streets.rfind("\n]}") - last);
  write_file(files.streets, streets);
  must(import_city(workspace, files, {}));
  EXPECT_EQ(quality_report(workspace, {.version = 1}).error().detail, "blocks");  // nothing is drawn yet
  must(draw_blocks(workspace, {}));
  for (const Error& error : {quality_report(workspace, {.version = 1}).error(), compare_plans(workspace, 1, 1).error(),
                             start_draft(workspace, 1).error(), rebalance_plan(workspace, {.version = 1}).error()}) {
    EXPECT_EQ(error.code, ErrorCode::step_missing);
    EXPECT_NE(error.detail.find("partition and publish"), std::string::npos) << error.detail;
    EXPECT_EQ(error.id, "plan version 1");
  }
  EXPECT_EQ(must(workspace.store().plan_in_force(kValidFrom)).version.version, 1);
  EXPECT_EQ(must(attribute_as_of(workspace, {})).size(), must(workspace.store().reports()).reports.size());
  must(draft_plan(workspace, {}));  // the cure
  must(publish_plan(workspace, *parse_local_time("2015-06-01T00:00:00"), {}));
  EXPECT_TRUE(quality_report(workspace, {.version = 2}).has_value());
  EXPECT_FALSE(must(workspace.store().plan(1)).map.zones.empty());
}

TEST(ImportReports, NeedsAGround) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  EXPECT_EQ(import_reports(workspace, {.reports = files.reports}, {}).error().code, ErrorCode::step_missing);
}

TEST_F(MonthlyCycle, AnAppendedFileTellsItsOwnRows) {
  const auto again = part_of_reports("again.csv", [](int row) { return row <= 5; });  // all of them are there
  const StepSummary summary = must(import_reports(workspace, {.reports = again, .append = true}, {}));
  EXPECT_EQ(count_of(summary, "added_rows"), 5);
  EXPECT_EQ(count_of(summary, "added_rejected"), 5);
  EXPECT_EQ(count_of(must(import_reports(workspace, {.reports = again}, {})), "added_rows"), std::nullopt);
}

TEST_F(MonthlyCycle, ATableOfAnotherProgramIsReadAsTheFileIs) {
  const auto june = part_of_reports("june.csv", [](int row) { return row > 700; });
  must(import_reports(workspace, {.reports = june}, {}));
  const auto of_file = must(workspace.store().reports());
  const StepSummary summary = must(import_reports(workspace, {.reports = "table", .text = read_file(june)}, {}));
  EXPECT_EQ(must(workspace.store().reports()).reports, of_file.reports);
  EXPECT_TRUE(std::ranges::any_of(summary.figures, [](const Figure& f) {
    return f.name == "reports_sha256" && f.file == "table" && std::get<std::string>(f.value).size() == 64;
  }));
}

}  // namespace
}  // namespace libgrid::workflow::test
