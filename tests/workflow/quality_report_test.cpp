#include <libgrid/workflow/quality_report.hpp>

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <libgrid/workflow/edit_plan.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(QualityReport, ThePublishedPlanOfTheTinyCity) {
  const TinyFolder folder;
  const QualityReport report = must(quality_report(finished_workspace(), {.version = 1}));
  const StepSummary& summary = report.summary;
  for (const zoning::LevelQuality& level : report.quality.levels) {
    EXPECT_EQ(level.not_connected, 0);
    EXPECT_GT(level.border.value, 0.0);
    EXPECT_LE(level.lightest, 1.0);
    EXPECT_GE(level.heaviest, 1.0);
    EXPECT_LE(level.main_border.value, level.border.value);
  }
  EXPECT_FALSE(summary.figures.empty());
  must(write_quality(report, folder.path() / "quality"));
  const std::string zones = read_file(folder.path() / "quality" / "quality_zones.csv");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(zones, '\n')), report.quality.zones.size() + 1);
  const std::string levels = read_file(folder.path() / "quality" / "quality_levels.csv");
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(levels, '\n')), report.quality.levels.size() + 1);
}

TEST(QualityReport, JsonHasTheColumnsAndValuesOfTheTables) {
  const TinyFolder folder;
  const QualityReport report = must(quality_report(finished_workspace(), {.version = 1}));
  must(write_quality(report, folder.path()));
  const auto json = nlohmann::ordered_json::parse(to_json(report));
  for (const std::string table : {"levels", "zones"}) {
    std::istringstream csv(read_file(folder.path() / ("quality_" + table + ".csv")));
    std::string line;
    std::getline(csv, line);
    std::string names;
    for (const auto& [name, value] : json.at(table).at(0).items()) names += (names.empty() ? "" : ",") + name;
    EXPECT_EQ(names, line);
    std::size_t rows = 0;
    for (; std::getline(csv, line); ++rows) {
      std::istringstream cells(line);
      for (const auto& [name, value] : json.at(table).at(rows).items()) {
        std::string cell;
        std::getline(cells, cell, ',');
        if (!value.is_number()) continue;
        EXPECT_EQ(std::stod(cell), value.get<double>()) << name;
      }
    }
    EXPECT_EQ(rows, json.at(table).size());
  }
}

TEST(QualityReport, TheDraftHasTheSameZones) {
  const QualityReport draft = must(quality_report(finished_workspace(), {}));
  const QualityReport plan = must(quality_report(finished_workspace(), {.version = 1}));
  ASSERT_EQ(draft.quality.zones.size(), plan.quality.zones.size());
  for (std::size_t i = 0; i < plan.quality.zones.size(); ++i)
    EXPECT_EQ(draft.quality.zones[i].load, plan.quality.zones[i].load);
}

TEST(QualityReport, OfTheDraftAsItsEditsLeftIt) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "publish");
  const std::size_t zones = must(quality_report(workspace, {})).quality.zones.size();
  {
    EditSession session = must(EditSession::open(workspace));
    const zoning::EditGround ground = session.editor().ground();
    must(session.apply(zoning::SplitZoneBalanced{session.editor().draft().map.zones.back().id, 2, 1}));
    const Box box = bounds(ground.blocks.front().shape);
    const double x = (box.min.x + box.max.x) / 2.0;
    must(session.apply(zoning::SplitBlock{ground.blocks.front().id, {{x, box.min.y - 9.0}, {x, box.max.y + 9.0}}}));
  }
  EXPECT_EQ(must(quality_report(workspace, {})).quality.zones.size(), zones + 1);
  EXPECT_EQ(must(quality_report(workspace, {.version = 1})).quality.zones.size(), zones);
}

TEST(QualityReport, AVersionThatIsNotThereIsRefused) {
  const auto refused = quality_report(finished_workspace(), {.version = 99});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
