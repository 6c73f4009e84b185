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
  EXPECT_FALSE(fine(5, {0, 4})) << "no combos";
  EXPECT_TRUE(fine(2 * 4 + 3, {0, 3, 5}));
  EXPECT_FALSE(fine(3 * 4, {0, 3, 5})) << "layer 1 has two shapes";
  EXPECT_TRUE(fine(0, {0, 1U << 20U, 1U << 21U}));
  EXPECT_FALSE(fine(1, {0, 1U << 20U, 1U << 21U})) << "more than an entry holds: combos only";
}

TEST(FlatBand, AnswersOfLayersAreTheDigitsOfOneNumber) {
  const auto answers = [](std::uint32_t value, const std::vector<std::uint32_t>& starts) {
    std::vector<std::int32_t> found(starts.size() - 1);
    answer_digits(starts).each(value, found.size(), [&](std::size_t l, std::int32_t a) { found[l] = a; });
    return found;
  };
  const std::vector<std::uint32_t> starts{0, 3, 3, 300};
  EXPECT_EQ(answer_digits(starts).plain, 4U * 1U * 298U);
  EXPECT_EQ(answers(297 * 4 + 2, starts), (std::vector<std::int32_t>{1, -1, 296}));
  EXPECT_EQ(answers(0, starts), (std::vector<std::int32_t>{-1, -1, -1}));
  EXPECT_EQ(answers(0, {0, 1U << 20U, 1U << 21U}), (std::vector<std::int32_t>{-1, -1})) << "where no number fits";
}

TEST(FlatBand, PairsOfLargeLayersFitIntoAnEntry) {
  EXPECT_EQ(answer_digits(std::vector<std::uint32_t>{0, 34'969, 69'938}).plain, 34'970U * 34'970U);
  EXPECT_EQ(answer_digits(std::vector<std::uint32_t>{0, 1'000'000, 1'002'116}).plain, 1'000'001U * 2'117U);
  EXPECT_EQ(answer_digits(std::vector<std::uint32_t>{0, 1'000'000, 2'000'000}).plain, 1U);
}

// Where a quotient is about to change, it is that of the division.
TEST(FlatBand, DigitsDivideExactly) {
  constexpr std::uint32_t kMost = (1U << 31U) - 1;
  for (const std::uint32_t base :
       {1U, 2U, 3U, 7U, 281U, 2'117U, 34'970U, 65'536U, 65'537U, 1'000'001U, (1U << 30U) + 1U, kMost}) {
    const AnswerDigit digit = answer_digit(base);
    for (const std::uint32_t times : {0U, 1U, 2U, 3U, 1'000U, 61'000U, kMost / base - 1U, kMost / base})
      for (const std::int64_t off : {-1, 0, 1}) {
        const std::int64_t value = std::int64_t{times % (kMost / base + 1)} * base + off;
        if (value < 0 || value > kMost) continue;
        const auto v = static_cast<std::uint32_t>(value);
        ASSERT_EQ(digit.over(v), v / base) << v << " / " << base;
      }
    ASSERT_EQ(digit.over(kMost), kMost / base);
  }
}

TEST(FlatBand, AnEntryIsItsKindAndItsValue) {
  EXPECT_EQ(kind_of(0x7fff'ffffU), Kind::interior);
  for (const Kind kind : {Kind::leaf, Kind::sub, Kind::crowded}) {
    EXPECT_EQ(kind_of(entry(kind, 12'345)), kind);
    EXPECT_EQ(value_of(entry(kind, kValueMask)), kValueMask);
  }
  const std::vector<std::uint32_t> top{0xe000'0000U}, starts{0, 1};
  BandView band;
  band.top = top;
  EXPECT_FALSE(sound(band, {.layer_start = starts, .levels = 0})) << "a kind that there is not";
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
