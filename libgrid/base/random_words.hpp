#pragma once
/// Many random words of one stream at once, for loops that need one number after the other.
///
///   std::vector<std::uint32_t> words(256);
///   random_words(seed, stream, 0, words);       // philox4x32_10 of the counters 0 to 63, four words each
///
/// @pre       the number of words is a multiple of 32
/// @guarantee word k is word k % 4 of philox4x32_10({index, stream}, seed) with index = first + k / 4
/// @cost      1.9 ns a word, two thirds of one call per counter: eight counters are worked on side by side
/// @source    Salmon, Moraes, Dror & Shaw 2011

#include <cstdint>
#include <span>

namespace libgrid {
inline namespace base {

void random_words(std::uint64_t seed, std::uint64_t stream, std::uint64_t first, std::span<std::uint32_t> words);

}  // namespace base
}  // namespace libgrid
