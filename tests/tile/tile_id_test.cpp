#include <libgrid/tile/tile_id.hpp>

#include <gtest/gtest.h>

#include <string>

#include <libgrid/base/random.hpp>

namespace libgrid::tile {
namespace {

TEST(TileId, HeaderSnippet) {
  const Expected<TileId> tile = parse_tile_id("12", "1239", "1515");
  const WorldXy p = to_world(LonLat{-71.0648, 42.3574});
  ASSERT_TRUE(tile);
  EXPECT_EQ(tile_of(p, 12), *tile);
}

TEST(TileId, KnownPlacesHaveTheTilesOfTheSlippyMapScheme) {
  struct Row {
    const char* name;
    LonLat place;
    TileId tile;
  };
  // From the published formula, floor(2^z (1 - asinh(tan lat) / pi) / 2), evaluated by hand in Python.
  const Row rows[] = {
      {"null island", {0.0, 0.0}, {1, 1, 1}},
      {"north west corner", {-180.0, 85.06}, {5, 0, 0}},
      {"Boston Common", {-71.0655, 42.3550}, {15, 9915, 12120}},
      {"Xuchang", {113.8523, 34.0357}, {10, 835, 408}},
      {"Wellington", {174.7762, -41.2866}, {8, 252, 160}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(tile_of(to_world(row.place), row.tile.z), row.tile);
  }
}

TEST(ParseTileId, AnythingButThreePlainNumbersInRangeIsRefused) {
  struct Row {
    const char *z, *x, *y, *field;
  };
  const Row rows[] = {
      {"", "0", "0", "z"},         {"-1", "0", "0", "z"},
      {"+1", "0", "0", "z"},       {"23", "0", "0", "z"},
      {"1e1", "0", "0", "z"},      {"0x1", "0", "0", "z"},
      {" 1", "0", "0", "z"},       {"99999999999999999999", "0", "0", "z"},
      {"1", "2", "0", "x"},        {"1", "-1", "0", "x"},
      {"1", "0", "2", "y"},        {"22", "4194304", "0", "x"},
      {"22", "0", "4194304", "y"}, {"1", "0", "0.5", "y"},
      {"1", "0", "0\n", "y"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string(row.z) + "/" + row.x + "/" + row.y);
    const auto tile = parse_tile_id(row.z, row.x, row.y);
    ASSERT_FALSE(tile);
    EXPECT_EQ(tile.error().code, ErrorCode::parameter_invalid);
    EXPECT_EQ(tile.error().field, row.field);
  }
  EXPECT_TRUE(parse_tile_id("22", "4194303", "4194303"));
  EXPECT_TRUE(parse_tile_id("0", "0", "0"));
}

TEST(ToWorld, RoundTripKeepsPlacesWithinAMicrometre) {
  const CounterRandom draw{7, 1};
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const LonLat p{draw.unit(2 * i) * 360.0 - 180.0, draw.unit(2 * i + 1) * 170.0 - 85.0};
    const LonLat back = to_lonlat(to_world(p));
    EXPECT_NEAR(back.lon, p.lon, 1e-11) << "seed 7, i " << i;
    EXPECT_NEAR(back.lat, p.lat, 1e-11) << "seed 7, i " << i;
  }
}

}  // namespace
}  // namespace libgrid::tile
