#include <libgrid/workflow/report_sources.hpp>

#include <algorithm>

#include <gtest/gtest.h>

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

TEST(ReportSources, AnImportKeepsThemAndTheNextOneAddsOrReplaces) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  store::Store& store = workspace.store();
  const auto kept = [&] { return must(kept_sources(store, {}, kIds)); };
  EXPECT_FALSE(kept().has_value());  // the tiny city's reports have no such column
  write_file(folder.path() / "s.csv", "case_id,source\nA,巡查\nB,热线\n");
  write_file(folder.path() / "t.csv", "case_id,source\nA,热线\nC,领导批示\n");
  write_file(folder.path() / "none.csv", "case_id,n\nA,1\n");
  const auto keep = [&](const char* name, Kept how) {
    must(keep_sources(store, {.path = folder.path() / name}, io::TextEncoding::utf8, how));
  };
  keep("s.csv", Kept::anew);
  EXPECT_EQ(kept()->missing, 2U);
  keep("t.csv", Kept::added);
  EXPECT_EQ(kept()->kind_of(0), SourceKind::patrol);  // the first one stays
  EXPECT_EQ(kept()->kind_of(2), SourceKind::leader);
  keep("none.csv", Kept::added);
  EXPECT_EQ(kept()->missing, 1U);
  keep("t.csv", Kept::anew);
  EXPECT_EQ(kept()->kind_of(0), SourceKind::open);
  keep("none.csv", Kept::anew);
  EXPECT_FALSE(kept().has_value());
}

}  // namespace
}  // namespace libgrid::workflow::test
