#pragma once
/// What chance would do: the value of a place stays, those of all the others are shuffled over its neighbourhood.
///
///   IdTable table = id_table(counts.size(), 8, {.replicates = 999, .seed = 7});
///   TailCounts tails = permuted_tails(queen, counts, table);
///   double p = pseudo_p(tails.at_least[i], 999);              // (1 + #{S >= s}) / (R + 1)
///
/// All places share one table of ids, as in esda, so their p are correlated; a caller who has another table (a peer's)
/// may hand it in. Row r of the table names, for every place, which of the others stand on its first, second, ...
/// neighbour: id k is the k-th of the others, that is place k, or k + 1 from the place itself on.
/// Sums of counts are compared as integers: ties are counted, whatever the coding of the weights was. A place with more
/// neighbours than the table is wide is a broken precondition. Self links are left out: Gi and Gi* have the same p.
/// The table and so every p is a function of the seed only, not of threads or order.
/// @cost  permuted_tails O(R width + links + range of sums): from place i to i + 1 one position of "the others"
/// changes,
///        so the R sums of a width are kept up to date and their cumulative counts are looked up
/// @source Anselin 1995; the update from site to site is ours (hotspot.md 4.7 a)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

struct PermutationOptions {
  std::size_t replicates = 999;
  std::uint64_t seed = 0;
};

struct IdTable {
  std::size_t replicates = 0;
  std::size_t width = 0;
  std::vector<std::uint32_t> id;  ///< replicates x width, distinct within a row, each < places - 1
};

/// @pre width < places, places < 2^32
[[nodiscard]] IdTable id_table(std::size_t places, std::size_t width, const PermutationOptions& options);

struct TailCounts {
  std::vector<std::uint32_t> at_least;  ///< replicates whose sum is >= the observed one
  std::vector<std::uint32_t> at_most;
};

/// incremental is the fast way; recount sums every replicate at every place anew, to check.
enum class Counting : unsigned char { incremental, recount };

/// Tails of the sum of neighbours' counts. @pre |count| < 2^40
[[nodiscard]] TailCounts permuted_tails(const Weights& weights, std::span<const std::int64_t> counts,
                                        const IdTable& table, Counting counting = Counting::incremental);

/// The same for weights that differ within a row and for values that are no integers: sum_j w_ij x_j, added in the
/// order of the row for the observed and for every replicate, so equal draws give equal sums.
[[nodiscard]] TailCounts permuted_weighted_tails(const Weights& weights, std::span<const double> values,
                                                 const IdTable& table);

/// For local Geary: sum_j w_ij (x_i - x_j)^2, x_i fixed, added in the order of the row.
[[nodiscard]] TailCounts permuted_square_tails(const Weights& weights, std::span<const double> values,
                                               const IdTable& table);

[[nodiscard]] inline double pseudo_p(std::uint32_t tail, std::size_t replicates) {
  return (1.0 + static_cast<double>(tail)) / (static_cast<double>(replicates) + 1.0);
}

}  // namespace hotspot
}  // namespace libgrid
