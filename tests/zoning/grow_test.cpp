#include <libgrid/zoning/detail/grow.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/zoning_state.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(GrownParts, ABarIsCutInTheMiddle) {
  const BlockGraph graph = test::square_graph(4);
  const std::vector<std::uint32_t> bar{0, 1, 2, 3};
  EXPECT_EQ(test::drawing(grown_parts(Region(graph, bar, whole_loads(graph)), 2, 0)), "0011");
}

TEST(GrownParts, AsManyAsBlocks) {
  const BlockGraph graph = test::square_graph(3);
  std::vector<int> part = grown_parts(test::whole_region(graph), 9, 4);
  std::ranges::sort(part);
  EXPECT_EQ(test::drawing(part), "012345678");
}

TEST(GrownParts, AreConnectedOnAnyCity) {
  const test::Seed seed{77};
  for (std::uint64_t round = 0; round < 20; ++round) {
    const BlockGraph graph = test::JitteredCity({.columns = 8, .rows = 6, .islands = 4}, seed.value() + round).graph();
    const Region region = test::whole_region(graph);
    for (const int zones : {1, 2, 7, 20}) {
      const auto part = grown_parts(region, zones, static_cast<std::uint32_t>(round) * 7);
      EXPECT_TRUE(all_connected(region, part, zones)) << "round " << round << ", zones " << zones;
    }
  }
}

TEST(GrownParts, WithoutAnyLoadZonesAreConnectedAllTheSame) {
  const BlockGraph graph = test::square_graph(4);
  const Region region(graph, test::all_blocks(graph), std::vector<Load>(16, 0));
  EXPECT_TRUE(all_connected(region, grown_parts(region, 3, 1), 3));
}

}  // namespace
}  // namespace libgrid::zoning::detail
