// Demonstrates: blocks become connected zones of equal workload, on two levels.

#include <cstdio>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>

using namespace libgrid::literals;
using libgrid::BlockId;

namespace {

constexpr std::int64_t kSide = 12;  // a town of 12 x 12 blocks of 100 m

BlockId id_at(std::int64_t column, std::int64_t row) { return BlockId{row * kSide + column + 1}; }

libgrid::Block block_at(std::int64_t column, std::int64_t row) {
  const double x = 100.0 * static_cast<double>(column);
  const double y = 100.0 * static_cast<double>(row);
  libgrid::Block block;
  block.id = id_at(column, row);
  block.shape = {.outer = {{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}, {x, y}}, .holes = {}};
  block.area = 10'000_m2;
  block.workload = (column < 6 ? 3.0 : 1.0) / (2.0 * kSide * kSide);  // the west is three times as busy
  return block;
}

}  // namespace

int main() {
  std::vector<libgrid::Block> blocks;
  std::vector<libgrid::BlockBorder> borders;
  for (std::int64_t row = 0; row < kSide; ++row) {
    for (std::int64_t column = 0; column < kSide; ++column) {
      blocks.push_back(block_at(column, row));
      if (column + 1 < kSide) borders.push_back({id_at(column, row), id_at(column + 1, row), 100_m});
      if (row + 1 < kSide) borders.push_back({id_at(column, row), id_at(column, row + 1), 100_m});
    }
  }
  const auto graph = libgrid::zoning::BlockGraph::build(blocks, borders, {});

  libgrid::zoning::PartitionOptions options;
  options.levels = {{.level = 1, .zones_per_parent = 2, .band = 0.05},
                    {.level = 2, .zones_per_parent = 3, .band = 0.10}};
  options.seed = 20151;
  const auto plan = libgrid::zoning::partition(graph, options);
  if (!plan) return std::printf("%s\n", message_en(plan.error()).c_str()), 1;

  for (const libgrid::zoning::LevelParts& level : plan->levels) {
    std::printf("level %d: %d zones, all within the band: ", level.spec.level, level.count);
    bool within = true;
    for (const double load : libgrid::zoning::relative_loads(graph, level)) {
      within = within && load >= 1.0 - level.spec.band && load <= 1.0 + level.spec.band;
    }
    std::printf("%s\n", within ? "yes" : "no");
  }
}
