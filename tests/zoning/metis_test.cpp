#include <libgrid/zoning/detail/metis.hpp>

#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

const BlockGraph& graph() {
  static const BlockGraph made = test::JitteredCity({.columns = 20, .rows = 20, .islands = 2}, 1).graph();
  return made;
}

TEST(MetisParts, AreNumbersOfEveryZone) {
  const Region region = test::whole_region(graph());
  const std::vector<int> part = metis_parts(region, 5, 0.05, 1);
  ASSERT_EQ(part.size(), region.size());
  EXPECT_EQ(std::set<int>(part.begin(), part.end()), (std::set<int>{0, 1, 2, 3, 4}));
}

TEST(MetisParts, DependOnTheSeedAndOnNothingElse) {
  const Region region = test::whole_region(graph());
  const std::vector<int> once = metis_parts(region, 5, 0.05, 1);
  EXPECT_NE(once, metis_parts(region, 5, 0.05, 2));
  EXPECT_EQ(once, metis_parts(region, 5, 0.05, 1));
}

TEST(MetisParts, AreTheSameWhenManyThreadsAskAtOnce) {
  const Region region = test::whole_region(graph());
  std::vector<std::vector<int>> expected, found(8);
  for (std::uint32_t seed = 0; seed < 8; ++seed) expected.push_back(metis_parts(region, 7, 0.05, seed));
  std::vector<std::jthread> threads;
  for (std::uint32_t seed = 0; seed < 8; ++seed) {
    threads.emplace_back([&, seed] { found[seed] = metis_parts(region, 7, 0.05, seed); });
  }
  threads.clear();
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace libgrid::zoning::detail
