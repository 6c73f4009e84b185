#include <libgrid/zoning/quality.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

/// Zones 3 = AB, 4 = EF, 5 = CG, 6 = DH below 1 (west) and 2 (east).
struct Drawn {
  std::vector<Block> blocks;
  BlockGraph graph;
  ZoneMap map;

  explicit Drawn(std::vector<int> lower = {2, 2, 1, 0, 3, 3, 1, 0}) {
    const auto drawn = test::ascii_city(R"(
      AABBCCDD
      EEFFGGHH
    )");
    blocks = drawn.blocks();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].workload = 0.1 + (i < 2 ? 0.1 : 0.0);
      blocks[i].reports = 10;
    }
    graph = BlockGraph::build(blocks, drawn.borders(), {});
    Partition plan;
    for (const Block& block : blocks) plan.blocks.push_back(block.id);
    plan.levels.push_back({{1, 2, 0.05}, 2, {1, 1, 0, 0, 1, 1, 0, 0}});
    plan.levels.push_back({{2, 2, 0.10}, 4, std::move(lower)});
    map = make_draft(plan, blocks, test::small_city(2, 2, 0.05, 0.10)).map;
  }

  [[nodiscard]] BlockId id(char letter) const { return blocks[static_cast<std::size_t>(letter - 'A')].id; }
};

const ZoneQuality& zone_with(const PlanQuality& quality, const Drawn& drawn, char letter) {
  for (const BlockZone& row : drawn.map.blocks)
    if (row.block == drawn.id(letter))
      for (const ZoneQuality& zone : quality.zones)
        if (zone.zone == row.zone) return zone;
  throw std::runtime_error("no such zone");
}

TEST(Quality, LoadsAreRelativeToTheMeanOfTheLevel) {
  const Drawn drawn;
  const PlanQuality quality = plan_quality(drawn.map, drawn.graph, {});
  ASSERT_EQ(quality.levels.size(), 2u);
  EXPECT_DOUBLE_EQ(zone_with(quality, drawn, 'A').load, 0.4 / 1.0 * 4);
  EXPECT_DOUBLE_EQ(quality.levels[1].heaviest, 1.6);
  EXPECT_DOUBLE_EQ(quality.levels[1].lightest, 0.8);
  EXPECT_DOUBLE_EQ(quality.levels[0].heaviest, 1.2);
}

TEST(Quality, BordersCountOnceAndTheirMainPartIsNoLongerThanThey) {
  const Drawn drawn;
  const double edge = drawn.graph.neighbours(0)[0].border.value;  // A|B and A|E may differ: blocks are 2 x 1 cells
  const std::vector<MainBorder> main{{drawn.id('B'), drawn.id('C'), Metres{1e9}}};
  const PlanQuality quality = plan_quality(drawn.map, drawn.graph, main);
  const LevelQuality& upper = quality.levels[0];
  EXPECT_GT(edge, 0.0);
  EXPECT_DOUBLE_EQ(upper.main_share, 0.5) << "B|C of B|C and F|G";
  EXPECT_EQ(zone_with(quality, drawn, 'A').neighbours, 2);
  EXPECT_EQ(zone_with(quality, drawn, 'C').neighbours, 3);
}

TEST(Quality, TwoPiecesAndAHoleAreSeen) {
  const Drawn torn({2, 3, 1, 0, 3, 2, 1, 0});  // A and F in one zone, B and E in another
  const PlanQuality quality = plan_quality(torn.map, torn.graph, {});
  EXPECT_EQ(zone_with(quality, torn, 'A').pieces, 2);
  EXPECT_EQ(quality.levels[1].not_connected, 2);
  EXPECT_EQ(quality.levels[0].not_connected, 0);
}

TEST(Quality, SumsOfRandomCitiesReAdd) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const test::JitteredCity city({.columns = 12, .rows = 10, .islands = 2}, seed);
    const City parameters = test::small_city(3, 4, 0.3, 0.4);
    const BlockGraph graph = city.graph();
    const auto parts = partition(graph, partition_options(parameters));
    ASSERT_TRUE(parts.has_value()) << "seed " << seed;
    const ZoneMap map = make_draft(*parts, city.blocks, parameters).map;
    const PlanQuality quality = plan_quality(map, graph, {});
    for (std::size_t level = 0; level < 2; ++level) {
      EXPECT_NEAR(quality.levels[level].border.value, cut_length(graph, parts->levels[level]).value, 1e-6)
          << "seed " << seed;
      EXPECT_EQ(quality.levels[level].not_connected, 0) << "seed " << seed;
    }
    for (std::size_t i = 0; i < map.zones.size(); ++i) {
      EXPECT_EQ(quality.zones[i].blocks, map.zones[i].blocks);
      EXPECT_EQ(quality.zones[i].reports, map.zones[i].reports);
      EXPECT_NEAR(quality.zones[i].workload, map.zones[i].workload, 1e-12);
    }
  }
}

}  // namespace
}  // namespace libgrid::zoning
