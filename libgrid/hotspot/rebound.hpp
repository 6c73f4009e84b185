#pragma once
/// 反弹: does a settled case come back, how soon, and how often per category.
///
///   std::vector<CaseOutcome> outcomes = follow_cases(reports.rows, rules);
///   std::vector<std::size_t> listed = listed_categories(reports, 100);
///   std::vector<Rebound> rows = rebounds(reports, outcomes, listed, {.last_opening = t_end, .rules = rules});
///
/// Settled: has a place and a close time >= its opening. A settled case rebounds if another report of its category was
/// opened in (closed, closed + window] at plane distance <= radius; one report may be the rebound of several cases.
/// Reports without a place are left out on both sides. A case is never its own rebound: it opened no later than it
/// closed, and the interval is open there.
/// Distance is decided as dx*dx + dy*dy <= radius*radius in doubles, as anybody would check it; for six-digit
/// coordinates dx and dy are exact, and rounding moves the limit by less than 1e-13 m.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/hotspot/located_reports.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

struct CaseOutcome {
  bool settled = false;
  std::optional<Seconds> rebound_after;  ///< from closing to the earliest rebound, in (0, window]; empty: none
  friend bool operator==(const CaseOutcome&, const CaseOutcome&) = default;
};

/// How neighbours are found. Both give the same answer; brute_force compares every pair and is there to check.
enum class NeighbourSearch : unsigned char { buckets, brute_force };

/// result[i] belongs to reports[i].
/// @pre       radius > 0, finite coordinates, none farther from zero than 2^30 radii
/// @guarantee independent of the order of reports
/// @cost      O(n log n + close pairs); brute_force O(n^2)
[[nodiscard]] std::vector<CaseOutcome> follow_cases(std::span<const LocatedReport> reports, const ReboundRules& rules,
                                                    NeighbourSearch search = NeighbourSearch::buckets);

/// Until when the city was watched, and the rules that made the outcomes.
struct ReboundPeriod {
  LocalTime last_opening;  ///< of all rows of the file, also those without a place
  ReboundRules rules;
};

/// One row per listed category, in the order of `listed`. naive = n_rebound / n_settled; km, lower and upper are
/// Kaplan-Meier's at rules.window: a case without a rebound is censored at last_opening or at the end of its window,
/// whichever comes first; cases closed at or after last_opening were never watched and are left out of it (only).
/// naive is NaN if no case is settled, km, lower and upper if none was watched.
/// @pre outcomes.size() == reports.rows.size(); no report opened after last_opening
[[nodiscard]] std::vector<Rebound> rebounds(const LocatedReports& reports, std::span<const CaseOutcome> outcomes,
                                            std::span<const std::size_t> listed, const ReboundPeriod& period);

}  // namespace hotspot
}  // namespace libgrid
