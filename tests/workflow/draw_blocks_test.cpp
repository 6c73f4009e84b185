#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const Ground& ground() {
  static const Ground value = must(finished_workspace().store().ground());
  return value;
}

TEST(DrawBlocks, BlocksAreTheSquaresBetweenTheStreets) {
  // 20 x 10 squares in town, 4 x 4 on the isle.
  ASSERT_EQ(ground().blocks.size(), 216U);
  for (const Block& block : ground().blocks) EXPECT_NEAR(block.area.value, 10'000.0, 5.0) << block.id.value;
}

TEST(DrawBlocks, MeasuresAddUpToTheLand) {
  Metres streets;
  std::int64_t reports = 0;
  double workload = 0.0;
  for (const Block& block : ground().blocks)
    streets += block.street_length, reports += block.reports, workload += block.workload;
  // 19 streets of 1 km, 9 of 2 km, 6 of 400 m inside the land.
  EXPECT_NEAR(streets.value, 19'000.0 + 18'000.0 + 2'400.0, 0.5);
  EXPECT_EQ(reports, kRows - kRefusedRows - kDefaultRows - kRowsAtSea);
  EXPECT_NEAR(workload, 1.0, 1e-12);
}

TEST(DrawBlocks, SaysWhichMergeRuleDecidedAndHowItsThresholdWasFound) {
  const auto says = [](const StepSummary& summary, const std::string& text) {
    return std::ranges::any_of(summary.findings, [&](const std::string& told) { return told.starts_with(text); });
  };
  EXPECT_TRUE(says(finished_city().summaries[1], "merge rule: thresholds of the city file"));
  const auto with = [](const std::string& blocks) {
    const TinyFolder folder;
    const CityFiles files = write_tiny_city(folder.path());
    std::string city = tiny_city_json();
    const std::string known = R"("merge_below_m2": 1000)";
    city.replace(city.find(known), known.size(), known + ", " + blocks);
    write_file(folder.path() / "city.json", city);
    Workspace workspace = new_workspace(folder.path());
    return run_steps(workspace, files, "blocks").back();
  };
  // Blocks of one size have one hill and no valley.
  EXPECT_TRUE(says(with(R"("merge_rule": "artefacts")"), "merge rule: artefacts was asked for, but"));
  EXPECT_TRUE(says(with(R"("merge_rule": "artefacts", "artefact_below": 2.5)"),
                   "merge rule: artefacts, index under 2.50 as the city file sets it"));
}

TEST(DrawBlocks, EveryBlockLiesInItsDistrict) {
  for (const Block& block : ground().blocks) {
    const double x = bounds(block.shape).min.x - kCorner.x;
    EXPECT_EQ(block.district.value, x < kTownSide - 50.0 ? 1 : 2);
  }
}

TEST(DrawBlocks, TheIsleHangsOnOneDeclaredLink) {
  ASSERT_EQ(ground().links.size(), 1U);
  EXPECT_NEAR(ground().links[0].length.value, 300.0, 0.01);
}

TEST(DrawBlocks, ReportsAtTheDefaultCoordinateCountNowhere) {
  // The coordinate lies in a block of West; a brute-force count of the reports in that block's box gives the same.
  const PositionText text;
  const auto projector = must(crs::Projector::make(Frame{26986}));
  const Xy nowhere = must(projector.to_plane(kDefaultCoordinate));
  const auto table = must(finished_workspace().store().reports());
  for (const Block& block : ground().blocks) {
    const Box box = bounds(block.shape);
    if (!box.contains(nowhere)) continue;
    std::int64_t others = 0;
    for (const Report& report : table.reports)
      others += report.at != kDefaultCoordinate && box.contains(must(projector.to_plane(report.at))) ? 1 : 0;
    EXPECT_EQ(block.reports, others);
    return;
  }
  FAIL() << "the default coordinate lies in no block";
}

TEST(DrawBlocks, NeedsTheImport) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  const auto refused = draw_blocks(workspace, {});
  EXPECT_EQ(refused.error().code, ErrorCode::step_missing);
  EXPECT_EQ(refused.error().detail, "import");
}

}  // namespace
}  // namespace libgrid::workflow::test
