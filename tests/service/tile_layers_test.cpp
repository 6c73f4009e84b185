#include <service/handlers/tile_layers.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>
#include <string>

#include <service/handlers/handlers.hpp>
#include <service/handlers/heat.hpp>
#include <service/handlers/zone_colours.hpp>

#include "../tile/mvt_decoder.hpp"
#include "small_city.hpp"

namespace libgrid::service {
namespace {

using test::decode_tile;
using test::DecodedFeature;
using test::DecodedTile;

tile::TileId tile_at(double x, double y, int zoom) { return tile::tile_of(tile::to_world(test::at(x, y)), zoom); }

class Layers : public testing::Test {
 protected:
  [[nodiscard]] std::vector<DecodedFeature> features(const char* layer, int zoom, const char* category = "") const {
    const auto bytes = layers_.tile(layer, tile_at(480, 480, zoom), category);
    EXPECT_TRUE(bytes);
    const DecodedTile tile = decode_tile(*bytes);
    EXPECT_EQ(tile.problem, "");
    return tile.layers.empty() ? std::vector<DecodedFeature>{} : tile.layers.at(0).features;
  }
  workflow::CityView city_ = test::small_city();
  TileLayers layers_{city_};
};

TEST_F(Layers, ZonesOfEachLevelAreALayer) {
  EXPECT_EQ(features("zones1", 10).size(), 2u);
  const auto zones = features("zones2", 10);
  ASSERT_EQ(zones.size(), 4u);
  EXPECT_EQ(zones[0].tags.at("code"), "T-01-01");
  EXPECT_EQ(zones[0].tags.at("label"), "01-01") << "without the city's code";
  EXPECT_EQ(zones[0].tags.at("name_zh"), "第3网格");
  EXPECT_EQ(zones[0].tags.at("parent_id"), "1");
  EXPECT_EQ(zones[0].id, 3u);
}

TEST_F(Layers, EveryZoneHasOneLabelInsideIt) {
  const auto labels = features("labels2", 10);
  EXPECT_EQ(labels.size(), 4u);
  for (const workflow::ZoneView& view : city_.zones()) {
    const auto answer = city_.locate(view.label);
    ASSERT_TRUE(answer);
    ASSERT_NE(answer->zone, nullptr);
    EXPECT_TRUE(answer->zone->zone.id == view.zone.id || answer->upper->zone.id == view.zone.id);
  }
}

TEST_F(Layers, LanesAppearFromZoom12) {
  EXPECT_EQ(features("duties", 11).size(), 0u);
  const auto duties = features("duties", 12);
  ASSERT_EQ(duties.size(), 2u);
  EXPECT_EQ(duties[0].type, 2);
  EXPECT_EQ(duties[0].tags.at("zone"), "T-01-02");
  EXPECT_EQ(duties[0].tags.at("border"), "false");
}

TEST_F(Layers, BlocksAndDistricts) {
  EXPECT_EQ(features("blocks", 12).size(), 4u);
  EXPECT_EQ(features("districts", 10).size(), 2u);
}

TEST_F(Layers, HeatCountsReportsPerSquare) {
  std::int64_t all = 0;
  for (const DecodedFeature& f : features("heat", 8)) all += std::stoll(f.tags.at("n"));
  EXPECT_EQ(all, 4) << "five reports, one at the default coordinate";
  std::int64_t dumping = 0;
  for (const DecodedFeature& f : features("heat", 8, "Dumping")) dumping += std::stoll(f.tags.at("n"));
  EXPECT_EQ(dumping, 3);
}

TEST_F(Layers, UnknownLayersAndCategoriesAreNamed) {
  EXPECT_EQ(layers_.tile("nothing", {}, "").error().field, "layer");
  EXPECT_EQ(layers_.tile("heat", {}, "nothing").error().field, "category");
}

TEST_F(Layers, TilesOverTheRouter) {
  const Router router = make_router(city_);
  const auto get = [&](std::string path, Fields query = {}) {
    return router({.path = std::move(path), .query = std::move(query), .headers = {}, .body = {}, .parameters = {}});
  };
  const tile::TileId id = tile_at(480, 480, 14);
  const std::string where = std::to_string(id.z) + "/" + std::to_string(id.x) + "/" + std::to_string(id.y) + ".mvt";
  const Response zones = get("/tiles/zones2/" + where);
  EXPECT_EQ(zones.status, 200);
  EXPECT_EQ(zones.content_type, "application/vnd.mapbox-vector-tile");
  EXPECT_FALSE(zones.body.empty());
  EXPECT_EQ(get("/tiles/zones2/0/0/0.mvt").status, 200);
  EXPECT_EQ(get("/tiles/zones2/3/0/0.mvt").body, "") << "far away: an empty tile is a good tile";
  EXPECT_EQ(get("/tiles/nothing/" + where).status, 404);
  EXPECT_EQ(get("/tiles/zones2/1/2/0.mvt").status, 400);
  EXPECT_EQ(get("/tiles/zones2/23/0/0.mvt").status, 400);
  EXPECT_EQ(get("/tiles/zones2/-1/0/0.mvt").status, 400);
  EXPECT_EQ(get("/tiles/heat/" + where, {{"category", "x"}}).status, 404);
}

TEST(HeatOf, EveryPlaceIsCountedInExactlyOneTile) {
  std::vector<tile::WorldXy> places;
  for (int i = 0; i < 64; ++i)
    for (int j = 0; j < 64; ++j) places.push_back({i / 64.0, j / 64.0});  // many on tile borders
  std::int64_t counted = 0;
  for (std::int64_t x = 0; x < 8; ++x)
    for (std::int64_t y = 0; y < 8; ++y)
      for (const tile::Feature& f : heat_of(places, {3, x, y})) counted += std::get<std::int64_t>(f.tags.at(0).value);
  EXPECT_EQ(counted, 64 * 64);
}

TEST(HeatOf, PlacesOfOneSquareAreOnePoint) {
  const std::vector<tile::WorldXy> places(1000, tile::WorldXy{0.5, 0.5});
  const auto heat = heat_of(places, {0, 0, 0});
  ASSERT_EQ(heat.size(), 1u);
  EXPECT_EQ(heat[0].tags.at(0), (tile::Tag{"n", std::int64_t{1000}}));
}

TEST(ZoneColours, NeighboursDiffer) {
  const workflow::CityView city = test::small_city();
  const auto colours = zone_colours(city.zones(), 2);
  ASSERT_EQ(colours.size(), 4u);
  const auto colour = [&](std::int64_t id) { return colours.at(ZoneId{id}); };
  EXPECT_NE(colour(3), colour(4));
  EXPECT_NE(colour(3), colour(5));
  EXPECT_NE(colour(6), colour(4));
  EXPECT_NE(colour(6), colour(5));
  EXPECT_EQ(std::ranges::max(colours | std::views::values), 1) << "corners do not count: two colours are enough";
  EXPECT_EQ(zone_colours(city.zones(), 1).size(), 2u);
}

}  // namespace
}  // namespace libgrid::service
