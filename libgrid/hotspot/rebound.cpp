#include <algorithm>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/nearby_openings.hpp>
#include <libgrid/hotspot/kaplan_meier.hpp>
#include <libgrid/hotspot/rebound.hpp>

namespace libgrid {
namespace hotspot {
namespace {

bool is_settled(const LocatedReport& report) {
  return report.has_place && report.closed.has_value() && *report.closed >= report.opened;
}

/// The twin of NearbyOpenings::earliest: looks at every report.
std::optional<LocalTime> earliest_of_all(std::span<const LocatedReport> reports, const LocatedReport& settled,
                                         const ReboundRules& rules) {
  std::optional<LocalTime> found;
  for (const LocatedReport& other : reports) {
    if (!other.has_place || other.category != settled.category) continue;
    if (other.opened <= *settled.closed || other.opened > *settled.closed + rules.window) continue;
    if (!detail::near(other.at, settled.at, rules.radius)) continue;
    if (!found || other.opened < *found) found = other.opened;
  }
  return found;
}

/// follow_cases with any way to find the earliest rebound of a settled report.
template <class Earliest>
std::vector<CaseOutcome> outcomes_by(std::span<const LocatedReport> reports, const Earliest& earliest) {
  std::vector<CaseOutcome> outcomes(reports.size());
  for (std::size_t i = 0; i < reports.size(); ++i) {
    if (!is_settled(reports[i])) continue;
    outcomes[i].settled = true;
    if (const std::optional<LocalTime> again = earliest(reports[i]))
      outcomes[i].rebound_after = *again - *reports[i].closed;
  }
  return outcomes;
}

/// What one category needs for its row.
struct Tally {
  std::int64_t reports = 0;
  std::int64_t settled = 0;
  std::int64_t rebounds = 0;
  std::vector<Spell> spells;
};

void add_case(Tally& tally, LocalTime closed, const CaseOutcome& outcome, const ReboundPeriod& period) {
  ++tally.settled;
  if (outcome.rebound_after) ++tally.rebounds;
  if (closed >= period.last_opening) return;  // nobody could have reported it again
  if (outcome.rebound_after)
    tally.spells.push_back({*outcome.rebound_after, Ending::event});
  else
    tally.spells.push_back({std::min(period.last_opening - closed, period.rules.window), Ending::censored});
}

Rebound row_of(const std::string& category, const Tally& tally, Seconds window) {
  const IncidenceInterval km = incidence_interval(survival_at(tally.spells, window));
  const double naive = tally.settled == 0 ? std::numeric_limits<double>::quiet_NaN()
                                          : static_cast<double>(tally.rebounds) / static_cast<double>(tally.settled);
  return {.category = category,
          .n_reports = tally.reports,
          .n_settled = tally.settled,
          .n_rebound = tally.rebounds,
          .naive = naive,
          .km = km.estimate,
          .lower = km.lower,
          .upper = km.upper};
}

}  // namespace

std::vector<CaseOutcome> follow_cases(std::span<const LocatedReport> reports, const ReboundRules& rules,
                                      NeighbourSearch search) {
  if (search == NeighbourSearch::brute_force)
    return outcomes_by(reports, [&](const LocatedReport& settled) { return earliest_of_all(reports, settled, rules); });
  const detail::NearbyOpenings openings(reports, rules.radius);
  return outcomes_by(reports, [&](const LocatedReport& settled) {
    return openings.earliest({settled.category, settled.at}, *settled.closed, *settled.closed + rules.window);
  });
}

std::vector<Rebound> rebounds(const LocatedReports& reports, std::span<const CaseOutcome> outcomes,
                              std::span<const std::size_t> listed, const ReboundPeriod& period) {
  GRID_ASSERT(outcomes.size() == reports.rows.size());
  std::vector<Tally> tallies(reports.categories.size());
  for (std::size_t i = 0; i < reports.rows.size(); ++i) {
    const LocatedReport& report = reports.rows[i];
    if (!report.has_place) continue;
    ++tallies[report.category].reports;
    if (outcomes[i].settled) add_case(tallies[report.category], *report.closed, outcomes[i], period);
  }
  std::vector<Rebound> rows;
  for (const std::size_t category : listed)
    rows.push_back(row_of(reports.categories[category], tallies[category], period.rules.window));
  return rows;
}

}  // namespace hotspot
}  // namespace libgrid
