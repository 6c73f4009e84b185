#include <libgrid/zoning/links.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/support/print.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

using test::ascii_city;

std::vector<Link> links_of(const test::AsciiCity& city) { return declare_links(city.blocks(), city.borders()); }

/// "1-3 20" per link.
std::vector<std::string> summary(const std::vector<Link>& links) {
  std::vector<std::string> rows;
  for (const Link& link : links) {
    rows.push_back(std::to_string(link.from.value) + "-" + std::to_string(link.to.value) + " " +
                   test::digits(link.length.value));
  }
  return rows;
}

/// The twin: every edge of every block against every edge of every block of another component, then Kruskal.
std::vector<Link> links_by_brute_force(const std::vector<Block>& blocks, const std::vector<BlockBorder>& borders) {
  const Components land = components(BlockGraph::build(blocks, borders, {}), LinkUse::borders_only);
  const BlockGraph graph = BlockGraph::build(blocks, borders, {});
  struct Row {
    Metres length;
    BlockId from, to;
    Xy start, end;
    auto key() const { return std::tuple{length, from, to, start, end}; }
  };
  std::vector<Row> rows;
  const auto for_each_edge = [](const Block& block, const auto& visit) {
    const auto walk = [&](const Ring& ring) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        visit(std::min(ring[i], ring[i + 1]), std::max(ring[i], ring[i + 1]));
    };
    walk(block.shape.outer);
    for (const Ring& hole : block.shape.holes) walk(hole);
  };
  const auto component = [&](const Block& block) { return land.of[*graph.index_of(block.id)]; };
  for (const Block& one : blocks) {
    for (const Block& other : blocks) {
      if (!(one.id < other.id) || component(one) == component(other)) continue;
      Row best{Metres{1e300}, one.id, other.id, {}, {}};
      for_each_edge(one, [&](Xy a, Xy b) {
        for_each_edge(other, [&](Xy c, Xy d) {
          const Gap gap = shortest_gap(a, b, c, d);
          const Row row{gap.length(), one.id, other.id, gap.on_first, gap.on_second};
          if (row.key() < best.key()) best = row;
        });
      });
      rows.push_back(best);
    }
  }
  std::ranges::sort(rows, {}, &Row::key);
  std::vector<std::uint32_t> tree = land.of;
  std::vector<Link> links;
  for (const Row& row : rows) {
    const std::uint32_t a = tree[*graph.index_of(row.from)];
    const std::uint32_t b = tree[*graph.index_of(row.to)];
    if (a == b) continue;
    std::ranges::replace(tree, b, a);
    links.push_back({.id = {}, .from = row.from, .to = row.to, .length = row.length, .line = {row.start, row.end}});
  }
  std::ranges::sort(links, {}, [](const Link& link) { return std::pair{link.from, link.to}; });
  for (std::size_t i = 0; i < links.size(); ++i) links[i].id = LinkId{static_cast<std::int64_t>(i) + 1};
  return links;
}

TEST(DeclareLinks, JoinsAnIslandByItsShortestGap) {
  const auto links = links_of(ascii_city(R"(
    AAABBB....
    AAABBB..CC
    AAABBB..CC
  )"));
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].id, LinkId{1});
  EXPECT_EQ(links[0].from, BlockId{2});
  EXPECT_EQ(links[0].to, BlockId{3});
  EXPECT_EQ(links[0].length, Metres{20.0});
  EXPECT_EQ(links[0].line.size(), 2U);
  EXPECT_EQ(links[0].line.front().x, 60.0);
  EXPECT_EQ(links[0].line.back().x, 80.0);
}

TEST(DeclareLinks, ConnectedLandNeedsNone) { EXPECT_TRUE(links_of(ascii_city("AABBCC")).empty()); }

TEST(DeclareLinks, NothingHasNone) { EXPECT_TRUE(declare_links({}, {}).empty()); }

TEST(DeclareLinks, AChainOfIslandsIsAChainOfLinks) {
  EXPECT_EQ(summary(links_of(ascii_city("AA.B..CC...D"))), (std::vector<std::string>{"1-2 10", "2-3 20", "3-4 30"}));
}

TEST(DeclareLinks, LandThatMeetsInACornerIsLinkedByAGapOfNothing) {
  EXPECT_EQ(summary(links_of(ascii_city(R"(
    A.
    .B
  )"))),
            (std::vector<std::string>{"1-2 0"}));
}

TEST(DeclareLinks, TiesGoToTheLowerBlocks) {
  const auto links = links_of(ascii_city(R"(
    AAA.CCC
    BBB.DDD
  )"));
  EXPECT_EQ(summary(links), (std::vector<std::string>{"1-3 10"}));
  const auto corner = links_of(ascii_city(R"(
    BB..
    AA.C
  )"));
  EXPECT_EQ(summary(corner), (std::vector<std::string>{"1-3 10"}));
}

TEST(DeclareLinks, ABlockThatReachesTheShoreInOnePointOnlyCounts) {
  // A cape of three wedges: the middle one, block 1, has no edge on the water but the lowest id.
  const auto block = [](std::int64_t id, Ring ring) {
    Block made;
    made.id = BlockId{id};
    made.shape.outer = std::move(ring);
    return made;
  };
  const std::vector<Block> blocks = {
      block(1, {{0, 0}, {-10, 5}, {-10, -5}, {0, 0}}), block(2, {{0, 0}, {-10, 10}, {-10, 5}, {0, 0}}),
      block(3, {{0, 0}, {-10, -5}, {-10, -10}, {0, 0}}), block(4, {{10, 0}, {20, 5}, {20, -5}, {10, 0}})};
  const auto borders = test::shared_borders(blocks);
  ASSERT_EQ(borders.size(), 2U);
  EXPECT_EQ(summary(declare_links(blocks, borders)), (std::vector<std::string>{"1-4 10"}));
}

TEST(DeclareLinks, AnIslandInALakeIsLinkedToItsShore) {
  EXPECT_EQ(summary(links_of(ascii_city(R"(
    AAAAAA
    A....A
    A..B.A
    A....A
    AAAAAA
  )"))),
            (std::vector<std::string>{"1-2 10"}));
}

class RandomIslands : public ::testing::TestWithParam<int> {};

TEST_P(RandomIslands, AreLinkedAsBruteForceLinksThem) {
  const test::Seed seed{static_cast<std::uint64_t>(GetParam())};
  const test::JitteredCity city({.columns = 7, .rows = 3, .islands = 6}, seed.value());
  const std::vector<Link> expected = links_by_brute_force(city.blocks, city.borders);
  EXPECT_EQ(city.links, expected);
  EXPECT_EQ(city.links.size(), 6U);
  EXPECT_EQ(components(city.graph(), LinkUse::with_links).count, 1U);

  std::vector<Block> reversed = city.blocks;
  std::ranges::reverse(reversed);
  EXPECT_EQ(declare_links(reversed, city.borders), city.links);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomIslands, ::testing::Range(1, 21));

TEST(DeclareLinks, LatticesFullOfTiesAreLinkedAsBruteForceLinksThem) {
  const test::Seed seed{99};
  const CounterRandom draw(seed.value(), 0);
  for (std::uint64_t round = 0; round < 30; ++round) {
    std::vector<Block> blocks;
    for (std::uint64_t cell = 0; cell < 49; ++cell) {
      if (draw.unit(round * 100 + cell) > 0.45) continue;
      const double x = static_cast<double>(cell % 7) * 10.0;
      const double y = static_cast<double>(cell / 7) * 10.0;
      Block block;
      block.id = BlockId{static_cast<std::int64_t>(draw.below(round * 100 + cell, 1'000'000) * 49 + cell)};
      block.shape.outer = {{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}, {x, y}};
      blocks.push_back(std::move(block));
    }
    const auto borders = test::shared_borders(blocks);
    EXPECT_EQ(declare_links(blocks, borders), links_by_brute_force(blocks, borders)) << "round " << round;
  }
}

TEST(ShortestGap, OfSegments) {
  struct Row {
    const char* name;
    Xy a, b, c, d;
    double length;
  };
  const std::vector<Row> rows = {
      {"parallel", {0, 0}, {10, 0}, {0, 5}, {10, 5}, 5.0},     {"end to end", {0, 0}, {10, 0}, {13, 4}, {20, 4}, 5.0},
      {"end to middle", {0, 0}, {10, 0}, {4, 2}, {4, 9}, 2.0}, {"touching", {0, 0}, {10, 0}, {10, 0}, {20, 7}, 0.0},
      {"slanted", {0, 0}, {3, 4}, {4, -3}, {8, -6}, 5.0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(shortest_gap(row.a, row.b, row.c, row.d).length(), Metres{row.length});
    EXPECT_EQ(shortest_gap(row.c, row.d, row.a, row.b).length(), Metres{row.length});
  }
}

}  // namespace
}  // namespace libgrid::zoning
