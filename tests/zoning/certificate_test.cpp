#include <libgrid/zoning/certificate.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning {
namespace {

/// Blocks in a row, and further blocks that hang on some of them: 1 2 3 ... n, then (hub, workload).
BlockGraph comb(int row, const std::vector<std::pair<int, double>>& teeth) {
  std::vector<BlockNode> nodes;
  std::vector<BlockBorder> borders;
  const auto add = [&](double workload) {
    BlockNode node;
    node.id = BlockId{static_cast<std::int64_t>(nodes.size()) + 1};
    node.workload = workload;
    node.area = SquareMetres{100.0};
    node.perimeter = Metres{40.0};
    nodes.push_back(node);
  };
  for (int i = 1; i <= row; ++i) {
    add(1.0);
    if (i > 1) borders.push_back({BlockId{i - 1}, BlockId{i}, Metres{10.0}});
  }
  for (const auto& [hub, workload] : teeth) {
    add(workload);
    borders.push_back({BlockId{hub}, nodes.back().id, Metres{10.0}});
  }
  return BlockGraph::from_nodes(nodes, borders, {});
}

TEST(Certificate, NamesTheSetThatOneBlockCutsOff) {
  // Three teeth of 2 on block 4, and 1 2 3 are lighter than a zone: together 10 of 18 for three zones.
  const BlockGraph graph = comb(12, {{4, 2.0}, {4, 2.0}, {4, 2.0}});
  const PartitionOptions options{.levels = {{1, 3, 0.1}}};
  const auto found = infeasibility(graph, options);
  ASSERT_TRUE(found.has_value() && found->has_value());
  const Certificate& certificate = **found;
  EXPECT_EQ(certificate.kind, CertificateKind::cut_off_set);
  EXPECT_EQ(certificate.centre, BlockId{4});
  EXPECT_TRUE(proves(graph, options, certificate));
  const auto plan = partition(graph, options);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().id, "block 4");
  EXPECT_EQ(plan.error().detail, error_of(graph, options, certificate).detail);
}

TEST(Certificate, AFalseOneProvesNothing) {
  const BlockGraph graph = comb(12, {{4, 2.0}, {4, 2.0}, {4, 2.0}});
  const PartitionOptions options{.levels = {{1, 3, 0.1}}};
  const Certificate right = **infeasibility(graph, options);
  Certificate wrong = right;
  wrong.centre = BlockId{5};
  EXPECT_FALSE(proves(graph, options, wrong));
  wrong = right;
  wrong.blocks.resize(wrong.blocks.size() - 2);  // two teeth less: 6 of 18 fits
  EXPECT_FALSE(proves(graph, options, wrong));
  wrong = right;
  wrong.kind = CertificateKind::heavy_block;
  EXPECT_FALSE(proves(graph, options, wrong));
  wrong = right;
  wrong.level = 7;
  EXPECT_FALSE(proves(graph, options, wrong));
  wrong = right;
  wrong.blocks.push_back(BlockId{999});
  EXPECT_FALSE(proves(graph, options, wrong));
  EXPECT_FALSE(proves(graph, {.levels = {{1, 2, 0.2}}}, right));  // 10 of 18 may be one of two zones
}

TEST(Certificate, OfLinkedSetsComponentsAndFurtherWorkloads) {
  const BlockGraph row = comb(12, {});
  PartitionOptions linked{.levels = {{1, 4, 0.1}}};
  linked.must_link = {{BlockId{3}, BlockId{4}}, {BlockId{4}, BlockId{5}}, {BlockId{5}, BlockId{6}}};
  auto found = infeasibility(row, linked);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->kind, CertificateKind::linked_set);
  EXPECT_TRUE(proves(row, linked, **found));

  PartitionOptions walled{.levels = {{1, 4, 0.1}}};
  walled.border_factors = {{BlockId{2}, BlockId{3}, kWall}};
  found = infeasibility(row, walled);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->kind, CertificateKind::component);
  EXPECT_TRUE(proves(row, walled, **found));

  PartitionOptions cases{.levels = {{1, 2, 0.1}}};
  cases.workloads = {{.of_block = {9, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, .least = 0.9, .most = 1.1}};
  found = infeasibility(row, cases);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->workload, 1U);
  EXPECT_TRUE(proves(row, cases, **found));
}

/// Small random trees: where all zonings can be listed, a certificate is never given for a feasible request.
TEST(Certificate, NeverRefusesWhatIsPossible) {
  const test::Seed seed{61};
  int refused = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    const CounterRandom draw(seed.value(), round);
    std::vector<std::pair<int, double>> teeth;
    for (std::uint64_t i = 0; i < 5; ++i)
      teeth.emplace_back(1 + static_cast<int>(draw.below(i, 6)), 0.5 + 2.0 * draw.unit(100 + i));
    const BlockGraph graph = comb(6, teeth);
    const PartitionOptions options{.levels = {{1, 2, 0.2}}};
    // A tree in two zones: one of its edges is cut.
    bool possible = false;
    for (std::uint32_t a = 0; a < graph.size(); ++a) {
      for (const BlockNeighbour& cut : graph.neighbours(a)) {
        std::vector<char> side(graph.size(), 0);
        std::vector<std::uint32_t> walk{a};
        side[a] = 1;
        double load = 0.0;
        for (std::size_t i = 0; i < walk.size(); ++i) {
          load += graph.node(walk[i]).workload;
          for (const BlockNeighbour& next : graph.neighbours(walk[i])) {
            if (side[next.block] != 0 || (walk[i] == a && next.block == cut.block)) continue;
            side[next.block] = 1;
            walk.push_back(next.block);
          }
        }
        const double relative = load / graph.total_workload() * 2.0;
        possible = possible || (relative > 0.8001 && relative < 1.1999);
      }
    }
    const auto found = infeasibility(graph, options);
    ASSERT_TRUE(found.has_value());
    if (*found) {
      ++refused;
      EXPECT_FALSE(possible) << "round " << round;
      EXPECT_TRUE(proves(graph, options, **found)) << "round " << round;
    } else if (possible) {
      EXPECT_TRUE(partition(graph, options).has_value()) << "round " << round;
    }
  }
  EXPECT_GT(refused, 0);
}

TEST(UnfitComponents, AllOfThemOnTheHighestLevelByItsOwnBand) {
  std::vector<BlockNode> nodes;
  for (const double workload : {5.0, 3.0, 2.0}) {
    BlockNode& node = nodes.emplace_back();
    node.id = BlockId{static_cast<std::int64_t>(nodes.size())};
    node.workload = workload;
  }
  const BlockGraph apart = BlockGraph::from_nodes(nodes, {}, {});
  const PartitionOptions two{.levels = {{1, 2, 0.05}, {2, 5, 0.1}}};
  const auto found = unfit_components(apart, two);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);  // one of 10 is half of all: one zone
  EXPECT_EQ((*found)[0].certificate.centre, BlockId{2});
  EXPECT_DOUBLE_EQ((*found)[0].zones, 0.6);
  EXPECT_DOUBLE_EQ((*found)[1].zones, 0.4);
  for (const UnfitComponent& one : *found) {
    EXPECT_EQ(one.certificate.level, 0);
    EXPECT_TRUE(proves(apart, two, one.certificate));
  }
  const auto lower = unfit_components(apart, {.levels = {{1, 1, 0.05}, {2, 2, 0.05}}});
  ASSERT_TRUE(lower);
  ASSERT_EQ(lower->size(), 3U) << "on the level of one zone every component is too light";
  EXPECT_TRUE(unfit_components(apart, {.levels = {{1, 10, 0.05}}})->empty());
}

}  // namespace
}  // namespace libgrid::zoning
