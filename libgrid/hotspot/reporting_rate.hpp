#pragma once
/// How readily something is reported, from its duplicates: the first report says that it is there, the later ones how
/// fast it is reported while it is.
///
///   IncidentList list = incidents(cases, {.radius = 50_m, .watch = days(30)});
///   ReportingRate rate = reporting_rate(list.incidents);
///   // rate.per_day, rate.lower, rate.upper; rate.excess_per_day: less what is near by chance; 1 / it: days until
///   reported
///
/// An incident is a case of which no earlier incident of its category is open within the radius. It is watched from its
/// opening to the first of: its closing, opening + watch, the last opening of all cases. Later reports of it are those
/// of its category within the radius, opened after it (not in the same second) and not after the end; they are counted
/// whether or not they carry a closing of their own. The incident's own report is no trial of the rate: by the
/// memoryless property of a Poisson process the reports that follow the first arrive at the same rate, so
///     rate = later reports / days watched,
/// with Garwood's exact interval. Before the first report nothing is known, and nothing is assumed.
///
/// Two unrelated incidents of a category may lie within one radius. `nearby` counts reports of the category in the ring
/// from radius to radius x sqrt 2, which has the same area, by the same rule; the excess is (later - nearby) / days,
/// with the interval of a difference. It is the rate to use where a category is dense.
///
/// Of incidents seen once, twice, ... (f1, f2) follow lower bounds of those never reported: Chao's f1^2 / (2 f2) with
/// his log-normal interval, and that of a zero-truncated Poisson. Both assume that an incident lasts equally long
/// whether it is reported or not, which settling breaks; they go beside, never into, the rate.
///
/// Reporters are not known here: two reports of one person count as two. Cases that do not count (counted[i] == 0, e.g.
/// found on patrol) open incidents but are no later reports: then the rate is that of the others.
/// @pre       radius > 0, watch > 0, ids distinct, counted empty or as long as cases, finite coordinates within 2^30
/// radii
/// @guarantee independent of the order of cases (ids decide ties)
/// @cost      O(n log n + near pairs of a category)
/// @source    Liu, Bhandaram & Garg 2024 (Nature Computational Science 4); Agostini, Pierson & Garg 2024; Chao 1987;
///            Cohen 1960 (truncated Poisson)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/hotspot/forest.hpp>
#include <libgrid/hotspot/intervals.hpp>

namespace libgrid {
namespace hotspot {

struct IncidentRules {
  Metres radius{50.0};
  Seconds watch = days(30);
  friend bool operator==(const IncidentRules&, const IncidentRules&) = default;
};

struct Incident {
  std::size_t first = 0;    ///< position of its first report
  Seconds watched{0};       ///< from the first report to the end
  std::int64_t later = 0;   ///< counted reports within the radius
  std::int64_t nearby = 0;  ///< counted reports in the ring of equal area
  friend bool operator==(const Incident&, const Incident&) = default;
};

struct IncidentList {
  std::vector<Incident> incidents;   ///< by (opened, id) of the first report
  std::vector<std::size_t> of_case;  ///< the incident of every case; kNoGroup: without a place, or closed before opened
};

[[nodiscard]] IncidentList incidents(std::span<const ForestCase> cases, const IncidentRules& rules,
                                     std::span<const char> counted = {}, ForestSearch search = ForestSearch::sweep);

struct ReportingRate {
  std::int64_t incidents = 0, later = 0, nearby = 0;
  double days = 0.0;                               ///< watched
  double per_day = 0.0, lower = 0.0, upper = 0.0;  ///< NaN if nothing was watched
  double excess_per_day = 0.0, excess_lower = 0.0, excess_upper = 0.0;
};
[[nodiscard]] ReportingRate reporting_rate(std::span<const Incident> incidents);
/// One per group; of_incident[i] < count or kNoGroup.
[[nodiscard]] std::vector<ReportingRate> reporting_rates(std::span<const Incident> incidents,
                                                         std::span<const std::size_t> of_incident, std::size_t count);

/// Incidents that were never reported, from how often the others were.
struct UnseenIncidents {
  std::int64_t seen = 0, once = 0, twice = 0;
  double chao = 0.0, chao_lower = 0.0, chao_upper = 0.0;  ///< unseen ones; NaN bounds without any seen twice
  double truncated_mean = 0.0;  ///< reports per incident, those never reported included; 0: none was seen twice
  double truncated = 0.0;       ///< unseen ones under it; infinite at mean 0
};
/// reports[i] >= 1: how often incident i was reported.
[[nodiscard]] UnseenIncidents unseen_incidents(std::span<const std::int64_t> reports);

}  // namespace hotspot
}  // namespace libgrid
