#include <libgrid/workflow/detail/kept_reports.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/import_reports.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

RejectedRow refused(ErrorCode code, std::int64_t row, const std::string& field) {
  return {make_error(code, "x").in_file("r.csv").at_row(row).at_field(field)};
}

TEST(KeptReports, TheReasonsThatRefuseMostRowsAreToldFirstWithTheirCure) {
  std::vector<RejectedRow> rows{refused(ErrorCode::id_missing, 1, "case_id")};
  for (std::int64_t row = 2; row < 1202; ++row) rows.push_back(refused(ErrorCode::encoding_not_utf8, row, "street"));
  const auto findings = detail::report_findings({.reports = {}, .rejected = rows});
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_TRUE(findings[0].en.starts_with("Reports: 1,200 rows refused, the first: r.csv, row 2, field street"));
  EXPECT_NE(findings[0].en.find("--encoding gb18030"), std::string::npos);
  EXPECT_TRUE(findings[1].en.starts_with("Reports: 1 row refused"));
  EXPECT_NE(findings[2].zh.find("rejected.csv"), std::string::npos);
  EXPECT_TRUE(detail::report_findings({}).empty());
}

TEST(KeptReports, ColumnsThatAreNotThereAreToldButTheSource) {
  const auto findings = detail::report_findings({.reports = {}, .rejected = {}, .absent = {"ward", "source"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_TRUE(findings[0].en.starts_with("Reports: no column `ward`")) << findings[0].en;
  EXPECT_TRUE(findings[0].zh.starts_with("上报：没有 `ward` 列")) << findings[0].zh;
}

TEST(KeptReports, EveryFindingNamesItsOwnFile) {
  RejectedRow june = refused(ErrorCode::id_missing, 9, "case_id");
  june.error.file = "june.csv";
  const auto findings = detail::report_findings(
      {.reports = {}, .rejected = {refused(ErrorCode::id_missing, 1, "case_id"), june}, .absent = {"ward"}},
      "june.csv");
  ASSERT_EQ(findings.size(), 4U);
  EXPECT_TRUE(findings[0].en.starts_with("Reports: june.csv: no column `ward`")) << findings[0].en;
  EXPECT_TRUE(findings[0].zh.starts_with("上报：june.csv 没有 `ward` 列")) << findings[0].zh;
  EXPECT_TRUE(findings[1].en.starts_with("Reports: 1 row refused, the first: june.csv, row 9")) << findings[1].en;
  EXPECT_TRUE(findings[2].en.starts_with("Reports: 1 row refused, the first: r.csv, row 1")) << findings[2].en;
}

TEST(KeptReports, RefusedRowsAreInTheWorkspaceAtOnceAndGbkIsReadWhereItIsDeclared) {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  std::string text = read_file(files.reports);
  for (std::size_t at = 0; (at = text.find("Main St", at)) != std::string::npos;)
    text.replace(at, 7, "\xC8\xCB\xC3\xF1\xC2\xB7");  // 人民路 in GBK
  write_file(files.reports, text);
  const StepSummary bad = must(import_city(workspace, files, {}));
  ASSERT_FALSE(bad.findings.empty());
  EXPECT_NE(bad.findings[0].find("E_") == std::string::npos ? bad.findings[0].find("UTF-8") : 0U, std::string::npos);
  const std::string listed = read_file(workspace.folder() / "rejected.csv");
  EXPECT_NE(listed.find("E_ENCODING_NOT_UTF8"), std::string::npos);
  EXPECT_EQ(std::count(listed.begin(), listed.end(), '\n'),
            1 + static_cast<std::ptrdiff_t>(must(workspace.store().reports()).rejected.size()));

  const StepSummary good = must(import_city_as(workspace, files, {.report_encoding = "gbk"}, {}));
  const ReportTable table = must(workspace.store().reports());
  EXPECT_EQ(table.rejected.size(), static_cast<std::size_t>(kRefusedRows));
  EXPECT_EQ(table.reports[0].street, "人民路");
  EXPECT_EQ(import_city_as(workspace, files, {.report_encoding = "klingon"}, {}).error().field, "encoding");
}

}  // namespace
}  // namespace libgrid::workflow::test
