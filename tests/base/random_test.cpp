#include <libgrid/base/random.hpp>

#include <array>
#include <cstdint>
#include <set>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

struct KnownAnswer {
  const char* name;
  Counter counter;
  Key key;
  Counter answer;
};

TEST(Philox, KnownAnswersOfRandom123) {
  const std::uint32_t ones = 0xFFFFFFFF;
  const KnownAnswer rows[] = {
      {"zeros", {0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {"ones", {ones, ones, ones, ones}, {ones, ones}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {"digits of pi",
       {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
       {0xa4093822, 0x299f31d0},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const KnownAnswer& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(philox4x32_10(row.counter, row.key), row.answer);
  }
}

TEST(CounterRandom, SnippetOfTheHeader) {
  const std::uint64_t seed = 20151, level = 1, index = 7;
  const CounterRandom draw{seed, /*stream=*/level};
  const std::uint64_t r = draw(index);
  const double u = draw.unit(index);
  const std::uint64_t k = draw.below(index, 6);
  EXPECT_EQ(r, draw(index));
  EXPECT_TRUE(u >= 0.0 && u < 1.0);
  EXPECT_LT(k, 6u);
}

TEST(CounterRandom, WordsAreThoseOfPhiloxAtTheCounter) {
  // index -> words 0 and 1 of the counter, stream -> words 2 and 3, seed -> key.
  const auto words = philox4x32_10({0x11111111, 0x22222222, 0x33333333, 0x44444444}, {0x55555555, 0x66666666});
  const CounterRandom draw{0x66666666'55555555, 0x44444444'33333333};
  EXPECT_EQ(draw(0x22222222'11111111), (std::uint64_t{words[1]} << 32) | words[0]);
}

TEST(CounterRandom, SeedStreamAndIndexAllMatter) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    for (std::uint64_t stream = 0; stream < 10; ++stream)
      for (std::uint64_t index = 0; index < 10; ++index) seen.insert(CounterRandom{seed, stream}(index));
  EXPECT_EQ(seen.size(), 1000u);
}

TEST(CounterRandom, UnitIsEven) {
  const CounterRandom draw{1, 2};
  std::array<int, 10> tenths{};
  for (std::uint64_t i = 0; i < 100'000; ++i) ++tenths[static_cast<std::size_t>(draw.unit(i) * 10.0)];
  // 10,000 expected each with standard deviation 95; the draw is fixed, so this never flickers.
  for (const int count : tenths) EXPECT_NEAR(count, 10'000, 400);
}

TEST(CounterRandom, BelowIsEvenAndStaysBelow) {
  const CounterRandom draw{1, 3};
  std::array<int, 7> counts{};
  for (std::uint64_t i = 0; i < 70'000; ++i) ++counts.at(draw.below(i, 7));
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 400);
  EXPECT_EQ(draw.below(5, 1), 0u);
}

}  // namespace
}  // namespace libgrid
