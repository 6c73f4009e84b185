#pragma once
/// 不平衡, side against side: the rate of each group over that of all others, shrunk and raw, with intervals.
///
///   std::vector<GroupContrast> told = group_contrasts({{events, kilometres}, {kind_of, 2}, zone_of}, {.seed = 1});
///   // told[0].ratio: main roads over back lanes on shrunk rates; told[0].raw beside it
///
/// Places are e.g. the main roads of a zone and its back lanes. Each place's rate is shrunk towards the rate of all
/// places (empirical_bayes), a group's rate is their mean by exposure: the same rates as in Theil's decomposition
/// (imbalance), so that a ratio away from 1 and a part between groups are one finding. Shrinking pulls a ratio of small
/// numbers towards 1. Interval of the shrunk ratio: percentiles of a bootstrap that draws clusters anew with
/// replacement and shrinks again; the raw one's is Poisson's on the logarithm and too narrow where reports are
/// clustered. Places of one cluster (`together`: the zone) are drawn together; without clusters the places of each
/// group are drawn within the group.
/// @pre    equal lengths, groups below their count; some event
/// @cost   replicates x places
/// @source Marshall 1991; Efron & Tibshirani 1993 (percentiles, clusters)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/hotspot/imbalance.hpp>

namespace libgrid {
namespace hotspot {

struct ContrastPlaces {
  RateTable table;
  PlaceGroups groups;
  std::span<const std::size_t> together = {};  ///< number of a place's cluster; empty: none
};

/// NaN where the group or all others have no exposure, raw bounds also where either has no event.
struct GroupContrast {
  double events = 0.0, exposure = 0.0;
  double raw_rate = 0.0, rate = 0.0;  ///< rate: shrunk
  RateRatio raw;
  double ratio = 0.0;  ///< of shrunk rates
  Interval95 interval;
};
[[nodiscard]] std::vector<GroupContrast> group_contrasts(const ContrastPlaces& places, const BootstrapOptions& options);

}  // namespace hotspot
}  // namespace libgrid
