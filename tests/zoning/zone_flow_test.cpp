#include <libgrid/zoning/detail/zone_flow.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::zoning::detail {
namespace {

std::vector<ZoneArc> both_ways(const std::vector<std::pair<int, int>>& pairs) {
  std::vector<ZoneArc> arcs;
  for (const auto& [a, b] : pairs) {
    arcs.push_back({a, b, 0});
    arcs.push_back({b, a, 0});
  }
  return arcs;
}

TEST(ZoneFlow, LoadPassesThroughAZoneThatIsFull) {
  const ZoneFlow flow = least_flow(std::vector<Load>{14, 11, 5}, 9, 11, both_ways({{0, 1}, {1, 2}}));
  EXPECT_EQ(flow.unmet, 0);
  EXPECT_EQ(flow.moved, 7);  // 3 leave zone 0, 1 of them stays nowhere: zone 2 needs 4; 3 + 4
}

TEST(ZoneFlow, NothingMovesInsideTheBand) {
  const ZoneFlow flow = least_flow(std::vector<Load>{9, 11, 10}, 9, 11, both_ways({{0, 1}, {1, 2}}));
  EXPECT_EQ(flow.moved, 0);
}

TEST(ZoneFlow, WhatCannotLeaveIsUnmet) {
  EXPECT_EQ(least_flow(std::vector<Load>{15, 5, 10}, 9, 11, both_ways({{0, 2}})).unmet, 4 + 3);
}

/// Every chain of single units, level by level: the least number of unit moves that brings all loads into the limits.
Load fewest_unit_moves(const std::vector<Load>& loads, Load least, Load most, const std::vector<ZoneArc>& arcs) {
  std::set<std::vector<Load>> seen{loads};
  std::vector<std::vector<Load>> front{loads};
  for (Load moves = 0; moves < 40; ++moves) {
    for (const auto& state : front)
      if (std::ranges::all_of(state, [&](Load load) { return load >= least && load <= most; })) return moves;
    std::vector<std::vector<Load>> next;
    for (const auto& state : front)
      for (const ZoneArc& arc : arcs) {
        std::vector<Load> after = state;
        --after[static_cast<std::size_t>(arc.from)];
        ++after[static_cast<std::size_t>(arc.to)];
        if (after[static_cast<std::size_t>(arc.from)] >= 0 && seen.insert(after).second) next.push_back(after);
      }
    front = std::move(next);
    if (front.empty()) break;
  }
  return -1;
}

TEST(ZoneFlow, IsTheLeastOnSmallGraphs) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const CounterRandom random(20261128, seed);
    std::vector<Load> loads;
    for (std::uint64_t i = 0; i < 4; ++i) loads.push_back(static_cast<Load>(random.below(i, 9)));
    std::vector<std::pair<int, int>> pairs{{0, 1}, {1, 2}, {2, 3}};
    if (random.below(10, 2) == 1) pairs.emplace_back(0, 3);
    if (random.below(11, 2) == 1) pairs.emplace_back(0, 2);
    const Load sum = loads[0] + loads[1] + loads[2] + loads[3];
    const Load least = sum / 4;
    const Load most = least + 1;
    const std::vector<ZoneArc> arcs = both_ways(pairs);
    const ZoneFlow flow = least_flow(loads, least, most, arcs);
    EXPECT_EQ(flow.unmet, 0) << "seed 20261128, stream " << seed;
    EXPECT_EQ(flow.moved, fewest_unit_moves(loads, least, most, arcs)) << "seed 20261128, stream " << seed;
    std::vector<Load> after = loads;
    for (const ZoneArc& arc : flow.arcs) {
      EXPECT_GE(arc.flow, 0);
      after[static_cast<std::size_t>(arc.from)] -= arc.flow;
      after[static_cast<std::size_t>(arc.to)] += arc.flow;
    }
    EXPECT_TRUE(std::ranges::all_of(after, [&](Load load) { return load >= least && load <= most; }));
  }
}

/// The same by unit moves, with the sums of zones 0 and 1 and of 2 and 3 in limits of their own.
TEST(ZoneFlow, KeepsUpperZonesWithinTheirLimits) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const CounterRandom random(20261129, seed);
    std::vector<Load> loads;
    for (std::uint64_t i = 0; i < 4; ++i) loads.push_back(2 + static_cast<Load>(random.below(i, 7)));
    const Load sum = loads[0] + loads[1] + loads[2] + loads[3];
    const Load least = sum / 4 - 1, most = sum / 4 + 2, upper_least = sum / 2, upper_most = sum / 2 + 1;
    const std::vector<ZoneArc> arcs = both_ways({{0, 1}, {1, 2}, {2, 3}});
    const std::vector<UpperLevel> upper{
        {{0, 0, 1, 1}, 2, {.least = upper_least, .most = upper_most, .mean = 1.0, .band = 0.1}}};
    const ZoneFlow flow = least_flow(loads, least, most, arcs, upper);
    // On a chain every flow is known once the loads at the end are: all ends are tried.
    Load fewest = -1;
    for (Load a = least; a <= most; ++a)
      for (Load b = least; b <= most; ++b)
        for (Load c = least; c <= most; ++c) {
          const Load d = sum - a - b - c;
          if (d < least || d > most || a + b < upper_least || a + b > upper_most) continue;
          if (c + d < upper_least || c + d > upper_most) continue;
          const Load moved = std::abs(loads[0] - a) + std::abs(loads[0] + loads[1] - a - b) + std::abs(d - loads[3]);
          if (fewest < 0 || moved < fewest) fewest = moved;
        }
    ASSERT_GE(fewest, 0) << "seed 20261129, stream " << seed;
    EXPECT_EQ(flow.unmet, 0) << "seed 20261129, stream " << seed;
    EXPECT_EQ(flow.moved, fewest) << "seed 20261129, stream " << seed;
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
