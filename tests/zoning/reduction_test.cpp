#include <libgrid/zoning/detail/reduction.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/draw.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

/// A random sparse connected mesh: a tree and a few more edges.
Mesh sparse_mesh(std::size_t nodes, Draw& draw) {
  std::vector<std::set<std::uint32_t>> next(nodes);
  const auto link = [&](std::uint32_t a, std::uint32_t b) {
    if (a != b) next[a].insert(b), next[b].insert(a);
  };
  for (std::uint32_t i = 1; i < nodes; ++i) link(i, draw.below(i));
  for (std::size_t i = 0; i < nodes / 3; ++i) link(draw.below(nodes), draw.below(nodes));
  Mesh mesh;
  for (std::uint32_t i = 0; i < nodes; ++i) {
    for (const std::uint32_t to : next[i]) mesh.edges.push_back({to, 1.0F, 1.0F});
    mesh.first.push_back(static_cast<std::uint32_t>(mesh.edges.size()));
    mesh.loads.push_back(1 + draw.below(9));
    mesh.area.push_back(1.0);
    mesh.perimeter.push_back(4.0);
  }
  return mesh;
}

/// From the definition: for each node, every piece of the rest that is lighter than the least joins it, until nothing
/// changes any more.
std::vector<std::uint32_t> merged_slowly(const Mesh& mesh, Load least) {
  std::vector<std::uint32_t> root(mesh.size());
  for (std::uint32_t i = 0; i < root.size(); ++i) root[i] = i;
  const auto find = [&](std::uint32_t node) {
    while (root[node] != node) node = root[node];
    return node;
  };
  for (std::uint32_t centre = 0; centre < mesh.size(); ++centre) {
    std::vector<int> label(mesh.size(), 0);
    label[centre] = 1;
    const Pieces pieces = pieces_of(mesh, label);
    std::vector<Load> loads(pieces.count, 0);
    for (std::size_t i = 0; i < mesh.size(); ++i) loads[pieces.of[i]] += mesh.load(i)[0];
    for (std::uint32_t i = 0; i < mesh.size(); ++i) {
      if (i == centre || loads[pieces.of[i]] >= least) continue;
      const auto [low, high] = std::minmax({find(i), find(centre)});
      root[high] = low;
    }
  }
  for (std::uint32_t i = 0; i < root.size(); ++i) root[i] = find(i);
  return root;
}

TEST(MergedPieces, AreThoseOfTheDefinition) {
  const test::Seed seed{51};
  for (std::uint64_t round = 0; round < 200; ++round) {
    Draw draw(seed.value(), round);
    const Mesh mesh = sparse_mesh(4 + draw.below(30), draw);
    const Load total = total_loads(mesh)[0];
    const Load least = std::max<Load>(1, total / static_cast<Load>(2 + draw.below(5)));
    const Reduction merged = merged_pieces(mesh, std::vector<Load>{least});
    const std::vector<std::uint32_t> slow = merged_slowly(mesh, least);
    for (std::uint32_t a = 0; a < mesh.size(); ++a) {
      for (std::uint32_t b = 0; b < a; ++b)
        EXPECT_EQ(merged.cluster[a] == merged.cluster[b], slow[a] == slow[b]) << "round " << round;
    }
    EXPECT_EQ(merged.centre.size(), merged.count);
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
