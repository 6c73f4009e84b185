#include <libgrid/zoning/walls.hpp>

#include <gtest/gtest.h>

namespace libgrid::zoning {
namespace {

using coverage::BarrierBorder;

const std::vector<BlockBorder> kBorders{{BlockId{1}, BlockId{2}, Metres{100.0}},
                                        {BlockId{2}, BlockId{3}, Metres{100.0}},
                                        {BlockId{3}, BlockId{4}, Metres{100.0}}};

TEST(WallsOf, impassable_barriers_that_leave_less_than_a_gate) {
  const BarrierRules rules;  // river, railway, wall; the third is impassable; gate 2 m
  const std::vector<BarrierBorder> on{{BlockId{1}, BlockId{2}, 2, Metres{98.5}},
                                      {BlockId{2}, BlockId{3}, 2, Metres{98.0}},
                                      {BlockId{3}, BlockId{4}, 0, Metres{100.0}}};
  EXPECT_EQ(walls_of(kBorders, on, rules), (std::vector<BlockPair>{{BlockId{1}, BlockId{2}}}));
}

TEST(WallsOf, barriers_of_several_classes_close_a_border_together) {
  BarrierRules rules;
  rules.classes[0].impassable = true;  // a river without bridges
  const std::vector<BarrierBorder> on{{BlockId{2}, BlockId{3}, 0, Metres{60.0}},
                                      {BlockId{2}, BlockId{3}, 2, Metres{40.0}},
                                      {BlockId{3}, BlockId{4}, 0, Metres{60.0}},
                                      {BlockId{3}, BlockId{4}, 7, Metres{40.0}}};  // of no class
  EXPECT_EQ(walls_of(kBorders, on, rules), (std::vector<BlockPair>{{BlockId{2}, BlockId{3}}}));
  EXPECT_TRUE(walls_of(kBorders, {}, rules).empty());
  std::vector<BlockBorder> turned;  // in no order, either block first
  for (const BlockBorder& border : kBorders) turned.insert(turned.begin(), {border.b, border.a, border.length});
  EXPECT_EQ(walls_of(turned, on, rules), (std::vector<BlockPair>{{BlockId{2}, BlockId{3}}}));
}

TEST(BlockGraph, nothing_is_connected_over_a_wall) {
  std::vector<BlockNode> nodes(4);
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i].id = BlockId{static_cast<std::int64_t>(i) + 1};
  const std::vector<BlockPair> walls{{BlockId{2}, BlockId{3}}};
  const auto graph = BlockGraph::from_nodes(nodes, kBorders, {}, walls);
  EXPECT_EQ(components(graph, LinkUse::with_links).count, 2U);
  EXPECT_TRUE(graph.neighbours(1)[1].wall);
  EXPECT_EQ(graph.neighbours(1)[1].border, Metres{100.0});  // an edge still
  EXPECT_FALSE(graph.neighbours(0)[0].wall);
  // A link beside it is open.
  const std::vector<Link> links{{.id = LinkId{1}, .from = BlockId{1}, .to = BlockId{4}, .length = {}, .line = {}}};
  EXPECT_EQ(components(BlockGraph::from_nodes(nodes, kBorders, links, walls), LinkUse::with_links).count, 1U);
}

}  // namespace
}  // namespace libgrid::zoning
