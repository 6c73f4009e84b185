#pragma once
/// Scan statistic: the circle, or circle and stretch of days, with the most surprising excess of cases.
///
///   ScanResult found = scan({places, population, counts, days}, {.model = ScanModel::poisson, .replicates = 999});
///   // found.clusters[0]: centre, radius, members, days, cases, expected, llr, p
///
/// Zones: around every place the places by distance, those at the same distance together (or one by one by index),
/// as long as the zone holds at most max_share of the population (Poisson) or of the cases (permutation), and lies
/// within max_radius. With `around` the places and distances are those given, whatever they measure: balls along the
/// streets, steps from neighbour to neighbour (scan_neighbours.hpp). Days: every stretch of at most max_days, or only
/// those that end on the last day (prospective).
///   Poisson:      mu = C x population of the zone x days / (population x all days)
///   permutation:  mu = sum over places and days of the zone of c_place c_day / C  (needs no population)
///   LLR = c ln(c / mu) + (C - c) ln((C - c) / (C - mu)) if c > mu and c >= least_cases, else 0
/// p = (1 + replicates with a maximum >= LLR) / (replicates + 1): cases are dealt out anew by population and day
/// (Poisson), or their days are shuffled (permutation). Clusters after the first do not overlap earlier ones in space
/// (Poisson without time) or in space and days; each is compared with the same maxima.
/// recurrence = 1 / p days for a scan that is run daily.
/// Windows that cannot beat the best one of a replicate so far are passed over: LLR <= c (c - mu) / mu. With every
/// start of a stretch (not prospective) this is asked once per zone and length, of the fullest window, sixteen days at
/// a time. ScanSearch::every_window does without and is there to check.
/// @pre    counts[place x days + day] >= 0, at least two cases; population.size() == places.size() for Poisson
///         around is empty or one for each place, ascending, each place at most once
/// @guarantee a function of the seed; ties of LLR go to fewer members, then the smaller centre, then the earlier days
/// @cost   O(replicates x zones x stretches); 5,000 places x 60 days x 999, 60,000 zones, 7 days at most: see
///         docs/benchmarks.md
/// @source Kulldorff 1997; Kulldorff et al. 2005 (permutation)

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

/// A place, and how far it is from some centre.
struct ScanNeighbour {
  double distance = 0.0;
  std::uint32_t place = 0;
  friend auto operator<=>(const ScanNeighbour&, const ScanNeighbour&) = default;
};
using ScanNeighbours = std::vector<ScanNeighbour>;  ///< ascending

struct ScanData {
  std::span<const Xy> places;          ///< centres
  std::span<const double> population;  ///< or expected cases in any unit; empty for permutation
  std::span<const std::int64_t> counts;
  std::size_t days = 1;
  std::span<const ScanNeighbours> around = {};  ///< empty: by distance in the plane
};

enum class ScanModel : unsigned char { poisson, permutation };
enum class EqualDistances : unsigned char { together, one_by_one };
enum class ScanSearch : unsigned char { pruned, every_window };

struct ScanOptions {
  ScanModel model = ScanModel::poisson;
  double max_share = 0.5;
  Metres max_radius{0.0};  ///< 0: no limit; in the unit of the places, or of `around`
  EqualDistances ties = EqualDistances::together;
  std::size_t max_days = 1;
  bool prospective = false;
  std::int64_t least_cases = 2;
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  std::size_t most_clusters = 0;  ///< 0: all that do not overlap
  ScanSearch search = ScanSearch::pruned;
};

struct ScanCluster {
  std::size_t centre = 0;
  Metres radius;
  std::vector<std::size_t> members;  ///< by distance from the centre
  std::size_t first_day = 0;
  std::size_t last_day = 0;
  std::int64_t cases = 0;
  double expected = 0.0;
  double llr = 0.0;
  double p = 1.0;           ///< 1 without replicates
  double p_gumbel = 1.0;    ///< by the Gumbel distribution with the moments of the maxima: beside p, not instead
  double recurrence = 1.0;  ///< days
};

struct ScanResult {
  std::vector<ScanCluster> clusters;  ///< by LLR, none overlapping an earlier one
  std::vector<double> maxima;         ///< of the replicates
};

[[nodiscard]] ScanResult scan(const ScanData& data, const ScanOptions& options);

}  // namespace hotspot
}  // namespace libgrid
