#include <libgrid/zoning/detail/repair.hpp>

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/zoning_state.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/region_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(Repaired, AsPictures) {
  struct Row {
    const char* name;
    std::string_view before;
    int zones;
    std::string_view after;
  };
  const std::vector<Row> rows = {
      {"connected zones stay as they are", "0011 0011 2233 2233", 4, "0011 0011 2233 2233"},
      {"a block among strangers joins them", "0011 0011 0111 0101", 2, "0011 0011 0111 0111"},
      {"a lost piece joins the zone with the longest border", "0001 1101 2221 0021", 3, "0001 0001 2221 2221"},
      {"two lost pieces that touch move together", "0000 1111 2222 2013", 4, "0000 1111 2222 2223"},
  };
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto part = repaired(region, test::drawn_parts(row.before), row.zones);
    EXPECT_EQ(test::drawing(part), test::drawing(test::drawn_parts(row.after)));
  }
}

TEST(Repaired, EmptyZonesGetABlock) {
  const BlockGraph graph = test::square_graph(4);
  const Region region = test::whole_region(graph);
  const auto part = repaired(region, std::vector<int>(16, 2), 5);
  EXPECT_TRUE(all_connected(region, part, 5));
}

TEST(Repaired, AnyNumbersBecomeConnectedZones) {
  const test::Seed seed{5};
  const BlockGraph graph = test::JitteredCity({.columns = 8, .rows = 8, .islands = 4}, seed.value()).graph();
  const Region region = test::whole_region(graph);
  for (std::uint64_t round = 0; round < 200; ++round) {
    const CounterRandom draw(seed.value(), round);
    const int zones = 1 + static_cast<int>(draw.below(10'000, 12));
    std::vector<int> part;
    for (std::uint64_t i = 0; i < region.size(); ++i) {
      part.push_back(static_cast<int>(draw.below(i, static_cast<std::uint64_t>(zones))));
    }
    EXPECT_TRUE(all_connected(region, repaired(region, part, zones), zones)) << "round " << round;
  }
}

TEST(Repaired, AsManyZonesAsBlocks) {
  const BlockGraph graph = test::square_graph(3);
  const Region region = test::whole_region(graph);
  EXPECT_TRUE(all_connected(region, repaired(region, std::vector<int>(9, 0), 9), 9));
}

}  // namespace
}  // namespace libgrid::zoning::detail
