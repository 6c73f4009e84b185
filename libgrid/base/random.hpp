#pragma once
/// Random numbers without a state: a number is a pure function of (seed, stream, index).
///
///   CounterRandom draw{seed, /*stream=*/level};
///   std::uint64_t r = draw(index);            // the same on any machine, in any thread, in any order
///   double u = draw.unit(index);              // [0, 1)
///   std::uint64_t k = draw.below(index, 6);   // 0..5, unbiased to 2^-64 * bound
///
/// So the same input and seed give the same bytes whatever the thread count.
/// @source Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11, Philox4x32-10.

#include <array>
#include <cstdint>

namespace libgrid {
inline namespace base {

/// Philox4x32 with ten rounds: the published bijection on 128-bit counters (tested against Random123's vectors).
[[nodiscard]] std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                                         std::array<std::uint32_t, 2> key);

class CounterRandom {
 public:
  CounterRandom(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

  [[nodiscard]] std::uint64_t operator()(std::uint64_t index) const;
  [[nodiscard]] double unit(std::uint64_t index) const;
  [[nodiscard]] std::uint64_t below(std::uint64_t index, std::uint64_t bound) const;  ///< @pre bound > 0

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
};

}  // namespace base
}  // namespace libgrid
