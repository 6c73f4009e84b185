#include <libgrid/workflow/detail/forest_incidence.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/workflow/city_with_keys.hpp"
#include "tests/workflow/output_query.hpp"

namespace libgrid::workflow::test {
namespace {

constexpr const char* kKeys = R"("rebound": {"engineering_fixes": ["Painted over", "Street Light <out> & \"dark\""]})";

bool warns(const StepSummary& summary) {
  return std::ranges::any_of(summary.findings,
                             [](const std::string& text) { return text.starts_with("rebound.engineering_fixes"); });
}

/// Every seventh report of the table is settled by paint.
void write_resolutions(const std::filesystem::path& path, const Workspace& city) {
  std::string text = "case_id,resolution\n";
  const ReportTable table = must(city.store().reports());
  for (std::size_t i = 0; i < table.reports.size(); ++i)
    text += table.reports[i].id + (i % 7 == 0 ? ",Painted over\n" : ",Swept\n");
  write_file(path, text);
}

TEST(ForestIncidence, TheTableAddsUpAndIsTheFigures) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  write_resolutions(folder.path() / "how.csv", city);
  const std::filesystem::path out = folder.path() / "out";
  const StepSummary summary = must(export_forest(city, out, {.resolutions = folder.path() / "how.csv"}, {}));
  EXPECT_FALSE(warns(summary));
  OutputQuery query(out);
  const auto count = [&](const std::string& where) {
    return query("forest_incidence.csv", "SELECT count(*) FROM forest_incidence WHERE " + where);
  };
  EXPECT_EQ(count("abs(rebound + fix + quiet - 1) > 1e-9 OR rebound > rebound_alone + 1e-12"), "0");
  EXPECT_EQ(count("grouping = 'all'"), "31");
  EXPECT_EQ(count("grouping = 'all' AND day = 30 AND rebound > 0 AND fix > 0"), "1");
  int figures = 0;
  for (const Figure& figure : summary.figures) {
    if (figure.file != "forest_incidence.csv") continue;
    ++figures;
    EXPECT_EQ(query(figure.file, figure.expression), io::shortest_text(std::get<double>(figure.value))) << figure.name;
  }
  EXPECT_EQ(figures, 8);
}

/// The report table with the column how: painted over are the rows that write_resolutions says.
std::string with_column_how(const std::string& text) {
  std::string more;
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size(); ++row) {
    const std::size_t end = text.find('\n', at);
    more += text.substr(at, end - at) + (row == 0 ? ",how" : (row - 1) % 7 == 0 ? ",Painted over" : ",Swept") + "\n";
    at = end + 1;
  }
  return more;
}

// Works of a category of their own are not watched, and a city whose import had no such column is told so.
TEST(ForestIncidence, ByCategoryAloneAndWithoutAnyFix) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  const ReboundAnalysis analysis = must(analyse_rebound(city, {}, {}));
  EXPECT_GT(analysis.fixes, 300) << "street lights";
  for (const NamedIncidence& named : analysis.incidence)
    if (named.group.starts_with("Street Light")) {
      EXPECT_EQ(named.curve.watched, 0);
    }
  const TinyFolder other;
  const Workspace bare = city_with(other.path(), R"("rebound": {"engineering_fixes": ["Painted over"]})", "import");
  EXPECT_TRUE(warns(must(export_forest(bare, other.path() / "out", {}, {}))));
  EXPECT_TRUE(must(analyse_rebound(finished_workspace(), {}, {})).incidence.empty());
}

TEST(ForestIncidence, ResolutionsOfTheImportAreTheSameAsThoseOfAFile) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  write_resolutions(folder.path() / "how.csv", city);
  const ReboundAnalysis of_file = must(analyse_rebound(city, {.resolutions = folder.path() / "how.csv"}, {}));
  const TinyFolder other;
  const CityFiles files = write_tiny_city(other.path());
  const std::string rules = read_file(folder.path() / "city.json");
  write_file(other.path() / "city.json", R"({"report_columns": {"resolution": "how"}, )" + rules.substr(1));
  write_file(files.reports, with_column_how(read_file(files.reports)));
  Workspace with_column = new_workspace(other.path());
  run_steps(with_column, files, "import");
  const ReboundAnalysis kept = must(analyse_rebound(with_column, {}, {}));
  EXPECT_EQ(kept.fixes, of_file.fixes);
  ASSERT_EQ(kept.incidence.size(), of_file.incidence.size());
  EXPECT_EQ(kept.incidence.front().curve.points, of_file.incidence.front().curve.points);
}

}  // namespace
}  // namespace libgrid::workflow::test
