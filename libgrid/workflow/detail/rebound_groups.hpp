#pragma once
/// The groups that cases are told apart by: category, zone, district, road, rings around places.
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

/// A grouping or a group as a Chinese reader has it: 道路, 主次干道, 0-100 米; names of a city stay as they are.
[[nodiscard]] std::string group_in_chinese(const std::string& name);

/// OSM class primary, secondary, tertiary or a link of one.
[[nodiscard]] bool is_main_road(std::string_view road_class);

/// Which streets are main roads (主次干道): main and secondary roads by the city's own road_kinds, if it has them (then
/// its rules of back lanes decide about other classes); else is_main_road.
[[nodiscard]] Expected<std::vector<bool>> main_roads(const City& city, std::span<const Street> streets);
/// "road_kinds" or "osm": which of the two.
[[nodiscard]] std::string_view main_roads_by(const City& city);

/// The streets of a workspace as segments that meet at their ends, noded once.
[[nodiscard]] Expected<std::vector<LineString>> street_segments(const Workspace& workspace);

[[nodiscard]] ReboundGroups groups_by_category(const StatisticsInput& input, std::int64_t least_reports);
/// Empty names where reports have not been assigned.
[[nodiscard]] Expected<ReboundGroups> groups_by_zone(const Workspace& workspace, std::size_t cases);
[[nodiscard]] Expected<ReboundGroups> groups_by_road(const Workspace& workspace,
                                                     std::span<const hotspot::ForestCase> cases);
/// The districts, if there are two or more; else the zones of level 1 of the newest plan; else everything is one group.
/// `grouping` says which: district, zone, all. Names are those of districts, or codes of zones.
[[nodiscard]] Expected<ReboundGroups> groups_by_area(const Workspace& workspace, std::span<const Xy> places);
[[nodiscard]] Expected<ReboundGroups> groups_by_district(const Workspace& workspace, std::span<const Xy> places);
[[nodiscard]] Expected<ReboundGroups> groups_by_upper_zone(const Workspace& workspace, std::span<const Xy> places);
[[nodiscard]] std::vector<ReboundGroups> groups_by_ring(const hotspot::StreetGround& ground,
                                                        const hotspot::StreetPlaces& cases,
                                                        std::span<const PlacePoint> places);

}  // namespace libgrid::workflow::detail
