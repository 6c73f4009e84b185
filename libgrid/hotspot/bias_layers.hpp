#pragma once
/// One map per way of counting, and whether the maps agree: all reports, adjusted ones, those of the public only.
///
///   LayerMap all = layer_map(rook, {reports, kilometres}, 0.05), open = layer_map(rook, {by_public, kilometres},
///   0.05); double agreement = jaccard(all.hot, open.hot);     // places hot in both / hot in either; NaN: hot in
///   neither
///
/// Each place carries the shrunk rate (empirical_bayes) and Gi* of the standardised rate with the neighbours given, the
/// place itself included; q is Benjamini and Hochberg's over the map; hot: z > 0 and q <= level. A map of events that
/// are counts divided by factors is no map of counts: exact tails do not apply, z is the normal one.
/// @pre    weights.size() == events.size() >= 3, every exposure > 0, some event
/// @source hotspot.md 4.8; Jaccard 1912

#include <vector>

#include <libgrid/hotspot/rates.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

struct LayerMap {
  EmpiricalBayes rates;
  std::vector<double> z;  ///< NaN where a place has no neighbour, or nothing varies; then p = q = 1
  std::vector<double> p;  ///< two-sided
  std::vector<double> q;
  std::vector<bool> hot;
};
[[nodiscard]] LayerMap layer_map(const Weights& neighbours, const RateTable& table, double level);

[[nodiscard]] double jaccard(const std::vector<bool>& a, const std::vector<bool>& b);

}  // namespace hotspot
}  // namespace libgrid
