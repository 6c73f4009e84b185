#pragma once
/// One day of the look-back (回头看): candidates with their weights, the visits chosen, routes, shares by group.
///
///   LookBackPolicy policy = policy_of(city, request);                       // the request before the city file
///   GRID_TRY(day, look_back_day(workspace, {cases, categories}, at, request));
///   OutputTable visits = visit_table(day, reports), shares = share_table(day);
///
/// Routes are left out (`routed` false) where an inspector would have more than 1,000 stops: the order is for a day.

#include <span>
#include <string>
#include <vector>

#include <libgrid/hotspot/inspector_routes.hpp>
#include <libgrid/hotspot/lookback.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/look_back.hpp>

namespace libgrid::workflow::detail {

struct LookBackCases {
  std::span<const hotspot::ForestCase> cases;
  std::span<const std::string> categories;  ///< names; ForestCase::category is the index
};

/// Of a group of candidates.
struct LookBackShare {
  std::string grouping, name;
  std::int64_t candidates = 0, visits = 0, covered = 0;
  double expected = 0.0;  ///< rebounds among the candidates: sum of probabilities
  double hours = 0.0;
  double gain = 0.0;
};

struct LookBackDay {
  std::vector<std::size_t> cases;  ///< of the candidates
  std::vector<hotspot::VisitCandidate> candidates;
  std::vector<double> hours;  ///< of a visit to each candidate
  std::vector<hotspot::PlannedVisit> visits;
  ReboundGroups area, road;                     ///< by candidate
  std::vector<std::size_t> inspector, stop;     ///< by visit, from 1; 0: no route
  std::vector<hotspot::InspectorRoute> routes;  ///< stops are positions in visits
  bool routed = false;
  std::vector<LookBackShare> shares;
};

[[nodiscard]] LookBackPolicy policy_of(const City& city, const LookBackRequest& request);

[[nodiscard]] Expected<LookBackDay> look_back_day(const Workspace& workspace, const LookBackCases& log, LocalTime at,
                                                  const LookBackRequest& request);

[[nodiscard]] OutputTable visit_table(const LookBackDay& day, std::span<const Report> reports);
[[nodiscard]] OutputTable share_table(const LookBackDay& day);

}  // namespace libgrid::workflow::detail
