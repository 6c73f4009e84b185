#pragma once
/// The conditional permutation p of counts without permuting: exact, no seed, no Monte Carlo error.
///
///   ExactTails exact = exact_conditional(queen, counts);
///   if (exact.p_greater[i] <= 0.01) ...                       // P(sum of the neighbours >= observed)
///
/// With x_i fixed, the sum over k neighbours is a draw of k of the other n - 1 counts without replacement. Its
/// distribution is the coefficient of t^k in prod_x (1 + t z^x)^{n_x}, where n_x is how often count x occurs among the
/// others; all terms are positive, so nothing cancels. The same p belongs to Gi, Gi* and, by the sign of z_i, to the
/// local Moran. It needs equal weights within a row; other weights are not looked at.
/// @pre   weights.size() == counts.size(), |count| < 2^40, degree < places
/// @cost  O(places + links + D^2 k^3 range), D distinct counts, k the highest degree, range = highest - lowest count
/// @source ours (hotspot.md 4.7 b); full enumeration is the oracle of the tests

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

/// An island has p = 1.
struct ExactTails {
  std::vector<double> p_greater;    ///< P(S >= s)
  std::vector<double> p_less;       ///< P(S <= s)
  std::vector<double> p_two_sided;  ///< twice the smaller, at most 1
};

/// About how many additions exact_conditional takes, so that a caller may do without: wide counts are dear.
[[nodiscard]] double exact_work(const Weights& weights, std::span<const std::int64_t> counts);

/// Bytes that exact_conditional holds: 16 for each sum of up to k counts, for every distinct count.
[[nodiscard]] double exact_memory(const Weights& weights, std::span<const std::int64_t> counts);

[[nodiscard]] ExactTails exact_conditional(const Weights& weights, std::span<const std::int64_t> counts);

}  // namespace hotspot
}  // namespace libgrid
