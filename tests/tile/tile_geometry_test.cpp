#include <libgrid/tile/detail/tile_geometry.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace libgrid::tile::detail {
namespace {

constexpr TileId kWorld{0, 0, 0};
constexpr MvtOptions kTen{.extent = 10, .buffer = 1};

Feature square(double low, double high) {
  Feature f;
  const WorldLine ring = {{low, low}, {high, low}, {high, high}, {low, high}, {low, low}};
  f.shape = std::vector<WorldPolygon>{{ring, {}}};
  f.box.extend({low, low});
  f.box.extend({high, high});
  return f;
}

TEST(TileGeometry, OuterRingsArePositiveWhateverTheInputDirection) {
  Feature f = square(0.2, 0.7);
  EXPECT_EQ(doubled_area(tile_geometry(f, kWorld, kTen).paths.at(0)), 50);
  auto& ring = std::get<std::vector<WorldPolygon>>(f.shape).front().outer;
  std::reverse(ring.begin(), ring.end());
  EXPECT_EQ(doubled_area(tile_geometry(f, kWorld, kTen).paths.at(0)), 50);
}

TEST(TileGeometry, HolesAreNegative) {
  Feature f = square(0.1, 0.9);
  std::get<std::vector<WorldPolygon>>(f.shape).front().holes = {{{0.3, 0.3}, {0.5, 0.3}, {0.5, 0.5}, {0.3, 0.5}}};
  const TileGeometry g = tile_geometry(f, kWorld, kTen);
  ASSERT_EQ(g.paths.size(), 2u);
  EXPECT_EQ(doubled_area(g.paths[0]), 128);
  EXPECT_EQ(doubled_area(g.paths[1]), -8);
}

TEST(TileGeometry, WhatVanishesInRoundingIsLeftOut) {
  EXPECT_TRUE(tile_geometry(square(0.31, 0.32), kWorld, kTen).paths.empty()) << "polygon smaller than a unit";
  Feature f = square(0.1, 0.9);
  std::get<std::vector<WorldPolygon>>(f.shape).front().holes = {{{0.31, 0.31}, {0.32, 0.31}, {0.32, 0.32}}};
  EXPECT_EQ(tile_geometry(f, kWorld, kTen).paths.size(), 1u) << "hole smaller than a unit";
  Feature line;
  line.shape = std::vector<WorldLine>{{{0.31, 0.31}, {0.32, 0.32}}};
  line.box.extend({0.31, 0.31});
  line.box.extend({0.32, 0.32});
  EXPECT_TRUE(tile_geometry(line, kWorld, kTen).paths.empty()) << "line shorter than a unit";
}

TEST(TileGeometry, ATileInsideAHoleIsEmpty) {
  Feature f = square(0.0, 1.0);
  std::get<std::vector<WorldPolygon>>(f.shape).front().holes = {{{0.1, 0.1}, {0.9, 0.1}, {0.9, 0.9}, {0.1, 0.9}}};
  EXPECT_TRUE(tile_geometry(f, TileId{3, 3, 3}, kTen).paths.empty());
  EXPECT_FALSE(tile_geometry(f, TileId{3, 0, 0}, kTen).paths.empty());
}

TEST(TileGeometry, APolygonAroundTheTileFillsTileAndBuffer) {
  const TileGeometry g = tile_geometry(square(0.0, 1.0), TileId{5, 16, 16}, kTen);
  ASSERT_EQ(g.paths.size(), 1u);
  EXPECT_EQ(doubled_area(g.paths[0]), 2 * 12 * 12);
}

TEST(TileGeometry, APointBelongsToExactlyOneTile) {
  const Feature corner = point_feature(1, WorldXy{0.5, 0.5}, {});
  int tiles = 0;
  for (std::int64_t x = 0; x < 2; ++x)
    for (std::int64_t y = 0; y < 2; ++y)
      tiles += static_cast<int>(tile_geometry(corner, TileId{1, x, y}, kTen).paths.size());
  EXPECT_EQ(tiles, 1);
  const Feature last = point_feature(1, WorldXy{0.4999, 0.4999}, {});
  const TileGeometry g = tile_geometry(last, TileId{1, 0, 0}, kTen);
  ASSERT_EQ(g.paths.size(), 1u);
  EXPECT_EQ(g.paths[0][0], (Cursor{9, 9})) << "floored into its own tile";
}

}  // namespace
}  // namespace libgrid::tile::detail
