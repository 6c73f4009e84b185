#include <libgrid/zoning/detail/shore.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <tests/support/ascii_city.hpp>
#include <tests/support/print.hpp>
#include <tests/support/seeds.hpp>

namespace libgrid::zoning::detail {
namespace {

/// Short random edges in a square of 100 m with its lower left corner at `corner`.
std::vector<ShoreEdge> random_edges(const CounterRandom& draw, std::uint64_t count, Xy corner) {
  std::vector<ShoreEdge> edges;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto at = [&](std::uint64_t k) { return draw.unit(5 * i + k); };
    const Xy a{corner.x + 100.0 * at(0), corner.y + 100.0 * at(1)};
    const Xy b{a.x + 5.0 * at(2), a.y + 5.0 * at(3)};
    edges.push_back({std::min(a, b), std::max(a, b), BlockId{static_cast<std::int64_t>(draw.below(5 * i + 4, 1000))}});
  }
  return edges;
}

BlockGap nearest_by_brute_force(const std::vector<ShoreEdge>& one, const std::vector<ShoreEdge>& other) {
  BlockGap best = gap_between(one.front(), other.front());
  for (const ShoreEdge& a : one) {
    for (const ShoreEdge& b : other) {
      const BlockGap gap = gap_between(a, b);
      if (better(gap, best)) best = gap;
    }
  }
  return best;
}

TEST(Shore, FindsTheGapThatBruteForceFinds) {
  const test::Seed seed{7};
  for (std::uint64_t round = 0; round < 40; ++round) {
    const CounterRandom draw(seed.value(), round);
    const double away = round % 2 == 0 ? 120.0 : 700.0;
    const auto one = random_edges(draw, 1 + draw.below(9000, 60), {0.0, 0.0});
    const auto other = random_edges(CounterRandom(seed.value(), round + 1000), 1 + draw.below(9001, 60), {away, 40.0});
    const BlockGap expected = nearest_by_brute_force(one, other);
    const BlockGap found = Shore(one).nearest(Shore(other));
    EXPECT_EQ(found.length, expected.length);
    EXPECT_EQ(found.from, expected.from);
    EXPECT_EQ(found.to, expected.to);
    EXPECT_EQ(found.gap.on_first, expected.gap.on_first);
    EXPECT_EQ(found.gap.on_second, expected.gap.on_second);
    const BlockGap back = Shore(other).nearest(Shore(one));
    EXPECT_EQ(back.length, expected.length);
    EXPECT_EQ(back.gap.on_first, expected.gap.on_first);
    EXPECT_LE(box_distance(Shore(one).box(), Shore(other).box()).value, found.length.value * (1.0 + 1e-12));
  }
}

TEST(ShoreEdges, AreTheEdgesThatTouchTheWater) {
  const auto city = test::ascii_city(R"(
    AAA
    ABA
    AAA
  )");
  const auto blocks = city.blocks();
  const std::vector<const Block*> refs{&blocks[0], &blocks[1]};
  const auto edges = shore_edges(refs, std::vector<std::uint32_t>{0, 0}, 1);
  ASSERT_EQ(edges.size(), 1U);
  for (const ShoreEdge& edge : edges[0]) EXPECT_EQ(edge.block, BlockId{1});  // B lies inland
  EXPECT_EQ(edges[0].size(), city.block('A').outer.size() - 1);
}

TEST(BoxDistance, IsTheGapBetweenBoxes) {
  EXPECT_EQ(box_distance({{0, 0}, {1, 1}}, {{4, 5}, {9, 9}}), Metres{5.0});
  EXPECT_EQ(box_distance({{4, 5}, {9, 9}}, {{0, 0}, {1, 1}}), Metres{5.0});
  EXPECT_EQ(box_distance({{0, 0}, {5, 1}}, {{4, 5}, {9, 9}}), Metres{4.0});
  EXPECT_EQ(box_distance({{0, 0}, {5, 5}}, {{4, 4}, {9, 9}}), Metres{0.0});
}

}  // namespace
}  // namespace libgrid::zoning::detail
