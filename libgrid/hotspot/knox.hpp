#pragma once
/// Knox and near-repeat tables: are events close in space also close in time, more often than chance.
///
///   KnoxTable table = knox_table(points, days, {.distances = {0, 100, 200}, .gaps = {0, 7, 14}, .replicates = 99});
///   // table.observed[s * gaps + t]: pairs with distances[s] <= d < distances[s + 1], gaps[t] <= |dt| < gaps[t + 1]
///
/// Bands are half-open everywhere; the last one too. Chance: times are shuffled over the events (all of them, or within
/// groups: category, weekday), places stay. at_least counts the replicates with as many pairs or more, so
/// p = (1 + at_least) / (replicates + 1). Expectation is the mean over replicates; for one table cell there is also the
/// closed form pairs near in space x pairs near in time / all pairs (no groups).
/// Distances are euclidean or Manhattan; a distance is compared as it is computed, not rounded.
/// @pre    edges ascending, at least two each; times are whole units (days), any 64-bit numbers
/// @guarantee a function of the seed; independent of threads
/// @cost   O(near pairs x (1 + replicates / 8)) + shuffling; spans of 2^31 units and more take four times as long
/// @source Knox 1964; Ratcliffe & Rengert 2008 (near repeat); half-open bands after NearRepeat's vignette

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

enum class PairDistance : unsigned char { euclidean, manhattan };

struct KnoxOptions {
  std::vector<double> distances;   ///< metres, band edges
  std::vector<std::int64_t> gaps;  ///< units of time, band edges
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  PairDistance metric = PairDistance::euclidean;
};

struct KnoxTable {
  std::size_t bands = 0;  ///< of space
  std::size_t gaps = 0;   ///< of time
  std::vector<std::int64_t> observed;
  std::vector<double> expectation;      ///< closed form, all events exchangeable
  std::vector<double> mean;             ///< of the replicates; NaN without
  std::vector<std::uint32_t> at_least;  ///< replicates with as many or more
};

[[nodiscard]] KnoxTable knox_table(std::span<const Xy> points, std::span<const std::int64_t> times,
                                   const KnoxOptions& options);

/// Times are shuffled within groups only. groups.size() == points.size(), or empty: one group.
[[nodiscard]] KnoxTable knox_table(std::span<const Xy> points, std::span<const std::int64_t> times,
                                   std::span<const std::uint32_t> groups, const KnoxOptions& options);

}  // namespace hotspot
}  // namespace libgrid
