#include <libgrid/roads/detail/line_walks.hpp>

#include <gtest/gtest.h>

namespace libgrid::roads::detail {
namespace {

TEST(LineWalks, KnowsWhichVerticesAreTheLinesOwnAndTheirMeasures) {
  const std::vector<RoadLine> lines{{.id = StreetId{1}, .line = {{0, 0}, {50, 0}, {50, 0}, {100, 0}}},
                                    {.id = StreetId{2}, .line = {{30, -10}, {30, 10}}},
                                    {.id = StreetId{3}, .line = {{7, 7}, {7, 7}}}};
  const auto walks = walk_lines(lines);
  ASSERT_TRUE(walks);
  const auto first = walks->of(0);
  ASSERT_EQ(first.size(), 4U);
  EXPECT_EQ(first[1].measure, 30.0);
  EXPECT_FALSE(first[1].own);
  EXPECT_EQ(first[2].measure, 50.0);
  EXPECT_TRUE(first[2].own);
  EXPECT_EQ(first[3].measure, 100.0);
  EXPECT_EQ(walks->of(1).size(), 3U);
  EXPECT_TRUE(walks->of(2).empty());
}

TEST(LineWalks, LayersFromTheTagOrFromBridgeAndTunnel) {
  EXPECT_EQ(layer_of({.id = StreetId{1}, .line = {}}), 0);
  EXPECT_EQ(layer_of({.id = StreetId{1}, .bridge = true, .line = {}}), 1);
  EXPECT_EQ(layer_of({.id = StreetId{1}, .tunnel = true, .line = {}}), -1);
  EXPECT_EQ(layer_of({.id = StreetId{1}, .bridge = true, .layer = 3, .line = {}}), 3);
}

}  // namespace
}  // namespace libgrid::roads::detail
