#include <libgrid/zoning/detail/initial.hpp>

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/zoning/detail/draw.hpp>
#include <tests/support/seeds.hpp>
#include <tests/zoning/jittered_city.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::zoning::detail {
namespace {

TEST(InitialParts, AreConnectedForFewAndManyZones) {
  const test::Seed seed{31};
  for (std::uint64_t round = 0; round < 8; ++round) {
    const Mesh mesh =
        test::whole_mesh(test::JitteredCity({.columns = 9, .rows = 8, .islands = 3}, seed.value() + round).graph());
    for (const int zones : {1, 2, 9, 30, static_cast<int>(mesh.size())}) {
      const auto part = initial_parts(mesh, zones, 0.05, static_cast<std::uint32_t>(round));
      EXPECT_TRUE(test::zones_connected(mesh, part, zones)) << "round " << round << ", zones " << zones;
      EXPECT_EQ(part, initial_parts(mesh, zones, 0.05, static_cast<std::uint32_t>(round)));
    }
  }
}

TEST(ConnectedParts, AsPictures) {
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
  const Mesh mesh = test::whole_mesh(test::square_graph(4));
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(test::drawing(connected_parts(mesh, test::drawn_parts(row.before), row.zones)),
              test::drawing(test::drawn_parts(row.after)));
  }
}

TEST(ConnectedParts, AnyNumbersBecomeConnectedZones) {
  const test::Seed seed{5};
  const Mesh mesh = test::whole_mesh(test::JitteredCity({.columns = 8, .rows = 8, .islands = 4}, seed.value()).graph());
  for (std::uint64_t round = 0; round < 100; ++round) {
    Draw draw(seed.value(), round);
    const int zones = 1 + static_cast<int>(draw.below(12));
    std::vector<int> part;
    for (std::size_t i = 0; i < mesh.size(); ++i)
      part.push_back(static_cast<int>(draw.below(static_cast<std::size_t>(zones))));
    EXPECT_TRUE(test::zones_connected(mesh, connected_parts(mesh, part, zones), zones)) << "round " << round;
  }
}

}  // namespace
}  // namespace libgrid::zoning::detail
