#include <service/handlers/tile_layers.hpp>

#include <array>
#include <optional>
#include <utility>

#include <libgrid/tile/mvt.hpp>
#include <service/handlers/handlers.hpp>
#include <service/handlers/heat.hpp>
#include <service/handlers/zone_colours.hpp>

namespace libgrid::service {
namespace {

using tile::Tag;
using workflow::CityView;

/// "03-07" of "BOS-03-07": the city is known to who looks at its map.
std::string label_of(std::string_view code, std::string_view city) {
  const bool prefixed = code.size() > city.size() + 1 && code.starts_with(city) && code[city.size()] == '-';
  return std::string(prefixed ? code.substr(city.size() + 1) : code);
}

std::vector<Tag> zone_tags(const Zone& zone, std::string_view city, int colour) {
  const TwoNames name = split_name(zone.name);
  return {{"zone_id", zone.id.value},
          {"code", zone.code},
          {"label", label_of(zone.code, city)},
          {"name_zh", name.zh},
          {"name_en", name.en},
          {"parent_id", zone.parent ? zone.parent->value : std::int64_t{0}},
          {"colour", std::int64_t{colour}},
          {"workload", zone.workload}};
}

std::uint64_t feature_id(std::int64_t id) { return static_cast<std::uint64_t>(id); }

/// Lanes of the whole city in one tile would be a grey carpet and a megabyte.
int min_zoom_of(std::string_view road_class) {
  constexpr std::array kMain{std::string_view("motorway"), std::string_view("trunk"), std::string_view("primary"),
                             std::string_view("secondary")};
  for (const std::string_view main : kMain)
    if (road_class.starts_with(main)) return 0;
  return road_class.starts_with("tertiary") ? 11 : 12;
}

}  // namespace

TileLayers::TileLayers(const CityView& city) {
  for (int level = 1; level <= city.lowest_level(); ++level) add_zones(city, level);
  add_blocks(city);
  add_duties(city);
  add_districts(city);
  add_heat(city);
}

void TileLayers::add_zones(const CityView& city, int level) {
  const auto colours = zone_colours(city.zones(), level);
  Features& areas = layers_["zones" + std::to_string(level)];
  Features& labels = layers_["labels" + std::to_string(level)];
  for (const workflow::ZoneView& view : city.zones()) {
    if (view.zone.level != level) continue;
    const auto tags = zone_tags(view.zone, city.city().code, colours.at(view.zone.id));
    areas.push_back(tile::polygon_feature(feature_id(view.zone.id.value), view.shape, tags));
    labels.push_back(tile::point_feature(feature_id(view.zone.id.value), view.label, tags));
  }
}

void TileLayers::add_blocks(const CityView& city) {
  Features& areas = layers_["blocks"];
  for (const workflow::BlockView& view : city.blocks()) {
    std::vector<Tag> tags;  // none: an excluded block
    if (view.zone != ZoneId{}) tags.push_back({"zone_id", view.zone.value});
    areas.push_back(tile::polygon_feature(feature_id(view.block.id.value), view.shape, tags));
    areas.back().min_zoom = 12;
  }
}

void TileLayers::add_duties(const CityView& city) {
  std::map<ZoneId, int> colours;  // of all levels
  for (int level = 1; level <= city.lowest_level(); ++level) colours.merge(zone_colours(city.zones(), level));
  const auto colour_of = [&](std::optional<ZoneId> zone) {
    const auto at = zone ? colours.find(*zone) : colours.end();
    return std::int64_t{at == colours.end() ? -1 : at->second};
  };
  Features& lines = layers_["duties"];
  for (const workflow::PieceView& view : city.pieces()) {
    const workflow::ZoneView* zone = view.piece.zone ? city.zone(*view.piece.zone) : nullptr;
    std::vector<Tag> tags = {{"zone_id", zone ? zone->zone.id.value : std::int64_t{0}},
                             {"zone", zone ? zone->zone.code : std::string()},
                             {"street", view.street},
                             {"road_class", view.road_class},
                             {"colour", colour_of(view.piece.zone)},
                             {"upper_colour", colour_of(zone ? zone->zone.parent : std::nullopt)},
                             {"border", view.piece.rule == DutyRule::border_lower_code}};
    // Above the parent: "colour1", "colour2", ... by level; two levels need none.
    const workflow::ZoneView* upper = zone && zone->zone.parent ? city.zone(*zone->zone.parent) : nullptr;
    while (upper && upper->zone.parent) {
      const workflow::ZoneView* next = city.zone(*upper->zone.parent);
      if (!next) break;
      tags.push_back({"colour" + std::to_string(next->zone.level), colour_of(next->zone.id)});
      upper = next;
    }
    lines.push_back(tile::line_feature(feature_id(view.piece.id.value), {view.line}, std::move(tags)));
    lines.back().min_zoom = min_zoom_of(view.road_class);
  }
}

void TileLayers::add_districts(const CityView& city) {
  Features& labels = layers_["districts"];
  for (const workflow::DistrictView& view : city.districts())
    labels.push_back(tile::point_feature(feature_id(view.id.value), view.label, {{"name", view.name}}));
}

void TileLayers::add_heat(const CityView& city) {
  const auto add = [&](const std::string& category) {
    std::vector<tile::WorldXy>& places = places_[category];
    for (const LonLat& p : city.report_places(category)) places.push_back(tile::to_world(p));
  };
  add("");
  for (const workflow::CategoryView& view : city.categories()) add(view.name);
}

Expected<std::string> TileLayers::tile(std::string_view layer, tile::TileId id, std::string_view category) const {
  Features heat;
  const Features* features = &heat;
  if (layer == "heat") {
    const auto places = places_.find(category);
    if (places == places_.end())
      return fail(make_error(ErrorCode::not_found, std::string(category)).at_field("category"));
    heat = heat_of(places->second, id);
  } else {
    const auto known = layers_.find(layer);
    if (known == layers_.end()) return fail(make_error(ErrorCode::not_found, std::string(layer)).at_field("layer"));
    features = &known->second;
  }
  const tile::LayerView view{layer, *features};
  return tile::encode_tile(id, {&view, 1});
}

}  // namespace libgrid::service
