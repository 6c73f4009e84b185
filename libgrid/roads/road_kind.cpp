#include <libgrid/roads/road_kind.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace libgrid::roads {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool ends_like(std::string_view name, const std::vector<std::string>& suffixes) {
  const std::string text = lower_ascii(name);
  return std::ranges::any_of(suffixes, [&](const std::string& suffix) {
    return text.size() > suffix.size() && text.ends_with(lower_ascii(suffix));
  });
}

}  // namespace

std::string_view word(KindReason reason) {
  static constexpr std::array<std::string_view, 6> kWords{"by_class", "name_suffix", "access",
                                                          "width",    "dead_end",    "assumed"};
  return kWords.at(static_cast<std::size_t>(reason));
}

RoadKindTable::RoadKindTable(std::span<const RoadKindRow> rows) {
  for (const RoadKindRow& row : rows) kind_.try_emplace(lower_ascii(row.road_class), row.kind);
}

std::optional<RoadKind> RoadKindTable::find(std::string_view road_class) const {
  const auto it = kind_.find(lower_ascii(road_class));
  return it == kind_.end() ? std::nullopt : std::optional(it->second);
}

KindDecision RoadKindTable::decide(const RoadTraits& traits, const BackLaneRules& rules) const {
  if (const auto kind = find(traits.road_class)) return {*kind, KindReason::by_class};
  if (ends_like(traits.name, rules.suffixes)) return {RoadKind::back_lane, KindReason::name_suffix};
  if (std::ranges::find(rules.access, traits.access) != rules.access.end())
    return {RoadKind::back_lane, KindReason::access};
  if (traits.width && *traits.width < rules.width) return {RoadKind::back_lane, KindReason::width};
  if (traits.dead_end && *traits.dead_end < rules.dead_end) return {RoadKind::back_lane, KindReason::dead_end};
  return {RoadKind::branch, KindReason::assumed};
}

std::vector<RoadKindRow> osm_road_kinds() {
  using enum RoadKind;
  std::vector<RoadKindRow> rows;
  const auto add = [&](RoadKind kind, std::initializer_list<const char*> classes) {
    for (const char* road_class : classes) rows.push_back({road_class, kind});
  };
  add(main_road, {"motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link"});
  add(secondary, {"secondary", "secondary_link"});
  add(branch, {"tertiary", "tertiary_link", "unclassified", "residential", "road", "busway"});
  add(back_lane, {"living_street", "service", "alley", "track", "pedestrian", "footway", "path", "cycleway", "steps"});
  return rows;
}

}  // namespace libgrid::roads
