#pragma once
/// Emerging hot spots: what kind of history a place has, from its Gi* in every time bin.
///
///   Trend trend = mann_kendall(z_of_the_place);                   // S, variance with ties, z, p, Sen's slope
///   EmergingKind kind = classify({bins, 10 of them}, trend_of(trend, 0.05));
///   std::vector<EmergingPlace> places = emerging_hotspots(queen, cube, {});
///
/// A bin is hot (cold) if its Gi* is above (below) zero and its two-sided p is significant after Benjamini-Hochberg
/// over the whole cube. With n bins, H hot and C cold ones, the first rule that holds decides; cold is the mirror
/// image. The published texts overlap, so the order and the added conditions are part of the definition
/// (hotspot.md 4.6):
///   new           the last bin hot, H = 1
///   consecutive   the last two or more bins hot, none hot before that run, H < .9 n
///   intensifying  the last bin hot, H >= .9 n, trend up
///   diminishing   the last bin hot, H >= .9 n, trend down
///   persistent    the last bin hot, H >= .9 n, no trend
///   sporadic      the last bin hot, H < .9 n, C = 0, a gap before
///   oscillating   the last bin hot, H < .9 n, C >= 1
///   historical    the last bin not hot, H >= .9 n, and (hot side first, cold side then) no class of the last bin
///   none          everything else
/// The classes with H >= .9 n ask for ten bins at least; below that (`too_short`) all bins hot is consecutive.
/// A last bin is hot or cold, never both, so at most one side has a class of the last bin; it wins over historical.
/// @source Mann 1945, Kendall 1975, Sen 1968; Esri, How Emerging Hot Spot Analysis works (classes)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

struct Trend {
  std::int64_t s = 0;
  double variance = 0.0;  ///< corrected for ties
  double z = 0.0;         ///< with continuity correction; 0 without variance
  double p = 1.0;         ///< two-sided
  double tau_b = 0.0;
  double sen_slope = 0.0;  ///< median of all pairs' slopes, per step
};
/// @pre no NaN. @cost O(n^2)
[[nodiscard]] Trend mann_kendall(std::span<const double> series);

enum class BinHeat : signed char { cold = -1, neither = 0, hot = 1 };
enum class TrendSign : signed char { down = -1, none = 0, up = 1 };

enum class EmergingKind : signed char {
  none = 0,
  new_hot = 1,
  consecutive_hot,
  intensifying_hot,
  persistent_hot,
  diminishing_hot,
  sporadic_hot,
  oscillating_hot,
  historical_hot,
  new_cold = -1,
  consecutive_cold = -2,
  intensifying_cold = -3,
  persistent_cold = -4,
  diminishing_cold = -5,
  sporadic_cold = -6,
  oscillating_cold = -7,
  historical_cold = -8
};

/// Exactly one kind for every pattern. The mirror: classify(-bins, -trend) = -classify(bins, trend).
[[nodiscard]] EmergingKind classify(std::span<const BinHeat> bins, TrendSign trend);

/// Counts of places x bins: counts[place * bins + bin].
struct TimeCube {
  std::span<const double> counts;
  std::size_t bins = 0;
};

struct EmergingOptions {
  double level = 0.05;          ///< for hot and cold (after BH) and for the trend
  std::size_t bins_before = 1;  ///< a bin's neighbourhood reaches this many bins back
};

struct EmergingPlace {
  EmergingKind kind = EmergingKind::none;
  Trend trend;
  std::int64_t hot = 0;
  std::int64_t cold = 0;
  bool too_short = false;  ///< fewer than ten bins
  std::vector<double> z;   ///< Gi* of every bin; NaN where undefined
  std::vector<double> p;   ///< two-sided, of every bin; 1 where undefined
  std::vector<double> q;   ///< p after Benjamini-Hochberg over the cube
  std::vector<BinHeat> heat;
};

/// Gi* over the cube: neighbours are the place itself and those of the weights, in the bin and the bins before it;
/// mean and variance are those of the whole cube. @pre binary weights without self links
[[nodiscard]] std::vector<EmergingPlace> emerging_hotspots(const Weights& weights, const TimeCube& cube,
                                                           const EmergingOptions& options);

}  // namespace hotspot
}  // namespace libgrid
