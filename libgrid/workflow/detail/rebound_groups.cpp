#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <libgrid/hotspot/nearest_line.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr Metres kStreetReach{30.0};
constexpr Metres kInnerRing{100.0};
constexpr Metres kOuterRing{200.0};

}  // namespace

bool is_main_road(std::string_view road_class) {
  constexpr std::array<std::string_view, 3> kMain{"primary", "secondary", "tertiary"};
  return std::ranges::any_of(kMain, [&](std::string_view name) {
    return road_class == name || (road_class.starts_with(name) && road_class.substr(name.size()) == "_link");
  });
}

Expected<std::vector<LineString>> street_segments(const Workspace& workspace) {
  GRID_TRY(streets, workspace.store().streets());
  std::vector<RoadLine> lines;
  for (const Street& street : streets) {
    RoadLine line{.id = street.id, .road_class = street.road_class, .layer = street.layer, .line = street.line};
    line.names.push_back(street.name);
    lines.push_back(std::move(line));
  }
  if (lines.empty()) return std::vector<LineString>{};
  GRID_TRY(network, roads::RoadNetwork::node(lines));
  return network.lines();
}

ReboundGroups groups_by_category(const StatisticsInput& input, std::int64_t least_reports) {
  const std::vector<std::size_t> listed = hotspot::listed_categories(input.view(), least_reports);
  std::vector<std::size_t> place(input.categories.names.size(), hotspot::kNoGroup);
  ReboundGroups groups{"category", {}, {}};
  for (const std::size_t category : listed) {
    place[category] = groups.names.size();
    groups.names.push_back(input.categories.names[category]);
  }
  for (const hotspot::LocatedReport& row : input.rows) groups.of.push_back(place[row.category]);
  return groups;
}

Expected<ReboundGroups> groups_by_zone(const Workspace& workspace, std::size_t cases) {
  GRID_TRY(attributions, workspace.store().attributions());
  ReboundGroups groups{"zone", {}, std::vector<std::size_t>(cases, hotspot::kNoGroup)};
  if (attributions.size() != cases) return groups;
  std::map<ZoneId, std::size_t> zones;
  for (const Attribution& a : attributions)
    if (a.zone) zones.emplace(*a.zone, 0);
  for (auto& [zone, index] : zones) {
    index = groups.names.size();
    groups.names.push_back(std::to_string(zone.value));
  }
  for (std::size_t i = 0; i < cases; ++i)
    if (attributions[i].zone) groups.of[i] = zones.at(*attributions[i].zone);
  return groups;
}

Expected<ReboundGroups> groups_by_road(const Workspace& workspace, std::span<const hotspot::ForestCase> cases) {
  GRID_TRY(streets, workspace.store().streets());
  std::vector<LineString> lines;
  for (const Street& street : streets) lines.push_back(street.line);
  const hotspot::NearestLine nearest(lines, kStreetReach);
  ReboundGroups groups{"road", {"main", "lane", "off_street"}, {}};
  for (const hotspot::ForestCase& c : cases) {
    const auto street = nearest.find(c.at);
    groups.of.push_back(!street ? 2U : is_main_road(streets[*street].road_class) ? 0U : 1U);
  }
  return groups;
}

std::vector<ReboundGroups> groups_by_ring(const hotspot::StreetGround& ground, const hotspot::StreetPlaces& cases,
                                          std::span<const PlacePoint> places) {
  std::map<std::string, std::vector<Xy>> by_class;
  for (const PlacePoint& place : places) by_class[place.place_class].push_back(place.at);
  std::vector<ReboundGroups> rings;
  for (const auto& [name, at] : by_class) {
    const auto nearest = hotspot::nearest_of(ground, cases, hotspot::on_streets(ground, at), kOuterRing);
    ReboundGroups groups{"ring_" + name, {"0-100", "100-200", "beyond"}, {}};
    for (const std::optional<Metres>& d : nearest) groups.of.push_back(!d ? 2U : *d <= kInnerRing ? 0U : 1U);
    rings.push_back(std::move(groups));
  }
  return rings;
}

}  // namespace libgrid::workflow::detail
