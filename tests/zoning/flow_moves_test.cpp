#include <libgrid/zoning/detail/flow_moves.hpp>

#include <vector>

#include <gtest/gtest.h>

namespace libgrid::zoning::detail {
namespace {

/// A row of nodes with these loads; edges cost 1.
Mesh row_mesh(const std::vector<Load>& loads) {
  Mesh mesh;
  mesh.loads = loads;
  mesh.area.assign(loads.size(), 1.0);
  mesh.perimeter.assign(loads.size(), 4.0);
  for (std::uint32_t i = 0; i < loads.size(); ++i) {
    if (i > 0) mesh.edges.push_back({i - 1, 1.0F, 1.0F});
    if (i + 1 < loads.size()) mesh.edges.push_back({i + 1, 1.0F, 1.0F});
    mesh.first.push_back(static_cast<std::uint32_t>(mesh.edges.size()));
  }
  return mesh;
}

constexpr Limits kTight{.least = 9, .most = 10, .mean = 10.0};  // half of it is no block

TEST(FlowMoves, BlocksFollowTheFlowAsFarAsTheyFit) {
  const Mesh mesh = row_mesh({5, 3, 4, 2, 2});
  const std::vector<int> home{0, 0, 0, 1, 1};
  ZoningCut cut(mesh, home, 2);
  EXPECT_TRUE(FlowMoves(cut, home, kTight).follow(std::vector<ZoneArc>{{0, 1, 6}}));
  EXPECT_EQ(cut.parts(), (std::vector<int>{0, 0, 1, 1, 1})) << "4 of 6; the 3 behind it would be 7";
}

TEST(FlowMoves, AZoneIsNeverEmptied) {
  const Mesh mesh = row_mesh({5, 2});
  const std::vector<int> home{0, 1};
  ZoningCut cut(mesh, home, 2);
  EXPECT_FALSE(FlowMoves(cut, home, kTight).follow(std::vector<ZoneArc>{{0, 1, 100}}));
}

TEST(FlowMoves, WhoMayGoHomeDoes) {
  const Mesh mesh = row_mesh({5, 3, 4, 2, 2});
  const std::vector<int> home{0, 0, 0, 1, 1};
  ZoningCut cut(mesh, {0, 1, 1, 1, 1}, 2);
  FlowMoves(cut, home, {.least = 4, .most = 8, .mean = 8.0}).send_home();
  EXPECT_EQ(cut.parts(), (std::vector<int>{0, 0, 1, 1, 1})) << "3 goes; 4 would make zone 0 too heavy";
  ZoningCut other(mesh, {0, 0, 1, 1, 1}, 2);
  FlowMoves(other, home, {.least = 4, .most = 12, .mean = 8.0}).send_home();
  EXPECT_EQ(other.parts(), home);
}

TEST(FlowMoves, WhoGoesHomeFirstIsWhoLengthensTheBorderLeast) {
  // A row of zones 0 0 1 1 1: node 3 is away too, cut off from its home by node 2; going home shortens nothing.
  const Mesh mesh = row_mesh({1, 1, 1, 1, 1});
  const std::vector<int> home{0, 0, 0, 0, 1};
  const Limits wide{.least = 0, .most = 9, .mean = 3.0};
  ZoningCut cut(mesh, {0, 0, 1, 1, 1}, 2);
  FlowMoves(cut, home, wide).send_home(2);
  EXPECT_EQ(cut.parts(), (std::vector<int>{0, 0, 1, 1, 1})) << "two may stay away, the border is as long either way";
  FlowMoves(cut, home, wide).send_home(1);
  EXPECT_EQ(cut.parts(), (std::vector<int>{0, 0, 0, 1, 1}));
  EXPECT_EQ(FlowMoves(cut, home, wide).load_away(), 1);
}

TEST(FlowMoves, WhatShortensTheBorderGoesHomeAnyway) {
  const Mesh mesh = row_mesh({1, 1, 1, 1, 1});
  const std::vector<int> home{0, 0, 0, 1, 1};
  ZoningCut cut(mesh, {1, 0, 0, 1, 1}, 2);  // the first node alone: two borders in place of one
  FlowMoves(cut, home, {.least = 0, .most = 9, .mean = 3.0}).send_home(5);
  EXPECT_EQ(cut.parts(), home);
}

}  // namespace
}  // namespace libgrid::zoning::detail
