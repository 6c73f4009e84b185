#include <libgrid/zoning/detail/zoning_state.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/repair.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::drawn_parts;

TEST(ZoningState, AddsUpZones) {
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  const ZoningState state(region, drawn_parts("001 001 011"), 2);
  EXPECT_EQ(state.sums(0).blocks, 5);
  EXPECT_EQ(state.sums(0).area, 500.0);
  EXPECT_EQ(state.sums(0).perimeter, 100.0);
  EXPECT_EQ(state.sums(1).perimeter, 100.0);
  EXPECT_EQ(state.sums(0).load + state.sums(1).load, region.total());
}

/// What must leave with a block, drawn: 3 x 3 blocks of load 1.
TEST(ZoningState, WhatHangsOnABlockLeavesWithIt) {
  struct Row {
    const char* name;
    std::string_view parts;
    std::uint32_t block;  ///< index in reading order
    std::vector<std::uint32_t> leaving;
  };
  const std::vector<Row> rows = {
      {"a corner hangs on nobody", "000 000 111", 0, {0}},
      {"the middle of a full square is bypassed", "000 000 000", 4, {4}},
      {"a bar of three: the later end goes along", "000 111 111", 1, {1, 2}},
      {"the only block of its zone", "011 111 111", 0, {0}},
      {"of equal arms the later one", "011 011 000", 6, {6, 7, 8}},
      {"a cross: all arms but the first", "101 000 101", 4, {3, 4, 5, 7}},
  };
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    ZoningState state(region, drawn_parts(row.parts), 2);
    const auto leaving = state.with_dependents(row.block);
    std::vector<std::uint32_t> sorted(leaving.begin(), leaving.end());
    EXPECT_EQ(sorted.front(), row.block);
    std::ranges::sort(sorted);
    EXPECT_EQ(sorted, row.leaving);
  }
}

TEST(ZoningState, TheHeaviestPieceStays) {
  // Zone 0 is the bar 1 2 3 of loads 1, 1, 9.
  const BlockGraph graph = test::square_graph(3, {1, 1, 9});
  const Region region = test::whole_region(graph);
  ZoningState state(region, drawn_parts("000 111 111"), 2);
  const auto leaving = state.with_dependents(1);
  EXPECT_EQ(std::vector<std::uint32_t>(leaving.begin(), leaving.end()), (std::vector<std::uint32_t>{1, 0}));
}

/// Random moves: everything that is kept up to date equals what is computed anew; zones stay connected.
TEST(ZoningState, StaysTrueThroughAThousandMoves) {
  const test::Seed seed{17};
  const BlockGraph graph = test::JitteredCity({.columns = 9, .rows = 8, .islands = 3}, seed.value()).graph();
  const Region region = test::whole_region(graph);
  std::vector<int> start;
  for (std::size_t i = 0; i < region.size(); ++i) start.push_back(i < 36 ? 0 : 1);
  start = repaired(region, start, 2);  // islands go where their links lead
  ASSERT_TRUE(all_connected(region, start, 2));
  ZoningState state(region, start, 2);
  const CounterRandom draw(seed.value(), 5);
  for (std::uint64_t step = 0; step < 1000; ++step) {
    const auto border = state.border_blocks();
    const std::uint32_t block = border[draw.below(step, border.size())];
    if (state.sums(state.part(block)).blocks < 2) continue;
    const auto leaving = state.with_dependents(block);
    state.move(leaving, 1 - state.part(block));

    ASSERT_TRUE(all_connected(region, state.parts(), 2)) << "step " << step;
    const ZoningState anew(region, state.parts(), 2);
    for (int zone = 0; zone < 2; ++zone) {
      ASSERT_EQ(state.sums(zone).load, anew.sums(zone).load);
      ASSERT_EQ(state.sums(zone).blocks, anew.sums(zone).blocks);
      ASSERT_NEAR(state.sums(zone).area, anew.sums(zone).area, 1e-6);
      ASSERT_NEAR(state.sums(zone).perimeter, anew.sums(zone).perimeter, 1e-6);
    }
    const auto sorted = [](std::span<const std::uint32_t> blocks) {
      return std::set<std::uint32_t>(blocks.begin(), blocks.end());
    };
    ASSERT_EQ(sorted(state.border_blocks()), sorted(anew.border_blocks()));
  }
}

TEST(AllConnected, AgreesWithFlooding) {
  const test::Seed seed{23};
  const CounterRandom draw(seed.value(), 0);
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  int connected = 0;
  for (std::uint64_t round = 0; round < 500; ++round) {
    std::vector<int> part;
    const std::uint64_t bits = draw(round);
    for (int i = 0; i < 16; ++i) part.push_back(static_cast<int>(bits >> i & bits >> (i + 16) & 1));
    const bool expected =
        test::pieces_by_flooding(graph, part, 0) == 1 && test::pieces_by_flooding(graph, part, 1) == 1;
    EXPECT_EQ(all_connected(region, part, 2), expected) << test::drawing(part);
    connected += expected ? 1 : 0;
  }
  EXPECT_GT(connected, 0);
  EXPECT_LT(connected, 500);
}

TEST(AllConnected, AZoneWithoutBlocksIsNot) {
  const BlockGraph graph = test::square_graph(2);
  EXPECT_FALSE(all_connected(test::whole_region(graph), drawn_parts("00 00"), 2));
}

}  // namespace
}  // namespace libgrid::zoning::detail
