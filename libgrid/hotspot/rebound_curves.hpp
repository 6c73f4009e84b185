#pragma once
/// 反弹 curves by group, with censoring, and how much they depend on r and T.
///
///   std::vector<GroupCurve> curves = rebound_curves(cases, forest, {categories, 20}, {.last_opening = end});
///   // curves[k].rate: 1 - S(window), Kaplan-Meier; curves[k].naive beside it, biased down by late settlements
///   std::vector<SensitivityRow> table = sensitivity(cases, {.last_opening = end}, {});   // goes with every number
///
/// At risk: every settled case with a place (duplicates too: the city settled them), from its closing. Event: its first
/// rebound in the forest. Censored at last_opening or at the end of the window, whichever comes first. Cases closed at
/// or after last_opening were never watched and are left out of the curve, not out of the naive rate.
/// A suspect of false rectification is no event: it is counted beside.
/// @cost O(n log n) for all groups together; sensitivity one forest per row

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

namespace libgrid {
namespace hotspot {

struct WatchPeriod {
  LocalTime last_opening;  ///< of the whole file
  ForestRules rules;       ///< those that made the forest
};

/// Which group each case belongs to; kNoGroup: none.
inline constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);
struct Grouping {
  std::span<const std::size_t> of;
  std::size_t groups = 0;
};

struct GroupCurve {
  std::int64_t cases = 0;
  std::int64_t settled = 0;
  std::int64_t watched = 0;     ///< settled before last_opening
  std::int64_t rebounds = 0;    ///< settled cases with a first rebound
  std::int64_t suspects = 0;    ///< children that are suspects (虚假整改)
  std::int64_t duplicates = 0;  ///< cases reported while another one was open
  std::int64_t rework = 0;      ///< cases that verification sent back (返工)
  double naive = 0.0;           ///< rebounds / settled; NaN without a settled case
  double rate = 0.0;            ///< 1 - S(window); NaN without a watched case
  double lower = 0.0;           ///< 95 %
  double upper = 0.0;
  bool few = false;     ///< fewer than 10 watched
  SurvivalCurve curve;  ///< time in seconds since the closing
};

/// @pre grouping.of.size() == cases.size() == forest.links.size()
[[nodiscard]] std::vector<GroupCurve> rebound_curves(std::span<const ForestCase> cases, const Forest& forest,
                                                     const Grouping& grouping, const WatchPeriod& period);

struct SensitivityRow {
  Metres radius;
  Seconds window;
  ForestCounts counts;
  double naive = 0.0;
  double rate = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

/// What is varied; the grace of period.rules stays.
struct SensitivityGrid {
  std::vector<Metres> radii{Metres{25.0}, Metres{50.0}, Metres{100.0}};
  std::vector<Seconds> windows{days(7), days(30), days(90)};
};
[[nodiscard]] std::vector<SensitivityRow> sensitivity(std::span<const ForestCase> cases, const WatchPeriod& period,
                                                      const SensitivityGrid& grid);
/// The same with distances measured elsewhere. @pre pairs reach as far as the largest radius and window of the grid
[[nodiscard]] std::vector<SensitivityRow> sensitivity(std::span<const ForestCase> cases,
                                                      std::span<const CasePair> pairs, const WatchPeriod& period,
                                                      const SensitivityGrid& grid);

}  // namespace hotspot
}  // namespace libgrid
