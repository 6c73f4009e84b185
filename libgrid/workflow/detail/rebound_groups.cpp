#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include <libgrid/hotspot/nearest_line.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr Metres kStreetReach{30.0};
constexpr Metres kInnerRing{100.0};
constexpr Metres kOuterRing{200.0};

}  // namespace

std::string group_in_chinese(const std::string& name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Pair, 12> kChinese{{{"all", "全部"},
                                                  {"category", "类别"},
                                                  {"zone", "网格"},
                                                  {"district", "辖区"},
                                                  {"road", "道路"},
                                                  {"main", "主次干道"},
                                                  {"lane", "其他道路"},
                                                  {"off_street", "不沿街"},
                                                  {"none", "不在任何区内"},
                                                  {"0-100", "0-100 米"},
                                                  {"100-200", "100-200 米"},
                                                  {"beyond", "200 米以外"}}};
  const auto found = std::ranges::find(kChinese, std::string_view(name), &Pair::first);
  if (found != kChinese.end()) return std::string(found->second);
  return name.starts_with("ring_") ? std::string(class_in_chinese(name.substr(5))) + "周边" : name;
}

bool is_main_road(std::string_view road_class) {
  constexpr std::array<std::string_view, 3> kMain{"primary", "secondary", "tertiary"};
  return std::ranges::any_of(kMain, [&](std::string_view name) {
    return road_class == name || (road_class.starts_with(name) && road_class.substr(name.size()) == "_link");
  });
}

Expected<std::vector<bool>> main_roads(const City& city, std::span<const Street> streets) {
  std::vector<bool> main;
  if (city.road_kinds.empty()) {
    for (const Street& street : streets) main.push_back(is_main_road(street.road_class));
    return main;
  }
  GRID_TRY(kinds, road_kinds_of(city, streets));
  for (const RoadKind kind : kinds) main.push_back(kind == RoadKind::main_road || kind == RoadKind::secondary);
  return main;
}

std::string_view main_roads_by(const City& city) { return city.road_kinds.empty() ? "osm" : "road_kinds"; }

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
  GRID_TRY(main, main_roads(workspace.city(), streets));
  std::vector<LineString> lines;
  for (const Street& street : streets) lines.push_back(street.line);
  const hotspot::NearestLine nearest(lines, kStreetReach);
  ReboundGroups groups{"road", {"main", "lane", "off_street"}, {}};
  for (const hotspot::ForestCase& c : cases) {
    const auto street = nearest.find(c.at);
    groups.of.push_back(!street ? 2U : main[*street] ? 0U : 1U);
  }
  return groups;
}

Expected<ReboundGroups> groups_by_district(const Workspace& workspace, std::span<const Xy> places) {
  GRID_TRY(districts, workspace.store().districts());
  ReboundGroups groups{"district", {}, {}};
  std::vector<MultiPolygon> shapes;
  for (const District& district : districts) {
    shapes.push_back(district.shape);
    groups.names.push_back(district.name);
  }
  groups.of = shape_of_each(shapes, places);
  return groups;
}

Expected<ReboundGroups> groups_by_upper_zone(const Workspace& workspace, std::span<const Xy> places) {
  GRID_TRY(zones, zones_of_plan(workspace, {}));
  ReboundGroups groups{"zone", {}, zone_of_each(zones, 1, places)};
  for (const std::size_t z : zones.of_level(1)) groups.names.push_back(zones.zones[z].code);
  return groups;
}

Expected<ReboundGroups> groups_by_area(const Workspace& workspace, std::span<const Xy> places) {
  GRID_TRY(districts, groups_by_district(workspace, places));
  if (districts.names.size() >= 2) return districts;
  auto zones = groups_by_upper_zone(workspace, places);
  if (zones || zones.error().code != ErrorCode::plan_missing) return zones;
  return ReboundGroups{"all", {"all"}, std::vector<std::size_t>(places.size(), 0)};
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
