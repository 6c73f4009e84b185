#pragma once
/// The groups that rebound curves are drawn for: category, zone, road, rings around places.
///
///   GRID_TRY(groups, rebound_groups(workspace, analysis, {input, streets, places}));
///   for (const ReboundGroups& g : groups) use(g.grouping, g.names, g.of);
///
/// Rings: one grouping per class of places ("ring_school"): 0-100 m, 100-200 m, beyond, measured as the forest is
/// (along the streets where both are on one); a case may be in rings of several classes.

#include <string>
#include <string_view>
#include <vector>

#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow::detail {

struct ReboundGroups {
  std::string grouping;
  std::vector<std::string> names;
  std::vector<std::size_t> of;  ///< by case; hotspot::kNoGroup
};

/// OSM class primary, secondary, tertiary or a link of one.
[[nodiscard]] bool is_main_road(std::string_view road_class);

/// The streets of a workspace as segments that meet at their ends, noded once.
[[nodiscard]] Expected<std::vector<LineString>> street_segments(const Workspace& workspace);

[[nodiscard]] ReboundGroups groups_by_category(const StatisticsInput& input, std::int64_t least_reports);
/// Empty names where reports have not been assigned.
[[nodiscard]] Expected<ReboundGroups> groups_by_zone(const Workspace& workspace, std::size_t cases);
[[nodiscard]] Expected<ReboundGroups> groups_by_road(const Workspace& workspace,
                                                     std::span<const hotspot::ForestCase> cases);
[[nodiscard]] std::vector<ReboundGroups> groups_by_ring(const hotspot::StreetGround& ground,
                                                        const hotspot::StreetPlaces& cases,
                                                        std::span<const PlacePoint> places);

}  // namespace libgrid::workflow::detail
