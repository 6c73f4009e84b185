#include <libgrid/roads/street_graph.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::roads {
namespace {

/// A square of 100 m sides, its segments drawn in different directions, and a tail of 30 m at (0, 0).
const std::vector<LineString> kSquare{
    {{0, 0}, {100, 0}}, {{100, 100}, {100, 0}}, {{100, 100}, {0, 100}}, {{0, 0}, {0, 100}}, {{-30, 0}, {0, 0}}};

TEST(StreetGraph, DistancesRoundTheSquare) {
  const StreetGraph graph = StreetGraph::build(kSquare);
  EXPECT_EQ(graph.node_count(), 5U);
  EXPECT_EQ(graph.distance({0, Metres{20}}, {0, Metres{70}}, Metres{500}), Metres{50});
  EXPECT_EQ(graph.distance({0, Metres{50}}, {2, Metres{50}}, Metres{500}), Metres{200});
  EXPECT_EQ(graph.distance({4, Metres{10}}, {1, Metres{90}}, Metres{500}), Metres{20.0 + 100.0 + 10.0});
  EXPECT_EQ(graph.distance({4, Metres{10}}, {1, Metres{90}}, Metres{129}), std::nullopt);
}

TEST(StreetGraph, TheBallGoesRoundCornersInEveryDirection) {
  const StreetGraph graph = StreetGraph::build(kSquare);
  const std::vector<StreetPart> expected{
      {0, Metres{0}, Metres{60}}, {3, Metres{0}, Metres{40}}, {4, Metres{0}, Metres{30}}};
  EXPECT_EQ(graph.ball({0, Metres{10}}, Metres{50}), expected);
  const auto all = graph.ball({0, Metres{10}}, Metres{1000});
  ASSERT_EQ(all.size(), 5U);
  for (const StreetPart& part : all) EXPECT_EQ(part.to, graph.length(part.segment));
}

/// A random planar raster with holes, as segments of one edge each.
std::vector<LineString> raster(std::uint64_t seed) {
  const CounterRandom draw{seed, 5};
  std::vector<LineString> lines;
  std::uint64_t n = 0;
  for (int x = 0; x < 6; ++x)
    for (int y = 0; y < 6; ++y) {
      const Xy here{x * 10.0, y * 13.0};
      if (x < 5 && draw.below(n++, 4) != 0) lines.push_back({here, {here.x + 10.0, here.y}});
      if (y < 5 && draw.below(n++, 4) != 0) lines.push_back({{here.x, here.y + 13.0}, here});
    }
  return lines;
}

/// The twin: Floyd and Warshall over all nodes, places put in by hand.
double by_all_pairs(const std::vector<LineString>& lines, StreetPlace a, StreetPlace b) {
  std::vector<Xy> nodes;
  for (const LineString& l : lines) nodes.insert(nodes.end(), {l.front(), l.back()});
  std::ranges::sort(nodes);
  nodes.erase(std::ranges::unique(nodes).begin(), nodes.end());
  const auto at = [&](Xy p) { return static_cast<std::size_t>(std::ranges::find(nodes, p) - nodes.begin()); };
  const std::size_t n = nodes.size();
  std::vector<std::vector<double>> d(n, std::vector<double>(n, 1e18));
  for (std::size_t i = 0; i < n; ++i) d[i][i] = 0;
  for (const LineString& l : lines) {
    const double m = length(l).value;
    auto &there = d[at(l.front())][at(l.back())], &back = d[at(l.back())][at(l.front())];
    there = back = std::min(there, m);
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  const LineString &la = lines[static_cast<std::size_t>(a.segment)], &lb = lines[static_cast<std::size_t>(b.segment)];
  double best = a.segment == b.segment ? std::abs((a.measure - b.measure).value) : 1e18;
  for (const auto& [p, cost] : {std::pair(la.front(), a.measure), std::pair(la.back(), length(la) - a.measure)})
    for (const auto& [q, rest] : {std::pair(lb.front(), b.measure), std::pair(lb.back(), length(lb) - b.measure)})
      best = std::min(best, cost.value + d[at(p)][at(q)] + rest.value);
  return best;
}

TEST(StreetGraph, EqualsAllPairsAndTheBallHoldsExactlyWhatIsNear) {
  const test::Seed seed{88};
  for (std::uint64_t s = seed.value(); s < seed.value() + 12; ++s) {
    const auto lines = raster(s);
    const StreetGraph graph = StreetGraph::build(lines);
    const CounterRandom draw{s, 6};
    std::uint64_t n = 0;
    const auto place = [&] {
      const auto segment = static_cast<std::int32_t>(draw.below(n++, lines.size()));
      return StreetPlace{segment, graph.length(segment) * draw.unit(n++)};
    };
    for (int i = 0; i < 40; ++i) {
      const StreetPlace a = place(), b = place();
      const double limit = 60.0, truth = by_all_pairs(lines, a, b);
      const auto found = graph.distance(a, b, Metres{limit});
      ASSERT_EQ(found.has_value(), truth <= limit) << s;
      EXPECT_NEAR(found.value_or(Metres{truth}).value, truth, 1e-9);
      EXPECT_EQ(found, graph.distance(b, a, Metres{limit}));
      const auto ball = graph.ball(a, Metres{limit});
      const bool inside = std::ranges::any_of(ball, [&](const StreetPart& part) {
        return part.segment == b.segment && part.from <= b.measure && b.measure <= part.to;
      });
      EXPECT_TRUE(inside == (truth < limit) || std::abs(truth - limit) < 1e-9) << s;
    }
  }
}

TEST(Lixels, EqualPartsThatMeetEndToEnd) {
  const std::vector<LineString> lines{{{0, 0}, {25, 0}}, {{0, 0}, {10, 0}}};
  const auto parts = lixels(lines, Metres{10});
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[2].to, Metres{25});
  EXPECT_EQ(parts[1].from, parts[0].to);
  EXPECT_EQ(parts[3], (StreetPart{1, Metres{0}, Metres{10}}));
}

}  // namespace
}  // namespace libgrid::roads
