#include <libgrid/zoning/rebalance.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/partition.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

/// A row of blocks with these workloads.
BlockGraph row_of(const std::vector<double>& loads) {
  std::string drawing;
  for (std::size_t i = 0; i < loads.size(); ++i) drawing += static_cast<char>('A' + i);
  const auto drawn = test::ascii_city("\n" + drawing + "\n");
  std::vector<Block> blocks = drawn.blocks();
  for (std::size_t i = 0; i < loads.size(); ++i) blocks[i].workload = loads[i];
  return BlockGraph::build(blocks, drawn.borders(), {});
}

TEST(Rebalance, ABlockGoesFromTheHeavyZoneToTheLightOne) {
  const BlockGraph graph = row_of({1, 1, 1, 1, 1, 1});
  const auto again = rebalance(graph, std::vector<int>{0, 0, 0, 0, 1, 1}, 2, {});
  ASSERT_TRUE(again) << message_en(again.error());
  EXPECT_EQ(again->part, (std::vector<int>{0, 0, 0, 1, 1, 1}));
  ASSERT_EQ(again->moved.size(), 1u);
  EXPECT_EQ(again->moved[0].why, MoveReason::relieves);
  EXPECT_NEAR(again->moved_share, 1.0 / 6, 1e-12);
}

TEST(Rebalance, LoadFlowsThroughAZoneThatWasFull) {
  const BlockGraph graph = row_of({1, 1, 1, 1, 1, 1, 1, 1, 1});
  const auto again = rebalance(graph, std::vector<int>{0, 0, 0, 0, 1, 1, 1, 2, 2}, 3, {});
  ASSERT_TRUE(again) << message_en(again.error());
  EXPECT_EQ(again->part, (std::vector<int>{0, 0, 0, 1, 1, 1, 2, 2, 2}));
  ASSERT_EQ(again->moved.size(), 2u);
  EXPECT_EQ(again->moved[0].why, MoveReason::relieves);
  EXPECT_EQ(again->moved[1].why, MoveReason::fills);
}

TEST(Rebalance, ZonesInTheBandAreLeftAlone) {
  const BlockGraph graph = row_of({1, 1, 1, 1});
  const auto again = rebalance(graph, std::vector<int>{0, 0, 1, 1}, 2, {});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->moved.empty());
  EXPECT_EQ(again->bound_share, 0.0);
}

TEST(Rebalance, LockedZonesAndParentsAreWalls) {
  const BlockGraph graph = row_of({1, 1, 1, 1, 1, 1});
  const std::vector<int> part{0, 0, 0, 0, 1, 1};
  EXPECT_EQ(rebalance(graph, part, 2, {.locked = {1}}).error().code, ErrorCode::zone_infeasible);
  EXPECT_EQ(rebalance(graph, part, 2, {.parents = {7, 8}}).error().code, ErrorCode::zone_infeasible);
  EXPECT_TRUE(rebalance(graph, part, 2, {.parents = {7, 7}}));
}

TEST(Rebalance, SaysWhetherItIsImpossibleOrWasNotFound) {
  // Two locked zones hold too little: no flow may reach them.
  const BlockGraph graph = row_of({1, 1, 1, 1, 1, 1, 1});
  const Error locked = rebalance(graph, std::vector<int>{0, 0, 0, 0, 1, 2, 2}, 3, {.locked = {1, 2}}).error();
  EXPECT_EQ(locked.detail,
            "impossible: no flow of load between neighbouring zones that may exchange it brings all into the band; "
            "outside: zone 0: 1.7143 (+-0.05), zone 1: 0.4286 (+-0.05), zone 2: 0.8571 (+-0.05)");
  // The zones themselves may be as they are, but the zones above them may not.
  const Error above = rebalance(graph, std::vector<int>{0, 0, 0, 0, 1, 2, 2}, 3,
                                {.band = 0.9, .locked = {1, 2}, .upper = {{{0, 1, 1}, 0.05}}})
                          .error();
  EXPECT_TRUE(above.detail.starts_with("impossible: ")) << above.detail;
  EXPECT_NE(above.detail.find("outside: zone 0 of 1 above: 1.1429 (+-0.05), zone 1 of 1 above: 0.8571 (+-0.05)"),
            std::string::npos)
      << above.detail;
  // Flow there is, but blocks are lumps: the five worst zones are named.
  const BlockGraph lumps = row_of({7.013, 3.1, 6.97, 3.03, 7.2, 3.301, 7.11, 4.07, 3.2, 7.5, 3.033, 7.17, 3.3, 8.09});
  const Error found =
      rebalance(lumps, std::vector<int>{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6}, 7, {.band = 0.01}).error();
  EXPECT_TRUE(found.detail.starts_with(
      "no plan was found within the work limit, though one may exist; outside the band: zone "))
      << found.detail;
  EXPECT_NE(found.detail.find("(+-0.01)"), std::string::npos) << found.detail;
  EXPECT_LE(std::ranges::count(found.detail, '('), 5) << found.detail;
}

TEST(Rebalance, ZonesAreNamedAsTheCallerNamesThem) {
  const BlockGraph graph = row_of({1, 1, 1, 1, 1, 1, 1});
  const Error error = rebalance(graph, std::vector<int>{0, 0, 0, 0, 1, 2, 2}, 3,
                                {.band = 0.2,
                                 .locked = {1, 2},
                                 .upper = {{{0, 1, 1}, 0.05, {"zone 9 of Nan", "Bei"}}},
                                 .names = {"Nan-1", "zone 2 of 1 above", "Bei-2"}})
                          .error();
  EXPECT_TRUE(
      error.detail.ends_with("outside: Nan-1: 1.7143 (+-0.2), zone 2 of 1 above: 0.4286 (+-0.2), zone 9 of Nan: "
                             "1.1429 (+-0.05), Bei: 0.8571 (+-0.05)"))
      << error.detail;
}

TEST(Rebalance, WrongInputIsRefused) {
  const BlockGraph graph = row_of({1, 1, 1});
  for (const auto& part : std::vector<std::vector<int>>{{0, 1}, {0, 1, 2}, {0, 0, 0}, {0, -1, 1}})
    EXPECT_EQ(rebalance(graph, part, 2, {}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(rebalance(graph, std::vector<int>{0, 0, 1}, 2, {.band = 1.5}).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(rebalance(graph, std::vector<int>{0, 0, 1}, 2, {.change = 0.5}).error().code, ErrorCode::parameter_invalid);
}

/// Cities whose workload drifts as in the benchmark: lognormal noise, and a piece of town that grows by 60 %.
TEST(Rebalance, DriftedCitiesComeBackIntoTheBand) {
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
    const test::JitteredCity city({.columns = 30, .rows = 24, .idle_share = 0.0, .heavy = 1.0}, seed);
    const BlockGraph graph = city.graph();
    PartitionOptions options;
    options.levels = {{1, 16, 0.05}};
    const auto old = partition(graph, options);
    ASSERT_TRUE(old) << "seed " << seed;
    const CounterRandom random(20261128, seed);
    std::vector<Block> blocks = city.blocks;
    const Xy middle = blocks[random.below(0, blocks.size())].shape.outer.front();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].workload *= std::exp(0.3 * (random.unit(i + 1) - 0.5));
      if (distance(blocks[i].shape.outer.front(), middle).value < 300.0) blocks[i].workload *= 1.6;
    }
    const BlockGraph drifted = BlockGraph::build(blocks, city.borders, {});
    const auto again = rebalance(drifted, old->levels[0].part, 16, {.band = 0.1});
    ASSERT_TRUE(again) << "seed " << seed << ": " << message_en(again.error());

    const LevelParts parts{{1, 16, 0.1}, 16, again->part};
    for (const double load : relative_loads(drifted, parts)) EXPECT_NEAR(load, 1.0, 0.1 + 1e-9) << "seed " << seed;
    EXPECT_GE(again->moved_share, again->bound_share - 1e-12);
    double moved = 0.0;
    for (const MovedBlock& m : again->moved) moved += m.share;
    EXPECT_NEAR(moved, again->moved_share, 1e-12);
    EXPECT_NEAR(again->border_after.value, cut_length(drifted, parts).value, 0.01);
    // Every zone is connected: walking from its first block reaches as many blocks as it has.
    for (int zone = 0; zone < 16; ++zone) {
      std::vector<std::size_t> open;
      std::vector<char> reached(drifted.size(), 0);
      const auto first = std::ranges::find(again->part, zone);
      open.push_back(static_cast<std::size_t>(first - again->part.begin()));
      reached[open.back()] = 1;
      std::ptrdiff_t count = 0;
      while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        ++count;
        for (const BlockNeighbour& n : drifted.neighbours(at))
          if (again->part[n.block] == zone && reached[n.block] == 0) reached[n.block] = 1, open.push_back(n.block);
      }
      EXPECT_EQ(count, std::ranges::count(again->part, zone)) << "seed " << seed << ", zone " << zone;
    }
    // Every reason holds of the zones as they were.
    const std::vector<double> before = relative_loads(drifted, {{1, 16, 0.1}, 16, old->levels[0].part});
    std::vector<char> passed(16, 0);
    for (const ZoneTransfer& t : again->transfers)
      for (const int zone : {t.from, t.to}) passed[static_cast<std::size_t>(zone)] = 1;
    for (const MovedBlock& m : again->moved) {
      const auto from = static_cast<std::size_t>(m.from), to = static_cast<std::size_t>(m.to);
      const bool heavy = before[from] > 1.1, light = before[to] < 0.9, both = passed[from] != 0 && passed[to] != 0;
      const MoveReason why = heavy   ? MoveReason::relieves
                             : light ? MoveReason::fills
                             : both  ? MoveReason::passes_on
                                     : MoveReason::shortens_border;
      EXPECT_EQ(m.why, why) << "seed " << seed << ", block " << m.block.value;
    }
    const auto twice = rebalance(drifted, old->levels[0].part, 16, {.band = 0.1});
    EXPECT_EQ(twice->part, again->part);
  }
}

TEST(Rebalance, WrongUpperZonesAreRefused) {
  const BlockGraph graph = row_of({1, 1, 1, 1});
  const std::vector<int> part{0, 1, 2, 3};
  const auto with = [](std::vector<UpperZones> upper) {
    RebalanceOptions options;
    options.upper = std::move(upper);
    return options;
  };
  for (const auto& upper : std::vector<std::vector<UpperZones>>{{{{0, 0, 1}, 0.1}},
                                                                {{{0, 0, 2, 2}, 0.1}},
                                                                {{{0, 0, -1, 1}, 0.1}},
                                                                {{{0, 0, 1, 1}, 0.0}},
                                                                {{{0, 0, 1, 1}, 0.1}, {{0, 1, 0, 1}, 0.1}}})
    EXPECT_EQ(rebalance(graph, part, 4, with(upper)).error().code, ErrorCode::parameter_invalid);
  EXPECT_TRUE(rebalance(graph, part, 4, with({{{0, 0, 1, 1}, 0.1}, {{0, 0, 0, 0}, 0.1}})));
}

/// Three levels: below, every zone in its band; above, every zone connected and in its own, narrower band.
TEST(Rebalance, UpperZonesStayConnectedAndInTheirBands) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const test::JitteredCity city({.columns = 24, .rows = 20, .idle_share = 0.0, .heavy = 1.0}, seed);
    const PartitionOptions options{.levels = {{1, 2, 0.02}, {2, 3, 0.04}, {3, 3, 0.08}}};
    const auto old = partition(city.graph(), options);
    ASSERT_TRUE(old) << "seed " << seed;
    std::vector<Block> blocks = city.blocks;
    const CounterRandom random(20261129, seed);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].workload *= std::exp(0.3 * (random.unit(i) - 0.5));
      if (blocks[i].shape.outer.front().x < 900.0) blocks[i].workload *= 1.25;
    }
    const BlockGraph drifted = BlockGraph::build(blocks, city.borders, city.links);
    RebalanceOptions wish{.band = 0.08};
    for (const int zones : {3, 9}) {  // lowest zones in one upper zone
      wish.upper.push_back({{}, zones == 3 ? 0.04 : 0.02});
      for (int zone = 0; zone < 18; ++zone) wish.upper.back().of_zone.push_back(zone / zones);
    }
    const auto again = rebalance(drifted, old->levels[2].part, 18, wish);
    ASSERT_TRUE(again) << "seed " << seed << ": " << message_en(again.error());
    EXPECT_GT(again->bound_share, 0.0);
    EXPECT_GE(again->moved_share, again->bound_share - 1e-9);
    for (const auto& [zones, band] : std::vector<std::pair<int, double>>{{1, 0.08}, {3, 0.04}, {9, 0.02}}) {
      LevelParts parts{{1, 18 / zones, band}, 18 / zones, again->part};
      for (int& zone : parts.part) zone /= zones;
      for (const double load : relative_loads(drifted, parts)) EXPECT_NEAR(load, 1.0, band + 1e-9) << "seed " << seed;
      for (int zone = 0; zone < parts.count; ++zone)
        EXPECT_EQ(test::pieces_by_flooding(drifted, parts.part, zone), 1) << "seed " << seed << ", of " << zones;
    }
  }
}

}  // namespace
}  // namespace libgrid::zoning
