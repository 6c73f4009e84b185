#include <libgrid/zoning/workload.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

std::vector<Block> three_blocks(std::vector<double> streets, std::vector<std::int64_t> reports) {
  std::vector<Block> blocks(3);
  for (std::size_t i = 0; i < 3; ++i) {
    blocks[i].area = SquareMetres{static_cast<double>(i) + 1.0};
    blocks[i].street_length = Metres{streets[i]};
    blocks[i].reports = reports[i];
  }
  return blocks;
}

TEST(ShareWorkload, AsATable) {
  struct Row {
    const char* name;
    std::vector<double> streets;
    std::vector<std::int64_t> reports;
    double share;
    std::vector<double> workload;
  };
  const std::vector<Row> rows = {
      {"half and half", {50, 50, 0}, {0, 1, 3}, 0.5, {0.25, 0.375, 0.375}},
      {"streets only", {50, 50, 0}, {0, 1, 3}, 1.0, {0.5, 0.5, 0.0}},
      {"reports only", {50, 50, 0}, {0, 1, 3}, 0.0, {0.0, 0.25, 0.75}},
      {"no reports anywhere: streets count whole", {50, 50, 0}, {0, 0, 0}, 0.5, {0.5, 0.5, 0.0}},
      {"no streets anywhere: reports count whole", {0, 0, 0}, {0, 1, 3}, 0.5, {0.0, 0.25, 0.75}},
      {"neither: area", {0, 0, 0}, {0, 0, 0}, 0.5, {1.0 / 6, 2.0 / 6, 3.0 / 6}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<Block> blocks = three_blocks(row.streets, row.reports);
    share_workload(blocks, row.share);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_DOUBLE_EQ(blocks[i].workload, row.workload[i]);
  }
}

TEST(ShareWorkload, AddsUpToOne) {
  std::vector<Block> blocks = test::JitteredCity({.columns = 30, .rows = 30}, 4).blocks;
  share_workload(blocks, 0.5);
  double sum = 0.0;
  for (const Block& block : blocks) sum += block.workload;
  EXPECT_NEAR(sum, 1.0, 1e-12);
}

}  // namespace
}  // namespace libgrid::zoning
