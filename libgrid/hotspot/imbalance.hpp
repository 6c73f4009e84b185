#pragma once
/// 不平衡 of places with unequal exposure: shrunk rates, their spread between and within districts, kind against kind.
///
///   Imbalance told = imbalance({events, kilometres}, {district_of, 5});
///   // told.theil.total == told.theil.between + told.theil.within; told.gini; told.rates.few
///   ImbalanceIntervals sure = imbalance_intervals({events, kilometres}, {district_of, 5}, {.seed = 1});
///   RateRatio main_road = rate_ratio_of_marked({events, kilometres}, on_main_road);
///
/// Each place's rate is shrunk (empirical_bayes) and weighs as much as its exposure in Theil; places without exposure
/// have no rate: they, and their events, are left out and counted in `left_out`. Gini is of the shrunk rates,
/// unweighted. Intervals are percentiles of a bootstrap: the places of each group are drawn anew with replacement
/// (groups keep their number of places, n), what is drawn is moved away from the group's rate by sqrt(n / (n - 1)), not
/// below 0 (Rao & Wu: else few places per group show too little spread, and every interval lies too low), and rates are
/// shrunk again. The part within groups is an estimate that is itself too low by about 1 / n; its interval is the
/// percentile one mirrored at the estimate on the log scale. Draws are pure functions of seed, replicate and place.
/// A group of one place is always itself: its noise is not in the interval. Coverage: docs/benchmarks.md.
/// @pre    equal lengths, some event, groups below their count; for the ratio exposure on both sides
/// @source hotspot.md 4.11: Theil 1967, Marshall 1991; Rao & Wu 1988, J. Amer. Statist. Assoc. 83, 231-241 (rescaling);
///         Davison & Hinkley 1997, section 5.2 (basic interval on a transformed scale)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/inequality.hpp>
#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/hotspot/rates.hpp>

namespace libgrid {
namespace hotspot {

struct PlaceGroups {
  std::span<const std::size_t> of_place;
  std::size_t count = 0;
};

struct Imbalance {
  EmpiricalBayes rates;  ///< of every place, NaN without exposure
  Theil theil;
  double gini = 0.0;
  std::size_t n = 0;
  std::size_t left_out = 0;
};
[[nodiscard]] Imbalance imbalance(const RateTable& table, const PlaceGroups& groups);

struct BootstrapOptions {
  std::size_t replicates = 999;
  std::uint64_t seed = 1;
};

/// 95 %: the 2.5 and 97.5 percentiles; NaN without replicates.
struct ImbalanceIntervals {
  Interval95 total, between, within;
  Interval95 between_share;  ///< of between / total
  Interval95 gini;
  std::size_t replicates = 0;  ///< those with an event
};
[[nodiscard]] ImbalanceIntervals imbalance_intervals(const RateTable& table, const PlaceGroups& groups,
                                                     const BootstrapOptions& options);

/// Marked places over the others, events and exposure summed.
[[nodiscard]] RateRatio rate_ratio_of_marked(const RateTable& table, const std::vector<bool>& marked);

}  // namespace hotspot
}  // namespace libgrid
