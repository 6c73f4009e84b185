#include <libgrid/base/random.hpp>

namespace libgrid {
inline namespace base {
namespace {

struct Product {
  std::uint32_t high, low;
};

Product multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t full = std::uint64_t{a} * b;
  return {static_cast<std::uint32_t>(full >> 32), static_cast<std::uint32_t>(full)};
}

__extension__ using Wide = unsigned __int128;

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const Product first = multiply(0xD2511F53U, counter[0]);
    const Product second = multiply(0xCD9E8D57U, counter[2]);
    counter = {second.high ^ counter[1] ^ key[0], second.low, first.high ^ counter[3] ^ key[1], first.low};
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

std::uint64_t CounterRandom::operator()(std::uint64_t index) const {
  const auto low = [](std::uint64_t n) { return static_cast<std::uint32_t>(n); };
  const auto high = [](std::uint64_t n) { return static_cast<std::uint32_t>(n >> 32); };
  const auto words = philox4x32_10({low(index), high(index), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
  return (std::uint64_t{words[1]} << 32) | words[0];
}

double CounterRandom::unit(std::uint64_t index) const { return static_cast<double>((*this)(index) >> 11) * 0x1.0p-53; }

std::uint64_t CounterRandom::below(std::uint64_t index, std::uint64_t bound) const {
  return static_cast<std::uint64_t>((static_cast<Wide>((*this)(index)) * bound) >> 64);
}

}  // namespace base
}  // namespace libgrid
