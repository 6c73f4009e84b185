#pragma once
/// The kinds of a workspace's streets by the table of its city.

#include <span>
#include <vector>

#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/roads/lengths.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] inline std::vector<RoadKind> road_kinds_of(const City& city, std::span<const Street> streets) {
  const std::vector<RoadKindRow> rows = city.road_kinds.empty() ? roads::osm_road_kinds() : city.road_kinds;
  return roads::road_kinds(streets, roads::RoadKindTable(rows));
}

}  // namespace libgrid::workflow::detail
