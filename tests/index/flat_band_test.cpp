#include <libgrid/index/detail/flat_band.hpp>

#include <gtest/gtest.h>

namespace libgrid::index::detail {
namespace {

TEST(FlatBand, TablesLieOneAfterAnotherOn64Bytes) {
  const BandCounts counts{.points = 2, .units = 5, .top = 3, .subs = 1, .combos = 1, .pool = 2, .layers = 2};
  EXPECT_EQ(band_bytes(counts), 64U + 128U + 64U + 64U + 64U + 64U + 64U);
  const std::vector<Unit> bytes(band_bytes(counts) / sizeof(Unit));
  const BandView band = view_of(std::as_bytes(std::span(bytes)), counts);
  EXPECT_EQ(band.units.size(), 5U);
  EXPECT_EQ(band.subs.size(), 16U);
  EXPECT_EQ(band.combos.size(), 3U);
  EXPECT_EQ(reinterpret_cast<const std::byte*>(band.pool.data()) - reinterpret_cast<const std::byte*>(bytes.data()),
            64 * 7 - 64 + 64);
}

TEST(FlatBand, ACellNamesShapesThatThereAre) {  // one layer's numbers in a cell of two layers: found by fuzzing
  const auto fine = [](std::uint32_t value, std::vector<std::uint32_t> layer_start) {
    const std::vector<std::uint32_t> top{entry(Kind::interior, value)};
    BandView band;
    band.top = top;
    return sound(band, {.layer_start = layer_start, .levels = 0});
  };
  EXPECT_TRUE(fine(4, {0, 4}));
  EXPECT_FALSE(fine(5, {0, 4}));
  EXPECT_TRUE(fine(2U << 2U | 3U, {0, 3, 5}));
  EXPECT_FALSE(fine(3U << 2U | 3U, {0, 3, 5})) << "layer 1 has two shapes";
  EXPECT_FALSE(fine(1U << 4U, {0, 3, 5})) << "beside all layers";
  EXPECT_FALSE(fine(kComboFlag, {0, 3, 5})) << "no combos";
  EXPECT_FALSE(fine(1, {0, 1U << 20U, 1U << 21U})) << "more bits than an entry has: combos only";
}

TEST(FlatBand, AnswerBitsOfLayersStandSideBySide) {
  const std::vector<std::uint32_t> starts{0, 3, 3, 300};
  const AnswerBits bits = answer_bits(starts);
  ASSERT_TRUE(bits.fit);
  const std::uint32_t value = 297U << 2U | 2U;
  EXPECT_EQ(bits.answer(value, 0), 1);
  EXPECT_EQ(bits.answer(value, 1), -1);
  EXPECT_EQ(bits.answer(value, 2), 296);
}

TEST(FlatBand, AnEdgeRunsUpwards) {
  const std::vector<Xy> points{{0, 4}, {3, 1}, {1, 1}};
  BandView band;
  band.points = points;
  EXPECT_EQ(band.edge(0).a, (Xy{3, 1}));
  EXPECT_EQ(band.edge(0).b, (Xy{0, 4}));
  EXPECT_EQ(band.edge(1).a, (Xy{1, 1}));
}

TEST(FlatBand, SubGridsThatGoRoundAreNotSound) {
  std::vector<std::uint32_t> subs(32, entry(Kind::interior, 0)), top{entry(Kind::sub, 0)};
  subs[3] = entry(Kind::sub, 1);
  BandView band;
  band.top = top;
  band.subs = subs;
  const std::vector<std::uint32_t> starts{0, 1};
  EXPECT_TRUE(sound(band, {.layer_start = starts, .levels = 2}));
  EXPECT_FALSE(sound(band, {.layer_start = starts, .levels = 1})) << "deeper than the bits of a place";
  subs[20] = entry(Kind::sub, 0);
  EXPECT_FALSE(sound(band, {.layer_start = starts, .levels = 9}));
}

}  // namespace
}  // namespace libgrid::index::detail
