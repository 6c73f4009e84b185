#include <array>

#include <libgrid/base/random_words.hpp>

namespace libgrid {
inline namespace base {
namespace {

constexpr std::size_t kCounters = 8;  // side by side: their products do not wait for each other
using Lane = std::array<std::uint32_t, kCounters>;

struct Lanes {
  Lane a, b, c, d;
};

std::uint32_t low(std::uint64_t n) { return static_cast<std::uint32_t>(n); }
std::uint32_t high(std::uint64_t n) { return static_cast<std::uint32_t>(n >> 32); }

Lanes counters(std::uint64_t stream, std::uint64_t first) {
  Lanes lanes{};
  for (std::size_t k = 0; k < kCounters; ++k) {
    lanes.a[k] = low(first + k);
    lanes.b[k] = high(first + k);
    lanes.c[k] = low(stream);
    lanes.d[k] = high(stream);
  }
  return lanes;
}

/// One round of Philox.
void mix(Lanes& lanes, std::uint32_t key, std::uint32_t other_key) {
  for (std::size_t k = 0; k < kCounters; ++k) {
    const std::uint64_t first = std::uint64_t{0xD2511F53U} * lanes.a[k];
    const std::uint64_t second = std::uint64_t{0xCD9E8D57U} * lanes.c[k];
    lanes.a[k] = high(second) ^ lanes.b[k] ^ key;
    lanes.b[k] = low(second);
    lanes.c[k] = high(first) ^ lanes.d[k] ^ other_key;
    lanes.d[k] = low(first);
  }
}

}  // namespace

void random_words(std::uint64_t seed, std::uint64_t stream, std::uint64_t first, std::span<std::uint32_t> words) {
  for (std::size_t at = 0; at + 4 * kCounters <= words.size(); at += 4 * kCounters, first += kCounters) {
    Lanes lanes = counters(stream, first);
    std::uint32_t key = low(seed), other_key = high(seed);
    for (int round = 0; round < 10; ++round) {
      mix(lanes, key, other_key);
      key += 0x9E3779B9U;
      other_key += 0xBB67AE85U;
    }
    for (std::size_t k = 0; k < kCounters; ++k) {
      std::uint32_t* word = words.data() + at + 4 * k;
      word[0] = lanes.a[k], word[1] = lanes.b[k], word[2] = lanes.c[k], word[3] = lanes.d[k];
    }
  }
}

}  // namespace base
}  // namespace libgrid
