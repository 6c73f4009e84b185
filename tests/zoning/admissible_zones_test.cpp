#include <libgrid/zoning/detail/admissible_zones.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

using NodeSet = std::vector<std::uint32_t>;

bool connected(const Mesh& mesh, const NodeSet& nodes) {
  NodeSet walk{nodes.front()};
  for (std::size_t i = 0; i < walk.size(); ++i) {
    for (const MeshEdge& edge : mesh.row(walk[i])) {
      if (std::ranges::binary_search(nodes, edge.to) && std::ranges::find(walk, edge.to) == walk.end())
        walk.push_back(edge.to);
    }
  }
  return walk.size() == nodes.size();
}

Load load_of(const Mesh& mesh, const NodeSet& nodes) {
  Load sum = 0;
  for (const std::uint32_t node : nodes) sum += mesh.load(node)[0];
  return sum;
}

/// Pieces beside the set that can hold a whole number of zones.
bool rest_holds(const Mesh& mesh, const NodeSet& nodes, const Limits& limits) {
  std::vector<int> label(mesh.size(), 0);
  for (const std::uint32_t node : nodes) label[node] = 1;
  const Pieces pieces = pieces_of(mesh, label);
  for (std::uint32_t piece = 0; piece < pieces.count; ++piece) {
    NodeSet own;
    for (std::uint32_t node = 0; node < mesh.size(); ++node)
      if (pieces.of[node] == piece && label[node] == 0) own.push_back(node);
    if (own.empty()) continue;
    const Load load = load_of(mesh, own);
    bool fits = false;
    for (Load count = 1; count <= static_cast<Load>(own.size()); ++count)
      fits = fits || (count * limits.least <= load && load <= count * limits.most);
    if (!fits) return false;
  }
  return true;
}

TEST(AdmissibleZones, AreThoseOfAllSubsets) {
  const test::Seed seed{83};
  for (std::uint64_t round = 0; round < 4; ++round) {
    const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 4, .rows = 3}, seed.value() + round).graph());
    const auto limits = test::limits_for(mesh, 3, 0.2);
    std::set<NodeSet> expected;
    for (std::uint32_t mask = 1; mask < 1U << mesh.size(); ++mask) {
      NodeSet nodes;
      for (std::uint32_t node = 0; node < mesh.size(); ++node)
        if ((mask >> node & 1U) != 0) nodes.push_back(node);
      const Load load = load_of(mesh, nodes);
      if (load >= limits[0].least && load <= limits[0].most && connected(mesh, nodes) &&
          rest_holds(mesh, nodes, limits[0]))
        expected.insert(nodes);
    }
    const AdmissibleZones all = admissible_zones(mesh, limits, {});
    EXPECT_TRUE(all.complete);
    std::set<NodeSet> found;
    for (std::size_t i = 0; i < all.size(); ++i) found.emplace(all.zone(i).begin(), all.zone(i).end());
    EXPECT_EQ(found.size(), all.size()) << "one is listed twice";
    EXPECT_EQ(found, expected);
  }
}

TEST(AdmissibleZones, StopAtTheBounds) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const auto limits = test::limits_for(mesh, 4, 0.3);
  EXPECT_FALSE(admissible_zones(mesh, limits, {.work = 50}).complete);
  const AdmissibleZones few = admissible_zones(mesh, limits, {.zones = 3});
  EXPECT_FALSE(few.complete);
  EXPECT_EQ(few.size(), 3U);
}

}  // namespace
}  // namespace libgrid::zoning::detail
