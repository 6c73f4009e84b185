#pragma once
/// The kinds of a workspace's streets by the table and the rules of its city.

#include <span>
#include <utility>
#include <vector>

#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/roads/network.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] inline roads::RoadKindTable kind_table_of(const City& city) {
  return roads::RoadKindTable(city.road_kinds.empty() ? roads::osm_road_kinds() : city.road_kinds);
}

/// One decision per street, each with its reason. @errors those of roads::line_kinds
[[nodiscard]] inline Expected<std::vector<roads::KindDecision>> kind_decisions_of(const City& city,
                                                                                  std::span<const Street> streets) {
  return roads::line_kinds(roads::lines_of(streets), kind_table_of(city), city.back_lanes);
}

[[nodiscard]] inline Expected<std::vector<RoadKind>> road_kinds_of(const City& city, std::span<const Street> streets) {
  GRID_TRY(decisions, kind_decisions_of(city, streets));
  std::vector<RoadKind> kinds;
  for (const roads::KindDecision& decision : decisions) kinds.push_back(decision.kind);
  return kinds;
}

}  // namespace libgrid::workflow::detail
