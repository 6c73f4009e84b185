#include <libgrid/base/random_words.hpp>

#include <gtest/gtest.h>

#include <array>

#include <libgrid/base/random.hpp>

namespace libgrid {
namespace {

// A twin: one call of the generator per counter; the counter passes from its low to its high word.
TEST(RandomWords, AreThoseOfTheCounters) {
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{5}, (std::uint64_t{1} << 32) - 3}) {
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{0xfedcba9876543210}}) {
      std::array<std::uint32_t, 96> words{};
      const std::uint64_t stream = seed * 3;
      random_words(seed, stream, first, words);
      for (std::size_t k = 0; k < words.size(); ++k) {
        const std::uint64_t index = first + k / 4;
        const auto low = [](std::uint64_t n) { return static_cast<std::uint32_t>(n); };
        const auto high = [](std::uint64_t n) { return static_cast<std::uint32_t>(n >> 32); };
        ASSERT_EQ(words[k],
                  philox4x32_10({low(index), high(index), low(stream), high(stream)}, {low(seed), high(seed)})[k % 4])
            << first << " " << seed << " " << k;
      }
    }
  }
}

}  // namespace
}  // namespace libgrid
