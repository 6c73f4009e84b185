#include <libgrid/zoning/detail/region_search.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>

namespace libgrid::zoning::detail {
namespace {

using test::JitteredCity;
using test::Seed;

TEST(RegionSearch, RegionsAreNumberedByTheirLowestBlock) {
  std::vector<int> part{4, 2, 4, 0, 2};
  renumber(part);
  EXPECT_EQ(part, (std::vector<int>{0, 1, 0, 2, 1}));
}

TEST(RegionSearch, AFloorIsASumInTheOrderOfTheBlocks) {
  const std::vector<double> extent{1.0, 2.0, 4.0};
  const std::vector<int> part{0, 1, 0};
  const RegionFloor floor{extent, 3.0};
  EXPECT_EQ(floor.held(part, 0, 3), 5.0);
  EXPECT_EQ(floor.held(part, 0, 2), 1.0);
  EXPECT_TRUE(floor.holds_without(part, 0));
  EXPECT_FALSE(floor.holds_without(part, 2));
  EXPECT_EQ(floor.lacking(part, 2), 1);
  EXPECT_TRUE((RegionFloor{}).holds_without(part, 2));
  EXPECT_EQ((RegionFloor{}).lacking(part, 2), -1);
}

TEST(RegionSearch, KeepsTheFloorAndNeverGetsWorse) {
  const Seed seed{23};
  for (std::uint64_t s = 0; s < 5; ++s) {
    const BlockGraph graph = JitteredCity({.columns = 6, .rows = 5}, seed.value() + s).graph();
    const CounterRandom random(seed.value() + s, 1);
    std::vector<double> values, ones(graph.size(), 1.0);
    for (std::size_t i = 0; i < graph.size(); ++i) values.push_back(random.unit(i));
    std::vector<int> rows(graph.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<int>(i * 3 / rows.size());
    for (int region = 0; region < 3; ++region) ASSERT_EQ(test::pieces_by_flooding(graph, rows, region), 1);
    const RegionFloor floor{ones, 8.0};
    const RegionOptions options{.count = 3, .kick_rounds = 1};
    const std::vector<int> found = searched(graph, {values, 1}, floor, rows, options);
    const std::vector<int> kicked = kick_rounds(graph, {values, 1}, floor, found, options);
    EXPECT_LE(within_squares({values, 1}, found), within_squares({values, 1}, rows));
    EXPECT_LE(within_squares({values, 1}, kicked), within_squares({values, 1}, found));
    for (const std::vector<int>& part : {found, kicked}) {
      EXPECT_EQ(floor.lacking(part, 3), -1);
      for (int region = 0; region < 3; ++region) EXPECT_EQ(test::pieces_by_flooding(graph, part, region), 1);
    }
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
