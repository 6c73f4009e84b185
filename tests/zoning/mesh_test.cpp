#include <libgrid/zoning/detail/mesh.hpp>

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Contracted, FourQuartersOfASquare) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  const std::vector<std::uint32_t> quarter{0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 3, 3, 2, 2, 3, 3};
  const Mesh coarse = contracted(mesh, quarter, 4);
  ASSERT_EQ(coarse.size(), 4U);
  for (std::size_t node = 0; node < 4; ++node) {
    EXPECT_EQ(coarse.area[node], 400.0);
    EXPECT_EQ(coarse.perimeter[node], 80.0);
    ASSERT_EQ(coarse.row(node).size(), 2U);
    for (const MeshEdge& edge : coarse.row(node)) EXPECT_EQ(edge.border, 20.0F);
  }
  EXPECT_EQ(total_loads(coarse), total_loads(mesh));
  EXPECT_EQ(mean_cost(mesh), 10.0);
  EXPECT_EQ(mean_cost(coarse), 20.0);
}

TEST(Submesh, KeepsTheEdgesWithin) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3, {1, 2, 3, 4, 5, 6, 7, 8, 9}));
  const Mesh part = submesh(mesh, std::vector<std::uint32_t>{1, 2, 5, 6});
  ASSERT_EQ(part.size(), 4U);
  EXPECT_EQ(part.row(0).size(), 1U);
  EXPECT_EQ(part.row(0)[0].to, 1U);
  EXPECT_EQ(part.row(1).size(), 2U);
  EXPECT_EQ(part.row(1)[1].to, 2U);
  EXPECT_TRUE(part.row(3).empty());
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(part.load(i)[0], mesh.load(std::array{1U, 2U, 5U, 6U}[i])[0]);
  EXPECT_EQ(part.perimeter, std::vector<double>(4, 40.0));
}

TEST(PiecesOf, AreNumberedByTheirFirstNode) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3));
  const std::vector<int> label{7, 2, 7, 7, 2, 7, 7, 2, 7};
  const Pieces pieces = pieces_of(mesh, label);
  EXPECT_EQ(pieces.count, 3U);
  EXPECT_EQ(pieces.of, (std::vector<std::uint32_t>{0, 1, 2, 0, 1, 2, 0, 1, 2}));
}

TEST(PieceWalk, EveryPieceOnceInARound) {
  const Mesh mesh = test::whole_mesh(test::square_graph(3));
  const std::vector<char> closed{0, 1, 0, 0, 1, 0, 0, 1, 0};
  PieceWalk walk(mesh);
  for (int round = 0; round < 2; ++round) {
    walk.begin();
    std::vector<std::vector<std::uint32_t>> pieces;
    for (std::uint32_t node = 0; node < mesh.size(); ++node) {
      if (closed[node] != 0 || walk.reached(node)) continue;
      pieces.push_back(walk.piece(node, closed));
      EXPECT_EQ(walk.loads()[0], 3 * mesh.load(0)[0]);
    }
    EXPECT_EQ(pieces, (std::vector<std::vector<std::uint32_t>>{{0, 3, 6}, {2, 5, 8}}));
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
