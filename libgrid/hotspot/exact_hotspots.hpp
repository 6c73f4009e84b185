#pragma once
/// Hotspots of counts by the exact conditional p, beside the normal one; and how often either cries wolf.
///
///   std::vector<ExactHotspot> rows = exact_hotspots(hotspots(reports, layer, rules), 0.05);   // same rows, same order
///   FalseAlarms alarms = false_alarms(rows, {.maps = 20, .seed = 1});     // on shuffled maps, where nothing is hot
///   // alarms.normal: share of null maps with a discovery at the level after Benjamini and Hochberg; alarms.exact
///
/// Gi* of small counts has a longer upper tail than the normal distribution: its p is too small there, and a false
/// discovery rate of 0.05 is not kept. With the cell's own count fixed, the sum over its listed neighbours is a draw
/// without replacement whose tail is known exactly (exact_conditional.hpp): p_exact is twice the smaller tail, at most
/// 1. It asks whether the neighbourhood is high given the cell; a single high cell among low ones is not hot by it.
/// q_exact is Benjamini and Hochberg's over the cells of a category; the side (hot or cold) is that of the smaller
/// tail. Null maps: the counts of a category shuffled over its cells, so every discovery is false and the realised
/// false discovery rate is the share of maps with one.
/// @pre       rows of a category stand together and hold every cell once, as hotspots() returns them
/// @guarantee the same numbers for the same seed (CounterRandom)
/// @cost      that of exact_conditional per category; false_alarms as many times more as there are maps
/// @source    hotspot.md 4.7 b and goal H16

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/weights.hpp>
#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

struct ExactHotspot {
  Hotspot normal;
  double p_greater = 1.0;
  double p_less = 1.0;
  double p_exact = 1.0;
  double q_exact = 1.0;
  bool hot = false;  ///< q_exact <= level and the upper tail is the smaller one
  bool cold = false;
};
[[nodiscard]] std::vector<ExactHotspot> exact_hotspots(std::span<const Hotspot> rows, double level);

/// Neighbours by edge or corner among the cells, without the cell itself.
[[nodiscard]] Weights cell_weights(std::span<const Cell> cells);

struct NullMaps {
  std::int64_t maps = 20;  ///< per category
  std::uint64_t seed = 1;
  double level = 0.05;
};
struct FalseAlarms {
  std::int64_t maps = 0;                         ///< all categories
  std::int64_t normal_maps = 0, exact_maps = 0;  ///< with at least one discovery
  double normal = 0.0, exact = 0.0;              ///< realised false discovery rates; NaN without maps
};
[[nodiscard]] FalseAlarms false_alarms(std::span<const Hotspot> rows, const NullMaps& how);

}  // namespace hotspot
}  // namespace libgrid
