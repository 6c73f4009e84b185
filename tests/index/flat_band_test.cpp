#include <libgrid/index/detail/flat_band.hpp>

#include <gtest/gtest.h>

namespace libgrid::index::detail {
namespace {

TEST(FlatBand, TablesLieOneAfterAnotherOn64Bytes) {
  const BandCounts counts{.edges = 1, .units = 5, .top = 3, .subs = 1, .combos = 1, .pool = 2, .layers = 2};
  EXPECT_EQ(band_bytes(counts), 64U + 128U + 64U + 64U + 64U + 64U + 64U);
  const std::vector<Unit> bytes(band_bytes(counts) / sizeof(Unit));
  const BandView band = view_of(std::as_bytes(std::span(bytes)), counts);
  EXPECT_EQ(band.units.size(), 5U);
  EXPECT_EQ(band.subs.size(), 16U);
  EXPECT_EQ(band.combos.size(), 3U);
  EXPECT_EQ(reinterpret_cast<const std::byte*>(band.pool.data()) - reinterpret_cast<const std::byte*>(bytes.data()),
            64 * 7 - 64 + 64);
}

TEST(FlatBand, OnlyOneLayerNamesShapesInCells) {  // found by fuzzing
  const std::vector<std::uint32_t> top{entry(Kind::interior, 1)};
  BandView band;
  band.top = top;
  EXPECT_TRUE(sound(band, {.shapes = 3, .layers = 1, .levels = 0}));
  EXPECT_FALSE(sound(band, {.shapes = 3, .layers = 2, .levels = 0}));
}

TEST(FlatBand, SubGridsThatGoRoundAreNotSound) {
  std::vector<std::uint32_t> subs(32, entry(Kind::interior, 0)), top{entry(Kind::sub, 0)};
  subs[3] = entry(Kind::sub, 1);
  BandView band;
  band.top = top;
  band.subs = subs;
  EXPECT_TRUE(sound(band, {.shapes = 1, .layers = 1, .levels = 2}));
  EXPECT_FALSE(sound(band, {.shapes = 1, .layers = 1, .levels = 1})) << "deeper than the bits of a place";
  subs[20] = entry(Kind::sub, 0);
  EXPECT_FALSE(sound(band, {.shapes = 1, .layers = 1, .levels = 9}));
}

}  // namespace
}  // namespace libgrid::index::detail
