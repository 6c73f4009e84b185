#include <libgrid/zoning/detail/coarsen.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Matched, ArePairsOfNeighboursWithinTheCapAndTheLabel) {
  const test::Seed seed{21};
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 15, .rows = 15}, seed.value()).graph());
  std::vector<int> label;
  for (std::uint32_t i = 0; i < mesh.size(); ++i) label.push_back(i % 15 < 7 ? 0 : 1);
  const std::vector<Load> most{total_loads(mesh)[0] / 60};
  Draw draw(seed.value(), 0);
  const Clusters clusters = matched(mesh, most, label, draw);
  EXPECT_LT(clusters.count, mesh.size() * 3 / 4);
  std::vector<std::vector<std::uint32_t>> members(clusters.count);
  for (std::uint32_t i = 0; i < mesh.size(); ++i) members[clusters.of[i]].push_back(i);
  for (const auto& pair : members) {
    ASSERT_GE(pair.size(), 1U);
    ASSERT_LE(pair.size(), 2U);
    if (pair.size() == 1) continue;
    EXPECT_EQ(label[pair[0]], label[pair[1]]);
    EXPECT_LE(mesh.load(pair[0])[0] + mesh.load(pair[1])[0], most[0]);
    bool touch = false;
    for (const MeshEdge& edge : mesh.row(pair[0])) touch = touch || edge.to == pair[1];
    EXPECT_TRUE(touch);
  }
  EXPECT_EQ(fine_parts(clusters, coarse_parts(clusters, label)), label);
}

}  // namespace
}  // namespace libgrid::zoning::detail
