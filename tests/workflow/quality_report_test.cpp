#include <libgrid/workflow/quality_report.hpp>

#include <algorithm>

#include <gtest/gtest.h>

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

TEST(QualityReport, TheDraftHasTheSameZones) {
  const QualityReport draft = must(quality_report(finished_workspace(), {}));
  const QualityReport plan = must(quality_report(finished_workspace(), {.version = 1}));
  ASSERT_EQ(draft.quality.zones.size(), plan.quality.zones.size());
  for (std::size_t i = 0; i < plan.quality.zones.size(); ++i)
    EXPECT_EQ(draft.quality.zones[i].load, plan.quality.zones[i].load);
}

TEST(QualityReport, AVersionThatIsNotThereIsRefused) {
  const auto refused = quality_report(finished_workspace(), {.version = 99});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::plan_missing);
}

}  // namespace
}  // namespace libgrid::workflow::test
