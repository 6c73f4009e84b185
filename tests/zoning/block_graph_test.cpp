#include <libgrid/zoning/block_graph.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/ascii_city.hpp>
#include <tests/support/print.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning {
namespace {

using test::ascii_city;

const auto kCity = ascii_city(R"(
  AABBB
  AACCC
  .....
  DD...
)");

Link link(std::int64_t from, std::int64_t to) {
  return {.id = LinkId{1}, .from = BlockId{from}, .to = BlockId{to}, .length = Metres{10.0}, .line = {}};
}

std::vector<std::uint32_t> indexes(std::span<const BlockNeighbour> neighbours) {
  std::vector<std::uint32_t> list;
  for (const BlockNeighbour& next : neighbours) list.push_back(next.block);
  return list;
}

TEST(BlockGraph, NeighboursShareABorderOrALink) {
  const std::vector<Link> links{link(1, 4)};
  const BlockGraph graph = BlockGraph::build(kCity.blocks(), kCity.borders(), links);
  ASSERT_EQ(graph.size(), 4U);
  EXPECT_EQ(indexes(graph.neighbours(0)), (std::vector<std::uint32_t>{1, 2, 3}));
  EXPECT_EQ(indexes(graph.neighbours(1)), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(indexes(graph.neighbours(3)), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(graph.neighbours(0)[0].border, Metres{10.0});
  EXPECT_EQ(graph.neighbours(1)[1].border, Metres{30.0});
  EXPECT_FALSE(graph.neighbours(0)[0].link);
  EXPECT_TRUE(graph.neighbours(0)[2].link);
  EXPECT_EQ(graph.neighbours(0)[2].border, Metres{0.0});
}

TEST(BlockGraph, OuterIsThePerimeterThatNobodyShares) {
  const BlockGraph graph = BlockGraph::build(kCity.blocks(), kCity.borders(), {});
  EXPECT_EQ(graph.node(0).perimeter, Metres{80.0});
  EXPECT_EQ(graph.node(0).outer, Metres{60.0});
  EXPECT_EQ(graph.node(1).outer, Metres{40.0});
  EXPECT_EQ(graph.node(3).outer, Metres{60.0});
}

TEST(BlockGraph, AddressesBlocksByRankOfTheirIds) {
  std::vector<Block> blocks = kCity.blocks();
  for (Block& block : blocks) block.id = BlockId{block.id.value * 10};
  const BlockGraph graph = BlockGraph::build(blocks, {}, {});
  EXPECT_EQ(graph.index_of(BlockId{30}), 2U);
  EXPECT_FALSE(graph.index_of(BlockId{31}).has_value());
  EXPECT_FALSE(graph.index_of(BlockId{99}).has_value());
  EXPECT_EQ(graph.node(2).id, BlockId{30});
}

TEST(BlockGraph, IsTheSameWhateverTheOrderOfTheInput) {
  const test::Seed seed{311};
  const test::JitteredCity city({.islands = 2}, seed.value());
  std::vector<Block> blocks = city.blocks;
  std::vector<BlockBorder> borders = city.borders;
  std::ranges::reverse(blocks);
  std::ranges::reverse(borders);
  const BlockGraph one = city.graph();
  const BlockGraph other = BlockGraph::build(blocks, borders, city.links);
  ASSERT_EQ(one.size(), other.size());
  EXPECT_EQ(one.total_workload(), other.total_workload());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one.node(i).id, other.node(i).id);
    EXPECT_EQ(one.node(i).outer, other.node(i).outer);
    EXPECT_EQ(indexes(one.neighbours(i)), indexes(other.neighbours(i)));
  }
}

TEST(Components, CountLandWithAndWithoutLinks) {
  const std::vector<Link> links{link(3, 4)};
  const BlockGraph graph = BlockGraph::build(kCity.blocks(), kCity.borders(), links);
  EXPECT_EQ(components(graph, LinkUse::borders_only).count, 2U);
  EXPECT_EQ(components(graph, LinkUse::borders_only).of, (std::vector<std::uint32_t>{0, 0, 0, 1}));
  EXPECT_EQ(components(graph, LinkUse::with_links).count, 1U);
}

TEST(Components, OfNothingAreNone) {
  EXPECT_EQ(components(BlockGraph::build({}, {}, {}), LinkUse::with_links).count, 0U);
}

TEST(Components, BlocksThatMeetInACornerAreApart) {
  const auto corner = ascii_city(R"(
    A.
    .B
  )");
  const BlockGraph graph = BlockGraph::build(corner.blocks(), corner.borders(), {});
  EXPECT_EQ(components(graph, LinkUse::borders_only).count, 2U);
}

}  // namespace
}  // namespace libgrid::zoning
