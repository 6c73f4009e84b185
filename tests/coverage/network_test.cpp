#include <libgrid/coverage/network.hpp>

#include <cmath>
#include <cstdint>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::coverage {
namespace {

std::vector<Xy> points(const Network& network, const std::vector<int>& walk) {
  std::vector<Xy> out;
  for (const int v : walk) out.push_back(network.vertices()[static_cast<std::size_t>(v)]);
  return out;
}

TEST(Network, ACrossingBecomesANodeOfBothWalks) {
  const std::vector<LineString> lines{{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}};
  const Network network = Network::node(lines).value();
  EXPECT_EQ(points(network, network.trace({0, 0}, {10, 10}).value()), (std::vector<Xy>{{0, 0}, {5, 5}, {10, 10}}));
  EXPECT_EQ(points(network, network.trace({10, 0}, {0, 10}).value()), (std::vector<Xy>{{10, 0}, {5, 5}, {0, 10}}));
}

TEST(Network, AnOverlappingStretchIsOneEdge) {
  const std::vector<LineString> lines{{{0, 0}, {10, 0}}, {{4, 0}, {20, 0}}};
  const Network network = Network::node(lines).value();
  EXPECT_EQ(points(network, network.trace({0, 0}, {10, 0}).value()), (std::vector<Xy>{{0, 0}, {4, 0}, {10, 0}}));
  EXPECT_EQ(points(network, network.trace({4, 0}, {20, 0}).value()), (std::vector<Xy>{{4, 0}, {10, 0}, {20, 0}}));
}

TEST(Network, ASegmentShorterThanTheLatticeIsOneVertex) {
  const std::vector<LineString> lines{{{0, 0}, {10, 0}}};
  const Network network = Network::node(lines).value();
  EXPECT_EQ(points(network, network.trace({0, 0}, {0.0001, 0.0001}).value()), (std::vector<Xy>{{0, 0}}));
}

TEST(Network, AWalkThatDoesNotExistIsNamed) {
  const std::vector<LineString> lines{{{0, 0}, {10, 0}}, {{0, 5}, {10, 5}}};
  const Network network = Network::node(lines).value();
  const auto walk = network.trace({0, 0}, {10, 5});
  ASSERT_FALSE(walk);
  EXPECT_EQ(walk.error().code, ErrorCode::internal);
  EXPECT_NE(walk.error().detail.find("(10.0"), std::string::npos);
}

/// Random tangles: every segment has a walk, the walk stays within a lattice step, and all walks together use every
/// edge.
TEST(Network, RandomTanglesAreWalkedCompletely) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom draw(seed, 3);
    std::vector<LineString> lines;
    for (std::uint64_t i = 0; i < 60; ++i) {
      const Xy a = snap({draw.unit(4 * i) * 100.0, draw.unit(4 * i + 1) * 100.0});
      const Xy b = snap({draw.unit(4 * i + 2) * 100.0, draw.unit(4 * i + 3) * 100.0});
      lines.push_back({a, b});
    }
    const Network network = Network::node(lines).value();
    std::set<std::pair<int, int>> walked;
    for (const LineString& line : lines) {
      const auto walk = network.trace(line[0], line[1]);
      ASSERT_TRUE(walk);
      for (std::size_t i = 1; i < walk->size(); ++i) {
        EXPECT_TRUE(network.has_edge((*walk)[i - 1], (*walk)[i]));
        walked.insert(std::minmax((*walk)[i - 1], (*walk)[i]));
      }
      for (const Xy p : points(network, *walk)) {
        EXPECT_TRUE(on_lattice(p));
        EXPECT_LE(distance_to_segment(p, line[0], line[1]).value, kLattice);
      }
    }
    std::size_t edges = 0;
    for (const LineString& line : network.lines()) edges += line.size() - 1;
    EXPECT_EQ(walked.size(), edges);
  }
}

}  // namespace
}  // namespace libgrid::coverage
