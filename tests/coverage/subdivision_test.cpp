#include <libgrid/coverage/detail/subdivision.hpp>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

// +---+---+
// | 0 | 1 |   with a dead end into face 1
// +---+---+
Network two_rooms() {
  return Network::node(std::vector<LineString>{
                           {{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}, {{10, 0}, {10, 10}}, {{20, 5}, {15, 5}}})
      .value();
}

TEST(Subdivision, FacesAreSortedAndEveryEdgeKnowsBothSides) {
  const Network network = two_rooms();
  const Subdivision rooms = Subdivision::of(network).value();
  ASSERT_EQ(rooms.faces().size(), 2U);
  EXPECT_EQ(rooms.faces()[0].outer.front(), (Xy{0, 0}));
  const auto* wall = rooms.edge(network.vertex_at({10, 10}), network.vertex_at({10, 0}));
  ASSERT_NE(wall, nullptr);
  EXPECT_EQ(wall->left, 0);  // walking up from (10, 0)
  EXPECT_EQ(wall->right, 1);
  const auto* south = rooms.edge(network.vertex_at({0, 0}), network.vertex_at({10, 0}));
  ASSERT_NE(south, nullptr);
  EXPECT_EQ(south->left, 0);
  EXPECT_EQ(south->right, kNoFace);
  EXPECT_EQ(rooms.edge(network.vertex_at({15, 5}), network.vertex_at({20, 5})),
            nullptr);  // the dead end bounds nothing
}

TEST(Enclosing, IsDecidedByCrossingWalks) {
  const Network network = two_rooms();
  const Subdivision rooms = Subdivision::of(network).value();
  const auto walk = [&](const std::vector<Xy>& corners) {
    std::vector<int> out;
    for (std::size_t i = 1; i < corners.size(); ++i) {
      const auto part = network.trace(corners[i - 1], corners[i]).value();
      out.insert(out.end(), part.begin() + (out.empty() ? 0 : 1), part.end());
    }
    return out;
  };
  const std::vector<std::vector<int>> walks{walk({{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}),
                                            walk({{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}})};
  const auto inside = enclosing(rooms, walks, std::vector<int>{0, 1}).value();
  EXPECT_EQ(inside[0], std::vector<int>{0});
  EXPECT_EQ(inside[1], (std::vector<int>{0, 1}));
}

TEST(Enclosing, AnOpenWalkIsRefused) {
  const Network network = two_rooms();
  const Subdivision rooms = Subdivision::of(network).value();
  const std::vector<std::vector<int>> walks{network.trace({0, 0}, {20, 0}).value()};
  EXPECT_EQ(enclosing(rooms, walks, std::vector<int>{0}).error().code, ErrorCode::internal);
}

TEST(JoinFaces, FacesHangTogetherOverTheChosenEdges) {
  const Network network = two_rooms();
  const Subdivision rooms = Subdivision::of(network).value();
  EXPECT_EQ(join_faces(rooms, std::vector<char>(rooms.edges().size(), 0)), (std::vector<int>{0, 1}));
  EXPECT_EQ(join_faces(rooms, std::vector<char>(rooms.edges().size(), 1)), (std::vector<int>{0, 0}));
}

TEST(Subdivision, OfListedEdgesOnlyIgnoresTheOthers) {
  const Network network = two_rooms();
  std::vector<std::pair<int, int>> outline;
  const std::vector<Xy> corners{{0, 0}, {10, 0}, {20, 0}, {20, 5}, {20, 10}, {10, 10}, {0, 10}, {0, 0}};
  for (std::size_t i = 1; i < corners.size(); ++i)
    outline.emplace_back(network.vertex_at(corners[i - 1]), network.vertex_at(corners[i]));
  EXPECT_EQ(Subdivision::of(network, outline).value().faces().size(), 1U);
}

}  // namespace
}  // namespace libgrid::coverage::detail
