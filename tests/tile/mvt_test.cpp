#include <libgrid/tile/mvt.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>

#include "mvt_decoder.hpp"

namespace libgrid::tile {
namespace {

using test::decode_tile;
using test::DecodedFeature;
using test::DecodedTile;
using test::TileRing;

constexpr LonLat kBoston{-71.0648, 42.3574};

/// A closed ring of given radius in degrees, with `corners` corners of random depth.
LonLatLine star(LonLat centre, double radius, int corners, const CounterRandom& draw, std::uint64_t& n) {
  LonLatLine ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.283185307179586 * i / corners, r = radius * (0.3 + 0.7 * draw.unit(n++));
    ring.push_back({centre.lon + r * std::cos(angle), centre.lat + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

std::int64_t doubled_area_of(const TileRing& ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto [ax, ay] = ring[i];
    const auto [bx, by] = ring[(i + 1) % ring.size()];
    sum += ax * by - bx * ay;
  }
  return sum;
}

TEST(EncodeTile, HeaderSnippet) {
  const std::vector<Feature> zones = {polygon_feature(
      1, {LonLatPolygon{.outer = {{-71.1, 42.3}, {-71.0, 42.3}, {-71.0, 42.4}, {-71.1, 42.3}}, .holes = {}}}, {})};
  const LayerView layer{"zones2", zones};
  const std::string bytes = encode_tile(TileId{12, 1239, 1515}, {&layer, 1});
  const DecodedTile tile = decode_tile(bytes);
  EXPECT_EQ(tile.problem, "");
  ASSERT_EQ(tile.layers.size(), 1u);
  EXPECT_EQ(tile.layers[0].name, "zones2");
  EXPECT_EQ(tile.layers[0].version, 2u);
  EXPECT_EQ(tile.layers[0].extent, 4096u);
}

TEST(EncodeTile, BytesOfASmallTileAreThoseOfTheSpecification) {
  // One point at (25, 17): command 9, zigzag 50 34 (specification 4.3.5.1), id 1, no tags.
  const std::vector<Feature> points = {point_feature(1, WorldXy{25.0 / 4096, 17.0 / 4096}, {})};
  const LayerView layer{"a", points};
  const std::string bytes = encode_tile(TileId{0, 0, 0}, {&layer, 1});
  const unsigned char expected[] = {0x1a, 0x13, 0x78, 0x02, 0x0a, 0x01, 'a',  0x28, 0x80, 0x20, 0x12,
                                    0x09, 0x08, 0x01, 0x18, 0x01, 0x22, 0x03, 0x09, 0x32, 0x22};
  EXPECT_EQ(bytes, std::string(reinterpret_cast<const char*>(expected), sizeof expected));
}

TEST(EncodeTile, TagsOfAllKindsComeBackAndEqualOnesAreStoredOnce) {
  std::vector<Feature> points;
  for (int i = 0; i < 50; ++i) {
    points.push_back(
        point_feature(static_cast<std::uint64_t>(i) + 1, kBoston,
                      {{"name", std::string("第3网格")}, {"n", std::int64_t{-7}}, {"z", 2.5}, {"hot", true}}));
  }
  const LayerView layer{"heat", points};
  const DecodedTile tile = decode_tile(encode_tile(tile_of(to_world(kBoston), 14), {&layer, 1}));
  ASSERT_EQ(tile.problem, "");
  ASSERT_EQ(tile.layers.at(0).features.size(), 50u);
  EXPECT_EQ(tile.layers[0].keys.size(), 4u);
  EXPECT_EQ(tile.layers[0].values.size(), 4u);
  const std::map<std::string, std::string> tags = {
      {"name", "第3网格"}, {"n", "-7"}, {"z", "2.500000"}, {"hot", "true"}};
  EXPECT_EQ(tile.layers[0].features[49].tags, tags);
}

TEST(EncodeTile, EmptyLayersAndFarFeaturesAreNotWritten) {
  const std::vector<Feature> far = {point_feature(1, LonLat{113.8, 34.0}, {})};
  const LayerView layers[] = {{"none", {}}, {"far", far}};
  EXPECT_EQ(encode_tile(tile_of(to_world(kBoston), 14), layers), "");
}

TEST(EncodeTile, MinZoomHidesAFeatureBelowIt) {
  std::vector<Feature> points = {point_feature(1, kBoston, {})};
  points[0].min_zoom = 13;
  const LayerView layer{"lanes", points};
  EXPECT_EQ(encode_tile(tile_of(to_world(kBoston), 12), {&layer, 1}), "");
  EXPECT_NE(encode_tile(tile_of(to_world(kBoston), 13), {&layer, 1}), "");
}

TEST(EncodeTile, SharedBordersOfNeighboursStayIdenticalAfterRounding) {
  const LonLat a{-71.06, 42.35}, b{-71.0567, 42.3583}, c{-71.0511, 42.3601};
  const std::vector<Feature> zones = {
      polygon_feature(1, {LonLatPolygon{.outer = {{-71.08, 42.355}, a, b, c, {-71.08, 42.355}}, .holes = {}}}, {}),
      polygon_feature(2, {LonLatPolygon{.outer = {{-71.04, 42.355}, c, b, a, {-71.04, 42.355}}, .holes = {}}}, {})};
  const LayerView layer{"zones", zones};
  const DecodedTile tile = decode_tile(encode_tile(tile_of(to_world(b), 11), {&layer, 1}));
  ASSERT_EQ(tile.problem, "");
  const auto& features = tile.layers.at(0).features;
  ASSERT_EQ(features.size(), 2u);
  int shared = 0;
  for (const auto& p : features[0].paths.at(0))
    shared += static_cast<int>(std::count(features[1].paths.at(0).begin(), features[1].paths.at(0).end(), p));
  EXPECT_EQ(shared, 3);
}

/// Random stars with holes over random zooms: well formed, wound, inside the buffer, and covering the same ground.
TEST(EncodeTile, RandomPolygonsDecodeToTheSameGround) {
  constexpr std::uint64_t kSeed = 21;
  const CounterRandom draw{kSeed, 0};
  std::uint64_t n = 0;
  for (int round = 0; round < 150; ++round) {
    const int zoom = 9 + static_cast<int>(draw.below(n++, 8));
    const LonLatPolygon shape{.outer = star(kBoston, 0.05, 3 + static_cast<int>(draw.below(n++, 40)), draw, n),
                              .holes = {star(kBoston, 0.01, 5, draw, n)}};
    const std::vector<Feature> features = {polygon_feature(9, {shape}, {{"k", std::string("v")}})};
    const LayerView layer{"x", features};
    const TileId id = tile_of(to_world({kBoston.lon + 0.02 * (draw.unit(n++) - 0.5), kBoston.lat}), zoom);
    const DecodedTile tile = decode_tile(encode_tile(id, {&layer, 1}));
    ASSERT_EQ(tile.problem, "") << "seed " << kSeed << " round " << round;

    Polygon truth, drawn;  // both in tile units
    const auto to_tile = [&](const LonLatLine& line) {
      Ring ring;
      const double side = std::ldexp(1.0, zoom);
      for (const LonLat& p : line) {
        const WorldXy w = to_world(p);
        ring.push_back(
            {(w.x * side - static_cast<double>(id.x)) * 4096, (w.y * side - static_cast<double>(id.y)) * 4096});
      }
      return ring;
    };
    truth.outer = to_tile(shape.outer);
    truth.holes = {to_tile(shape.holes[0])};
    if (!tile.layers.empty()) {
      bool first = true;
      for (const TileRing& path : tile.layers[0].features.at(0).paths) {
        EXPECT_EQ(doubled_area_of(path) > 0, first) << "outer first and positive, holes negative";
        Ring ring;
        for (const auto& [x, y] : path) {
          EXPECT_TRUE(x >= -64 && x <= 4160 && y >= -64 && y <= 4160);
          ring.push_back({static_cast<double>(x), static_cast<double>(y)});
        }
        ring.push_back(ring.front());
        if (first)
          drawn.outer = ring;
        else
          drawn.holes.push_back(ring);
        first = false;
      }
    }
    const auto close = [](const Polygon& p, Xy at) {  // rounding moves borders by up to 0.71 units
      const auto ring_close = [&](const Ring& r) {
        for (std::size_t i = 1; i < r.size(); ++i)
          if (distance_to_segment(at, r[i - 1], r[i]).value < 1.0) return true;
        return false;
      };
      return ring_close(p.outer) || (!p.holes.empty() && ring_close(p.holes[0]));
    };
    for (int i = 0; i < 100; ++i) {
      const Xy p{draw.unit(n++) * 4096, draw.unit(n++) * 4096};
      if (close(truth, p)) continue;
      const bool in_truth = locate(truth, p) == Location::inside;
      const bool in_drawn = !drawn.outer.empty() && locate(drawn, p) == Location::inside;
      ASSERT_EQ(in_drawn, in_truth) << "seed " << kSeed << " round " << round << " at " << p.x << "," << p.y;
    }
  }
}

TEST(EncodeTile, EveryRandomPointIsDrawnByExactlyOneTileOfAZoom) {
  constexpr std::uint64_t kSeed = 22;
  const CounterRandom draw{kSeed, 0};
  std::vector<Feature> points;
  for (std::uint64_t i = 0; i < 500; ++i) {
    points.push_back(point_feature(
        i + 1, WorldXy{std::floor(draw.unit(2 * i) * 64) / 64, std::floor(draw.unit(2 * i + 1) * 64) / 64}, {}));
  }
  const LayerView layer{"p", points};
  std::size_t drawn = 0;
  for (std::int64_t x = 0; x < 8; ++x)
    for (std::int64_t y = 0; y < 8; ++y) {
      const DecodedTile tile = decode_tile(encode_tile(TileId{3, x, y}, {&layer, 1}));
      ASSERT_EQ(tile.problem, "");
      if (!tile.layers.empty()) drawn += tile.layers[0].features.size();
    }
  EXPECT_EQ(drawn, points.size()) << "seed " << kSeed;
}

TEST(EncodeTile, HostileSizesStayWithinTheTile) {
  LonLatLine world_wide, wild;
  for (int i = 0; i < 100'000; ++i) world_wide.push_back({i % 2 == 0 ? -1e6 : 1e6, i % 3 == 0 ? -90.0 : 90.0});
  for (int i = 0; i < 1000; ++i) wild.push_back({kBoston.lon, kBoston.lat});
  const std::string long_text(1 << 20, 'x');
  const std::vector<Feature> features = {
      line_feature(~std::uint64_t{0}, {world_wide}, {{long_text, long_text}}),
      polygon_feature(1, {LonLatPolygon{.outer = world_wide, .holes = {world_wide, wild}}}, {}),
      polygon_feature(2, {LonLatPolygon{.outer = wild, .holes = {}}, LonLatPolygon{}}, {}),
      line_feature(3, {wild, {}}, {}),
      line_feature(4, {}, {}),
      polygon_feature(5, {}, {})};
  const LayerView layer{"hostile", features};
  for (const int zoom : {0, 11, 22}) {
    const DecodedTile tile = decode_tile(encode_tile(tile_of(to_world(kBoston), zoom), {&layer, 1}));
    EXPECT_EQ(tile.problem, "");
    for (const auto& decoded : tile.layers)
      for (const DecodedFeature& f : decoded.features)
        for (const TileRing& path : f.paths)
          for (const auto& [x, y] : path) ASSERT_TRUE(x >= -64 && x <= 4160 && y >= -64 && y <= 4160);
  }
}

TEST(EncodeTile, TheSameInputGivesTheSameBytes) {
  const CounterRandom draw{23, 0};
  std::uint64_t n = 0;
  std::vector<Feature> features;
  for (int i = 0; i < 30; ++i) {
    features.push_back(polygon_feature(1, {LonLatPolygon{.outer = star(kBoston, 0.02, 20, draw, n), .holes = {}}},
                                       {{"a", std::int64_t{i}}, {"b", std::string("same")}}));
  }
  const LayerView layer{"x", features};
  const TileId id = tile_of(to_world(kBoston), 12);
  EXPECT_EQ(encode_tile(id, {&layer, 1}), encode_tile(id, {&layer, 1}));
}

}  // namespace
}  // namespace libgrid::tile
