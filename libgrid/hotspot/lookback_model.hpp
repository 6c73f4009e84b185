#pragma once
/// 回头看, first half: the chance that a settled case comes back soon, from what was known on a day.
///
///   LookBackRules rules{.radius = 50_m, .ahead = days(30)};
///   std::vector<std::size_t> candidates = lookback_candidates(cases, today, rules);
///   std::vector<double> p = rebound_probability(cases, candidates, today, rules);
///
/// A spell runs from the closing of a case to the first later report of its category within the radius, or to the day.
/// Its hazard is that of the category (Breslow's estimate) times a frailty of the place. A place's frailty is the
/// posterior mean (a g + D) / (a + E): D events and E expected events of the spells within the radius, g the same ratio
/// (b + D') / (b + E') of the 300 m square around it, a and b how much a place and a square trust what they belong to.
/// a and b are chosen by the likelihood of the last `ahead` before the day, given what was known before it. Then
///   p = 1 - exp(-f (H(min(t + ahead, window)) - H(t))), t since the closing.
/// Only what was known on the day is used: rows opened before it, closings before it. So a back-test is honest.
/// @pre       finite coordinates, ids distinct
/// @guarantee independent of the order of cases up to the rounding of sums
/// @cost      O(n log n + pairs within the radius), 24 times
/// @source    Clayton 1978, Vaupel et al. 1979 (gamma frailty); the two levels are ours

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>

namespace libgrid {
namespace hotspot {

struct LookBackRules {
  Metres radius{50.0};
  Seconds window = days(30);   ///< a rebound is a report in (closed, closed + window]
  Seconds ahead = days(30);    ///< how far the prediction looks
  Seconds history = days(90);  ///< candidates were settled within this before the day
  friend bool operator==(const LookBackRules&, const LookBackRules&) = default;
};

/// Settled in [day - history, day), with a place, and without a later report of the category within the radius before
/// the day. Ascending by (opened, id).
[[nodiscard]] std::vector<std::size_t> lookback_candidates(std::span<const ForestCase> cases, LocalTime day,
                                                           const LookBackRules& rules);

/// One per candidate.
[[nodiscard]] std::vector<double> rebound_probability(std::span<const ForestCase> cases,
                                                      std::span<const std::size_t> candidates, LocalTime day,
                                                      const LookBackRules& rules);

}  // namespace hotspot
}  // namespace libgrid
