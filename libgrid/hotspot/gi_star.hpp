#pragma once
/// Gi* of counts on cells: is a cell and its queen neighbourhood higher (or lower) than chance would make it.
///
///   std::vector<GiStar> g = gi_star_counts(cells, counts);      // g[i] belongs to cells[i]
///   if (g[i].q <= 0.05 && g[i].z > 0) ...                       // a hot spot
///
/// Weights are 1 for the cell itself and for every *listed* cell that shares an edge or a corner with it, else 0.
/// With W_i such cells around i, L_i reports in them, X all reports, Q the sum of squared counts, n cells:
///   z_i = (L_i - mean W_i) / (s sqrt((n W_i - W_i^2) / (n - 1))),   s^2 = sum (x - mean)^2 / n
///       = (n L_i - X W_i) / sqrt((n Q - X^2) (n W_i - W_i^2) / (n - 1)).
/// The second form is computed: all sums are integers, so equal neighbourhoods have bit-equal z, the result does not
/// depend on the order of cells, and "no variance" is decided exactly.
/// z is undefined (NaN, p = q = 1) in every cell if all counts are equal, and in a cell whose neighbours are all cells.
/// p = 2 (1 - Phi(|z|)), by erfc, which does not cancel; q is the Benjamini-Hochberg adjusted p over all cells.
/// @source Getis & Ord 1992, Ord & Getis 1995 (Gi*); Benjamini & Hochberg 1995

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

struct GiStar {
  double z = 0.0;
  double p = 1.0;
  double q = 1.0;
  friend bool operator==(const GiStar&, const GiStar&) = default;
};

/// For cell i: of[first[i]] ... of[first[i + 1] - 1] are the indices of itself and its listed neighbours, ascending.
struct QueenNeighbours {
  std::vector<std::size_t> first;  ///< cells + 1 entries
  std::vector<std::size_t> of;
};

/// @pre each cell once; any order
/// @cost O(n log n)
[[nodiscard]] QueenNeighbours queen_neighbours(std::span<const Cell> cells);

/// For many columns of counts over the same cells.
/// @pre counts.size() cells in neighbours, 0 <= count < 2^31, fewer than 2^31 cells
/// @cost O(n log n), the sort of Benjamini-Hochberg
[[nodiscard]] std::vector<GiStar> gi_star_counts(const QueenNeighbours& neighbours,
                                                 std::span<const std::int64_t> counts);

/// The same, finding the neighbours first.
[[nodiscard]] std::vector<GiStar> gi_star_counts(std::span<const Cell> cells, std::span<const std::int64_t> counts);

/// Adjusted p: q of the k-th smallest is min over j >= k of p_j m / j, at most 1. q[i] belongs to p[i]; equal p have
/// equal q. @pre 0 <= p <= 1, no NaN
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace hotspot
}  // namespace libgrid
