#pragma once
/// Cheap random numbers for inner loops: a pure function of (seed, stream, index), a few nanoseconds each.
///
/// The finaliser of SplitMix64 over a counter; Philox (libgrid/base/random.hpp) seeds the stream.
/// @source Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195

#include <cstddef>
#include <cstdint>

#include <libgrid/base/random.hpp>

namespace libgrid::zoning::detail {

class Draw {
 public:
  Draw(std::uint64_t seed, std::uint64_t stream) : key_(CounterRandom(seed, stream)(0)) {}

  /// The next number of this stream.
  std::uint64_t operator()() {
    std::uint64_t z = key_ + ++index_ * 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// 0 .. bound - 1 from the upper 32 bits. @pre 0 < bound < 2^32
  std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>(((*this)() >> 32U) * static_cast<std::uint64_t>(bound) >> 32U);
  }
  double unit() { return static_cast<double>((*this)() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t key_;
  std::uint64_t index_ = 0;
};

}  // namespace libgrid::zoning::detail
