#include <libgrid/workflow/region_report.hpp>

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(RegionReport, BlocksThatAreAlikeInATable) {
  // Every block is 1 or 9 by the half of the town it lies in; the isle is 5. Three regions explain all of it.
  const Ground ground = must(finished_workspace().store().ground());
  const TinyFolder folder;
  std::string table = "block_id,colour\n";
  for (const Block& block : ground.blocks) {
    const double x = bounds(block.shape).min.x - kCorner.x;
    const int colour = x > 2200.0 ? 5 : x < kTownSide - 50.0 ? 1 : 9;
    table += std::to_string(block.id.value) + "," + std::to_string(colour) + "\n";
  }
  write_file(folder.path() / "colours.csv", table);
  const RegionReport report = must(
      find_regions(finished_workspace(), {.columns = {"colour"}, .count = 3, .table = folder.path() / "colours.csv"}));
  EXPECT_NEAR(report.regions.explained(), 1.0, 1e-9);
  std::vector<std::int64_t> sizes = report.sizes;
  std::ranges::sort(sizes);
  EXPECT_EQ(sizes, (std::vector<std::int64_t>{16, 100, 100}));
  must(write_regions(report, finished_workspace(), folder.path() / "out"));
  const std::string csv = read_file(folder.path() / "out" / "regions.csv");
  EXPECT_EQ(std::ranges::count(csv, '\n'), 217);
  SquareMetres all;
  for (const ImportedZone& shape : report.shapes) all += area(shape.shape);
  EXPECT_NEAR(all.value, 2'160'000.0, 1000.0);
}

TEST(RegionReport, ZonesOfALevelHaveTheSumsOfTheirBlocks) {
  const RegionReport report =
      must(find_regions(finished_workspace(), {.columns = {"reports", "street_m"}, .count = 2, .level = 2}));
  EXPECT_EQ(report.units.size(), 6U);
  EXPECT_EQ(std::accumulate(report.sizes.begin(), report.sizes.end(), std::int64_t{0}), 6);
  EXPECT_EQ(report.units.front(), "TIN-01-01");
}

TEST(RegionReport, AFloorGivesAsManyRegionsAsItAllows) {
  // 216 blocks, the isle of 16 by itself: 20 a region would leave the isle below.
  const RegionRequest request{.columns = {"area_m2", "street_m"}, .floor_column = "blocks", .least = 16.0};
  const Ground ground = must(finished_workspace().store().ground());
  const TinyFolder folder;
  std::string table = "block_id,blocks\n";
  for (const Block& block : ground.blocks) table += std::to_string(block.id.value) + ",1\n";
  write_file(folder.path() / "ones.csv", table);
  RegionRequest floor = request;
  floor.table = folder.path() / "ones.csv";
  const RegionReport report = must(find_regions(finished_workspace(), floor));
  EXPECT_EQ(report.sizes.size(), 13U);  // 216 / 16 rounded down
  EXPECT_GE(*std::ranges::min_element(report.sizes), 16);
  floor.least = 300.0;
  EXPECT_EQ(find_regions(finished_workspace(), floor).error().code, ErrorCode::zone_infeasible);
}

TEST(RegionReport, WhatIsMissingIsNamed) {
  const Workspace& workspace = finished_workspace();
  EXPECT_EQ(find_regions(workspace, {.columns = {}, .count = 2}).error().field, "columns");
  EXPECT_EQ(find_regions(workspace, {.columns = {"cows"}, .count = 2}).error().id, "cows");
  EXPECT_EQ(find_regions(workspace, {.columns = {"reports"}, .count = 2, .level = 7}).error().field, "level");
  EXPECT_EQ(find_regions(workspace, {.columns = {"reports"}, .count = 0}).error().code, ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
