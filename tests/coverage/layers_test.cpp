#include <libgrid/coverage/detail/layers.hpp>

#include <vector>

#include <gtest/gtest.h>

#include <libgrid/coverage/detail/noding_input.hpp>

namespace libgrid::coverage::detail {
namespace {

Street street(int layer, LineString line) { return {StreetId{1}, "", "", std::move(line), layer}; }

std::vector<char> flags(const std::vector<Street>& streets) {
  const Network network = Network::node(barrier_lines({.districts = {}, .streets = streets})).value();
  return crossing_without_node(network, streets).value();
}

TEST(CrossingWithoutNode, OnlyWhereLayersDifferAndNoNodeWasDrawn) {
  const LineString east{{0, 0}, {100, 0}}, north{{50, -50}, {50, 50}};
  const LineString east_noded{{0, 0}, {50, 0}, {100, 0}}, north_noded{{50, -50}, {50, 0}, {50, 50}};
  EXPECT_EQ(flags({street(0, east), street(0, north)}), (std::vector<char>{0, 0}));
  EXPECT_EQ(flags({street(0, east), street(1, north)}), (std::vector<char>{0, 1}));
  EXPECT_EQ(flags({street(-1, east), street(0, north)}), (std::vector<char>{1, 0}));
  EXPECT_EQ(flags({street(2, east), street(1, north)}), (std::vector<char>{1, 1}));
  EXPECT_EQ(flags({street(1, east), street(1, north)}), (std::vector<char>{0, 0}));
  EXPECT_EQ(flags({street(0, east_noded), street(1, north_noded)}), (std::vector<char>{0, 0}));
  EXPECT_EQ(flags({street(0, east_noded), street(1, north)}), (std::vector<char>{0, 1}));
}

TEST(BoundingEdges, LeaveOutTheFlaggedStreets) {
  const std::vector streets{street(0, {{0, 0}, {100, 0}}), street(1, {{50, -50}, {50, 50}})};
  const BlockInput input{.districts = {}, .streets = streets};
  const Network network = Network::node(barrier_lines(input)).value();
  EXPECT_EQ(bounding_edges(network, input, std::vector<char>{0, 1})->size(), 2U);
  EXPECT_EQ(bounding_edges(network, input, std::vector<char>{0, 0})->size(), 4U);
}

}  // namespace
}  // namespace libgrid::coverage::detail
