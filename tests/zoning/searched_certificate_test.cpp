#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/certificate.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning {
namespace {

std::vector<BlockId> ids(std::initializer_list<int> numbers) {
  std::vector<BlockId> blocks;
  for (const int number : numbers) blocks.push_back(BlockId{number});
  return blocks;
}

TEST(SearchedCertificate, WhereNoDivisionExists) {
  // Two heavy blocks in opposite corners: a zone with one of them is too light alone and too heavy with the next.
  const BlockGraph graph = test::square_graph(2, {3.0, 1.6, 1.7, 3.3});
  const PartitionOptions halves{.levels = {{1, 2, 0.02}}};
  const auto found = infeasibility(graph, halves);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->kind, CertificateKind::searched);
  EXPECT_EQ((*found)->blocks, ids({1, 2, 3, 4}));
  EXPECT_TRUE(proves(graph, halves, **found));
  const auto plan = partition(graph, halves);
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().detail, error_of(graph, halves, **found).detail);
  EXPECT_FALSE(proves(graph, {.levels = {{1, 2, 0.2}}}, **found));  // 3.0 + 1.6 and 1.7 + 3.3 will do
  Certificate part = **found;
  part.blocks = ids({1, 2});
  EXPECT_FALSE(proves(graph, halves, part));  // no component
}

TEST(SearchedCertificate, OfOneComponentOrOfAll) {
  // The left column apart is a zone of 3; of the rest, blocks of 2, there is no zone of 3.
  const BlockGraph graph = test::square_graph(3, {1, 2, 2, 1, 2, 2, 1, 2, 2});
  PartitionOptions options{.levels = {{1, 5, 0.01}}};
  options.border_factors = {
      {BlockId{1}, BlockId{2}, kWall}, {BlockId{4}, BlockId{5}, kWall}, {BlockId{7}, BlockId{8}, kWall}};
  const auto found = infeasibility(graph, options);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->kind, CertificateKind::searched);
  EXPECT_EQ((*found)->blocks, ids({2, 3, 5, 6, 8, 9}));
  EXPECT_TRUE(proves(graph, options, **found));
}

}  // namespace
}  // namespace libgrid::zoning
