#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid {
namespace hotspot {
namespace {

__extension__ typedef __int128 Wide;  // n Q - X^2 may pass 2^63

/// What z needs to know about all cells together.
struct Totals {
  std::int64_t cells = 0;
  Wide sum = 0;
  Wide spread = 0;  ///< n Q - X^2 = n^2 s^2
};

Totals totals_of(std::span<const std::int64_t> counts) {
  Totals totals{.cells = static_cast<std::int64_t>(counts.size())};
  Wide squares = 0;
  for (const std::int64_t count : counts) {
    GRID_ASSERT(count >= 0 && count < (std::int64_t{1} << 31));
    totals.sum += count;
    squares += Wide{count} * count;
  }
  totals.spread = totals.cells * squares - totals.sum * totals.sum;
  return totals;
}

/// z of one cell with `weight` neighbours (itself included) that hold `local` reports.
double z_of(const Totals& totals, std::int64_t local, std::int64_t weight) {
  const Wide reach = Wide{weight} * (totals.cells - weight);  // n W - W^2
  if (totals.spread == 0 || reach == 0) return std::numeric_limits<double>::quiet_NaN();
  const Wide excess = Wide{totals.cells} * local - totals.sum * weight;
  const double variance =
      static_cast<double>(totals.spread) * (static_cast<double>(reach) / static_cast<double>(totals.cells - 1));
  return static_cast<double>(excess) / std::sqrt(variance);
}

double two_sided_p(double z) { return std::isnan(z) ? 1.0 : std::erfc(std::abs(z) / std::numbers::sqrt2); }

}  // namespace

QueenNeighbours queen_neighbours(std::span<const Cell> cells) {
  std::vector<std::pair<Cell, std::size_t>> places;
  places.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) places.emplace_back(cells[i], i);
  std::sort(places.begin(), places.end());
  const auto index_of = [&places](Cell cell) -> std::optional<std::size_t> {
    const auto at = std::lower_bound(places.begin(), places.end(), std::pair{cell, std::size_t{0}});
    if (at == places.end() || at->first != cell) return std::nullopt;
    return at->second;
  };
  QueenNeighbours neighbours;
  neighbours.first.push_back(0);
  for (const Cell cell : cells) {
    for (std::int64_t dx = -1; dx <= 1; ++dx)
      for (std::int64_t dy = -1; dy <= 1; ++dy)
        if (const auto other = index_of({cell.ix + dx, cell.iy + dy})) neighbours.of.push_back(*other);
    std::sort(neighbours.of.begin() + static_cast<std::ptrdiff_t>(neighbours.first.back()), neighbours.of.end());
    neighbours.first.push_back(neighbours.of.size());
  }
  return neighbours;
}

std::vector<GiStar> gi_star_counts(const QueenNeighbours& neighbours, std::span<const std::int64_t> counts) {
  GRID_ASSERT(neighbours.first.size() == counts.size() + 1);
  const Totals totals = totals_of(counts);
  std::vector<GiStar> result(counts.size());
  std::vector<double> p(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::int64_t local = 0;
    for (std::size_t k = neighbours.first[i]; k < neighbours.first[i + 1]; ++k) local += counts[neighbours.of[k]];
    result[i].z = z_of(totals, local, static_cast<std::int64_t>(neighbours.first[i + 1] - neighbours.first[i]));
    result[i].p = p[i] = two_sided_p(result[i].z);
  }
  const std::vector<double> q = benjamini_hochberg(p);
  for (std::size_t i = 0; i < counts.size(); ++i) result[i].q = q[i];
  return result;
}

std::vector<GiStar> gi_star_counts(std::span<const Cell> cells, std::span<const std::int64_t> counts) {
  return gi_star_counts(queen_neighbours(cells), counts);
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> q(p.size());
  double least = 1.0;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    // p m / k is never below p; rounded, it can be, by its last bit.
    least = std::min(least, std::max(p[i], p[i] * static_cast<double>(p.size()) / static_cast<double>(rank)));
    q[i] = least;
  }
  return q;
}

}  // namespace hotspot
}  // namespace libgrid
