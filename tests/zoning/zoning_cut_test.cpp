#include <libgrid/zoning/detail/zoning_cut.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/draw.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

void expect_same(const ZoningCut& kept, const ZoningCut& fresh) {
  for (int zone = 0; zone < kept.zones(); ++zone) {
    EXPECT_TRUE(std::ranges::equal(kept.loads(zone), fresh.loads(zone)));
    EXPECT_EQ(kept.figures(zone).nodes, fresh.figures(zone).nodes);
    EXPECT_NEAR(kept.figures(zone).area, fresh.figures(zone).area, 1e-6);
    EXPECT_NEAR(kept.figures(zone).perimeter, fresh.figures(zone).perimeter, 1e-6);
  }
  for (std::size_t node = 0; node < kept.mesh().size(); ++node) EXPECT_EQ(kept.foreign(node), fresh.foreign(node));
}

TEST(ZoningCut, FiguresKeptMoveByMoveAreThoseOfAFreshCut) {
  const test::Seed seed{3};
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 9, .rows = 8, .islands = 2}, seed.value()).graph());
  Draw draw(seed.value(), 0);
  std::vector<int> part;
  for (std::size_t i = 0; i < mesh.size(); ++i) part.push_back(static_cast<int>(draw.below(5)));
  ZoningCut cut(mesh, part, 5);
  for (int move = 0; move < 300; ++move) {
    const std::uint32_t node = draw.below(mesh.size());
    const int to = static_cast<int>(draw.below(5));
    if (to == cut.part(node)) continue;
    cut.move(node, cut.shared(node, to), to);
  }
  expect_same(cut, ZoningCut(mesh, cut.parts(), 5));
}

/// What a node holds together, against flooding without it.
TEST(ZoningCut, DependentsAreAllPiecesButTheLargest) {
  const test::Seed seed{4};
  for (std::uint64_t round = 0; round < 20; ++round) {
    const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 6, .rows = 6}, seed.value() + round).graph());
    Draw draw(seed.value(), round);
    std::vector<int> part;
    for (std::size_t i = 0; i < mesh.size(); ++i) part.push_back(draw.below(4) == 0 ? 1 : 0);
    const Pieces whole = pieces_of(mesh, part);
    for (std::uint32_t i = 0; i < mesh.size(); ++i) part[i] = static_cast<int>(whole.of[i]);  // every zone connected
    ZoningCut cut(mesh, part, static_cast<int>(whole.count));
    for (std::uint32_t node = 0; node < mesh.size(); ++node) {
      const auto hanging = cut.dependents(node);
      std::vector<int> left = part;
      left[node] = -1;
      for (const std::uint32_t other : hanging) left[other] = -2;
      const Pieces after = pieces_of(mesh, left);
      std::vector<char> seen(after.count, 0);
      std::size_t of_zone = 0, nodes_left = 0;
      for (std::uint32_t i = 0; i < mesh.size(); ++i) {
        if (left[i] != part[node]) continue;
        of_zone += seen[after.of[i]] == 0 ? 1U : 0U;
        seen[after.of[i]] = 1;
        ++nodes_left;
      }
      EXPECT_LE(of_zone, 1U);
      EXPECT_TRUE(hanging.empty() || nodes_left * 4 >= hanging.size());
    }
  }
}

TEST(ZoningCut, CutCost) {
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  EXPECT_EQ(ZoningCut(mesh, test::drawn_parts("0011 0011 2233 2233"), 4).cut_cost(), 80.0);
}

}  // namespace
}  // namespace libgrid::zoning::detail
