#include <libgrid/workflow/report_sources.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/workflow/import_reports.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const std::vector<std::string> kIds{"A", "B", "C", "D"};

TEST(ReportSources, WordsThatAreKnownAndOthers) {
  const TinyFolder folder;
  write_file(folder.path() / "s.csv",
             "case_id,n,source\nB,1,热线\nA,2,City Worker App\nX,3,巡查\nC,4,carrier pigeon\n");
  const ReportSources sources = must(read_sources({.path = folder.path() / "s.csv"}, kIds));
  EXPECT_EQ(sources.names, (std::vector<std::string>{"", "City Worker App", "carrier pigeon", "热线"}));
  EXPECT_EQ(sources.kind_of(0), SourceKind::patrol);
  EXPECT_EQ(sources.kind_of(1), SourceKind::open);
  EXPECT_EQ(sources.kind_of(2), SourceKind::other);
  EXPECT_EQ(sources.unknown, (std::vector<std::string>{"", "carrier pigeon"}));
  EXPECT_EQ(sources.missing, 1U);
}

TEST(ReportSources, ATableOfClassesDecides) {
  const TinyFolder folder;
  write_file(folder.path() / "s.csv", "编号,来源\nA,热线\nB,市长信箱\nC,热线\nD,热线\n");
  write_file(folder.path() / "k.csv", "source,class\n市长信箱,leader\n热线,patrol\n");
  const SourceFile file{folder.path() / "s.csv", "编号", "来源", folder.path() / "k.csv"};
  const ReportSources sources = must(read_sources(file, kIds));
  EXPECT_EQ(sources.kind_of(0), SourceKind::patrol);
  EXPECT_EQ(sources.kind_of(1), SourceKind::leader);
  EXPECT_TRUE(sources.unknown.empty());
}

TEST(ReportSources, WhatIsRefused) {
  const TinyFolder folder;
  write_file(folder.path() / "s.csv", "case_id,source\nA,x\n");
  write_file(folder.path() / "k.csv", "source,class\nx,somebody\n");
  const auto no_class = read_sources({.path = folder.path() / "s.csv", .classes = folder.path() / "k.csv"}, kIds);
  ASSERT_FALSE(no_class);
  EXPECT_EQ(no_class.error().code, ErrorCode::parameter_invalid);
  const auto no_column = read_sources({.path = folder.path() / "s.csv", .source_column = "origin"}, kIds);
  ASSERT_FALSE(no_column);
  EXPECT_EQ(no_column.error().code, ErrorCode::column_missing);
  EXPECT_EQ(no_column.error().field, "origin");
  EXPECT_EQ(no_column.error().file, "s.csv");
}

TEST(ReportSources, KnownWordsAreListedOnce) {
  std::vector<std::string_view> words;
  for (const KnownSource& known : known_sources()) words.push_back(known.first);
  EXPECT_TRUE(std::ranges::is_sorted(words));
  EXPECT_EQ(std::ranges::adjacent_find(words), words.end());
}

TEST(ReportSources, AnImportKeepsThemFromEveryFormatAndTheNextOneAddsOrReplaces) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  must(import_city(workspace, files, {}));
  const auto kept = [&] { return must(sources_of(must(workspace.store().reports()).reports, {})); };
  EXPECT_FALSE(kept().has_value());  // the tiny city's reports have no such column
  const std::string header = "case_id,opened,type,lon,lat", row = ",2015-01-02T00:00:00,Pothole,-71.06,42.35";
  const auto import = [&](const std::string& text, bool append) {
    return must(import_reports(workspace, {.reports = "table", .append = append, .text = text}, {}));
  };
  import(header + ",source\nA" + row + ",巡查\nB" + row + ",热线\n", false);
  EXPECT_EQ(kept()->kind_of(0), SourceKind::patrol);
  EXPECT_EQ(kept()->kind_of(1), SourceKind::open);
  import(header + ",source\nA" + row + ",热线\nC" + row + ",领导批示\n", true);
  EXPECT_EQ(kept()->kind_of(0), SourceKind::patrol);  // the first one stays
  EXPECT_EQ(kept()->kind_of(2), SourceKind::leader);
  import(header + "\nD" + row + "\n", true);
  EXPECT_EQ(kept()->missing, 1U);
  const StepSummary bare = import(header + "\nA" + row + "\n", false);
  EXPECT_FALSE(kept().has_value());
  const auto tells = [&](std::string_view words) {
    return std::ranges::any_of(bare.findings, [&](const std::string& f) { return f.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(tells("no column `street`") && tells("no column `ward`") && tells("no column `closed`"));
  EXPECT_FALSE(tells("no column `source`"));
}

}  // namespace
}  // namespace libgrid::workflow::test
