#include <libgrid/zoning/detail/frontier_cover.hpp>

#include <span>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/node_set.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/cover_twin.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(FrontierCover, FindsAZoningOrThereIsNone) {
  const test::Seed seed{72};
  test::expect_finds_or_there_is_none(seed.value(),
                                      [](const Mesh& mesh, int zones, std::span<const Limits> limits, Draw& draw) {
                                        return frontier_cover(mesh, zones, limits, {}, draw);
                                      });
}

/// Every third block has no load: it may hold a zone together, or join any.
TEST(FrontierCover, BlocksWithoutLoadAreFree) {
  const test::Seed seed{73};
  int found = 0;
  for (std::uint64_t round = 0; round < 24; ++round) {
    Mesh mesh = test::nine_blocks(seed.value(), round);
    for (std::size_t node = round % 3; node < mesh.size(); node += 3) mesh.loads[node] = 0;
    const auto limits = test::limits_for(mesh, 2, 0.12);
    Draw draw(seed.value(), round);
    const Cover cover = frontier_cover(mesh, 2, limits, {}, draw);
    SCOPED_TRACE(round);
    test::expect_right(cover, mesh, 2, limits);
    found += cover.end == CoverEnd::found ? 1 : 0;
  }
  EXPECT_GT(found, 0);
  EXPECT_LT(found, 24);
}

TEST(FrontierCover, EndsUnknownWhereTheWorkIsLittle) {
  const Mesh mesh = test::whole_mesh(test::square_graph(6));
  const auto limits = test::limits_for(mesh, 7, 0.03);
  Draw draw(1, 1);
  const Cover cover = frontier_cover(mesh, 7, limits, {.work = 100, .runs = 2}, draw);
  EXPECT_NE(cover.end, CoverEnd::found);
}

TEST(NodeSet, KeepsNodesOfSeveralWords) {
  NodeSet<4> one, other;
  for (const std::uint32_t node : {3U, 64U, 200U}) one.add(node);
  other.add(200);
  EXPECT_TRUE(one.meets(other));
  EXPECT_EQ(one.met(other), 1);
  EXPECT_EQ(one.lowest(), 3U);
  one.remove(other);
  EXPECT_FALSE(one.has(200));
  one.drop(3);
  std::vector<std::uint32_t> nodes;
  one.each([&](std::uint32_t node) { nodes.push_back(node); });
  EXPECT_EQ(nodes, std::vector<std::uint32_t>{64});
  one.keep(other);
  EXPECT_TRUE(one.empty());
}

}  // namespace
}  // namespace libgrid::zoning::detail
