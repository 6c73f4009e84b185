#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/look_back_day.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr std::size_t kMostStops = 1000;

CategoryVisit row_of(const LookBackPolicy& policy, const std::string& category) {
  const auto found = std::ranges::find(policy.categories, category, &CategoryVisit::category);
  return found == policy.categories.end() ? CategoryVisit{} : *found;
}

bool same_weekday(LocalTime a, LocalTime b) {
  const auto day_of = [](LocalTime t) { return (t.seconds - (t.seconds % 86'400 + 86'400) % 86'400) / 86'400; };
  return (day_of(a) - day_of(b)) % 7 == 0;
}

void weigh(LookBackDay& day, const LookBackCases& log, LocalTime at, const LookBackPolicy& policy, bool by_hours) {
  for (std::size_t k = 0; k < day.candidates.size(); ++k) {
    const hotspot::ForestCase& c = log.cases[day.cases[k]];
    const CategoryVisit row = row_of(policy, log.categories[c.category]);
    const Seconds time = row.visit.value > 0 ? row.visit : policy.visit;
    day.hours.push_back(static_cast<double>(time.value) / kSecondsPerHour);
    day.candidates[k].severity = row.severity;
    day.candidates[k].detectability = row.detectability * (same_weekday(c.opened, at) ? 1.0 : policy.other_weekday);
    day.candidates[k].cost = by_hours ? day.hours[k] : 1.0;
  }
}

Expected<ReboundGroups> fair_groups(const Workspace& workspace, FairBy by, std::span<const Xy> places) {
  switch (by) {
    case FairBy::district:
      return groups_by_district(workspace, places);
    case FairBy::zone:
      return groups_by_upper_zone(workspace, places);
    case FairBy::area:
    case FairBy::road:
      break;
  }
  return groups_by_area(workspace, places);
}

/// Candidates in no group are a group of their own.
void set_fair_groups(LookBackDay& day, FairBy by) {
  const ReboundGroups& groups = by == FairBy::road ? day.road : day.area;
  for (std::size_t k = 0; k < day.candidates.size(); ++k)
    day.candidates[k].group = std::min(groups.of[k], groups.names.size());
}

Xy middle_of(std::span<const Xy> places) {
  Xy sum{};
  for (const Xy& place : places) sum = {sum.x + place.x, sum.y + place.y};
  const double n = std::max(1.0, static_cast<double>(places.size()));
  return {sum.x / n, sum.y / n};
}

/// Beyond this a start is a slip: no inspector goes there and back on a day.
constexpr Metres kFarthestStart{300'000.0};

Expected<Xy> start_of(const Workspace& workspace, const LookBackRequest& request, std::span<const Xy> places) {
  if (!request.start) return middle_of(places);
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(at, projector.to_plane(*request.start));
  const Xy middle = middle_of(places);
  const double metres = std::hypot(at.x - middle.x, at.y - middle.y);
  if (places.empty() || metres <= kFarthestStart.value) return at;
  return fail(make_error(ErrorCode::parameter_invalid, std::to_string(std::llround(metres / 1000.0)) +
                                                           " km from the visits; it is LON,LAT in this order")
                  .at_field("start"));
}

Expected<void> find_routes(const Workspace& workspace, const LookBackRequest& request, std::size_t inspectors,
                           LookBackDay& day) {
  std::vector<Xy> places;
  std::vector<double> hours;
  for (const hotspot::PlannedVisit& visit : day.visits) {
    places.push_back(day.candidates[visit.candidate].at);
    hours.push_back(day.hours[visit.candidate]);
  }
  day.inspector.assign(day.visits.size(), 0), day.stop.assign(day.visits.size(), 0);
  day.routed = day.visits.size() <= kMostStops * inspectors;
  if (!day.routed) return {};
  GRID_TRY(start, start_of(workspace, request, places));
  day.routes = hotspot::inspector_routes(places, hours, {.inspectors = inspectors, .start = start});
  for (std::size_t r = 0; r < day.routes.size(); ++r)
    for (std::size_t s = 0; s < day.routes[r].stops.size(); ++s)
      day.inspector[day.routes[r].stops[s]] = r + 1, day.stop[day.routes[r].stops[s]] = s + 1;
  return {};
}

void add_shares(LookBackDay& day, const ReboundGroups& groups) {
  const std::size_t first = day.shares.size();
  for (const std::string& name : groups.names) day.shares.push_back({.grouping = groups.grouping, .name = name});
  day.shares.push_back({.grouping = groups.grouping, .name = "none"});
  const auto share_of = [&](std::size_t k) -> LookBackShare& {
    return day.shares[first + std::min(groups.of[k], groups.names.size())];
  };
  for (std::size_t k = 0; k < day.candidates.size(); ++k)
    ++share_of(k).candidates, share_of(k).expected += day.candidates[k].probability;
  for (const hotspot::PlannedVisit& visit : day.visits) {
    LookBackShare& share = share_of(visit.candidate);
    ++share.visits, share.covered += static_cast<std::int64_t>(visit.covers);
    share.hours += day.hours[visit.candidate], share.gain += visit.gain;
  }
  if (day.shares.back().candidates == 0) day.shares.pop_back();
}

std::string_view word_of(hotspot::VisitReason reason) {
  constexpr std::array<std::string_view, 3> kWords{"fair_share", "expected_gain", "random"};
  return kWords.at(static_cast<std::size_t>(reason));
}

std::string_view name_in(const ReboundGroups& groups, std::size_t k) {
  return groups.of[k] < groups.names.size() ? std::string_view(groups.names[groups.of[k]]) : std::string_view();
}

}  // namespace

LookBackPolicy policy_of(const City& city, const LookBackRequest& request) {
  LookBackPolicy policy = city.look_back;
  policy.hours = request.hours.value_or(policy.hours);
  policy.cover = request.cover.value_or(policy.cover);
  policy.random_share = request.random_share.value_or(policy.random_share);
  policy.fairness = request.fairness.value_or(policy.fairness);
  policy.inspectors = request.inspectors.value_or(policy.inspectors);
  return policy;
}

Expected<LookBackDay> look_back_day(const Workspace& workspace, const LookBackCases& log, LocalTime at,
                                    const LookBackRequest& request) {
  const LookBackPolicy policy = policy_of(workspace.city(), request);
  LookBackDay day;
  day.cases = hotspot::lookback_candidates(log.cases, at, request.rules);
  const std::vector<double> p = hotspot::rebound_probability(log.cases, day.cases, at, request.rules);
  std::vector<hotspot::ForestCase> candidates;
  std::vector<Xy> places;
  for (std::size_t k = 0; k < day.cases.size(); ++k) {
    const hotspot::ForestCase& c = log.cases[day.cases[k]];
    day.candidates.push_back({.id = c.id, .at = c.at, .probability = p[k]});
    candidates.push_back(c), places.push_back(c.at);
  }
  weigh(day, log, at, policy, !request.budget);
  GRID_TRY(area, fair_groups(workspace, request.fair_by, places));
  GRID_TRY(road, groups_by_road(workspace, candidates));
  day.area = std::move(area), day.road = std::move(road);
  set_fair_groups(day, request.fair_by);
  day.visits = hotspot::plan_visits(day.candidates, {request.budget.value_or(policy.hours), policy.cover,
                                                     policy.random_share, policy.fairness, workspace.city().seed});
  GRID_CHECK(find_routes(workspace, request, static_cast<std::size_t>(policy.inspectors), day));
  add_shares(day, day.area);
  add_shares(day, day.road);
  return day;
}

OutputTable visit_table(const LookBackDay& day, std::span<const Report> reports) {
  io::CsvWriter csv({"rank", "case_id", "category", "closed", "lon", "lat", "probability", "gain", "reason", "chance",
                     "opened", "severity", "detectability", "hours", "covers", "area", "road", "inspector", "stop"});
  for (std::size_t v = 0; v < day.visits.size(); ++v) {
    const hotspot::PlannedVisit& visit = day.visits[v];
    const std::size_t k = visit.candidate;
    const Report& report = reports[day.cases[k]];
    csv.add(v + 1).add(std::string_view(report.id)).add(std::string_view(report.category));
    csv.add(std::string_view(to_text(*report.closed))).add(report.at.lon).add(report.at.lat);
    csv.add(day.candidates[k].probability).add(visit.gain).add(word_of(visit.reason)).add(visit.chance);
    csv.add(std::string_view(to_text(report.opened))).add(day.candidates[k].severity);
    csv.add(day.candidates[k].detectability).add(day.hours[k]).add(visit.covers);
    csv.add(name_in(day.area, k)).add(name_in(day.road, k));
    csv.add(day.routed ? std::optional(static_cast<std::int64_t>(day.inspector[v])) : std::nullopt);
    csv.add(day.routed ? std::optional(static_cast<std::int64_t>(day.stop[v])) : std::nullopt).end_row();
  }
  return {"lookback.csv", csv.text()};
}

OutputTable share_table(const LookBackDay& day) {
  io::CsvWriter csv({"grouping", "name", "candidates", "candidate_share", "expected", "visits", "visit_share", "hours",
                     "covered", "gain", "visits_per_expected"});
  const auto part = [](double a, double b) { return b > 0.0 ? std::optional(a / b) : std::nullopt; };
  for (const LookBackShare& share : day.shares) {
    csv.add(std::string_view(share.grouping)).add(std::string_view(share.name)).add(share.candidates);
    csv.add(part(static_cast<double>(share.candidates), static_cast<double>(day.candidates.size())));
    csv.add(share.expected).add(share.visits);
    csv.add(part(static_cast<double>(share.visits), static_cast<double>(day.visits.size())));
    csv.add(share.hours).add(share.covered).add(share.gain);
    csv.add(part(static_cast<double>(share.visits), share.expected)).end_row();
  }
  return {"lookback_shares.csv", csv.text()};
}

}  // namespace libgrid::workflow::detail
