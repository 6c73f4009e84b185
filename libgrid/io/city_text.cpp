#include <libgrid/io/city_file.hpp>

#include <vector>

#include <nlohmann/json.hpp>

#include <libgrid/io/detail/city_words.hpp>
#include <libgrid/model/words.hpp>

namespace libgrid::io {
namespace {

using detail::kRoadKinds;
using detail::kSerialDates;

constexpr double kSecondsPerDay = 86'400.0;

using Json = nlohmann::ordered_json;

Json as_json(const Sector& sector) {
  return {{"code", sector.code}, {"name_zh", sector.name_zh}, {"name_en", sector.name_en}};
}

Json as_json(const Level& level) {
  Json json = {{"number", level.number},
               {"zones_per_parent", level.zones_per_parent},
               {"band", level.band},
               {"name_zh", level.name_zh},
               {"name_en", level.name_en}};
  if (level.least > 0.0) json["least"] = level.least;
  if (!level.least_of.empty()) json["least_of"] = level.least_of;
  if (level.fixed_count) json["fixed_count"] = true;
  return json;
}

Json as_json(const PostTitle& post) {
  return {{"level", post.level}, {"title_zh", post.title_zh}, {"title_en", post.title_en}};
}

Json as_json(const BlockRules& rules) {
  Json json = {{"cut_above_m2", rules.cut_above.value},
               {"lattice_m", rules.lattice.value},
               {"merge_below_m2", rules.merge_below.value},
               {"thin_quotient", rules.thin_quotient},
               {"thin_below_m2", rules.thin_below.value}};
  if (!rules.kept_classes.empty()) json["kept_classes"] = rules.kept_classes;
  if (rules.merge_rule != MergeRule::thresholds) json["merge_rule"] = word(rules.merge_rule);
  if (rules.artefact_below) json["artefact_below"] = *rules.artefact_below;
  return json;
}

Json as_json(const WorkloadRule& rule) {
  return {{"name", rule.name},       {"name_zh", rule.name_zh},
          {"name_en", rule.name_en}, {"measure", rule.measure},
          {"weight", rule.weight},   {"least", rule.least},
          {"most", rule.most},       {"column", rule.column},
          {"values", rule.values},   {"amount_column", rule.amount_column}};
}

Json as_json(const BarrierRules& rules) {
  Json classes = Json::array();
  for (const BarrierClass& barrier : rules.classes)
    classes.push_back({{"value", barrier.value},
                       {"kind", word(barrier.kind)},
                       {"factor", barrier.factor},
                       {"impassable", barrier.impassable}});
  Json osm = Json::array();
  for (const OsmBarrier& row : rules.osm)
    osm.push_back({{"key", row.key}, {"value", row.value}, {"class", row.barrier_class}});
  return {{"column", rules.column},
          {"layer_column", rules.layer_column},
          {"bridge_column", rules.bridge_column},
          {"tunnel_column", rules.tunnel_column},
          {"gate_m", rules.gate.value},
          {"classes", classes},
          {"osm", osm},
          {"osm_least_water_m2", rules.osm_least_water.value}};
}

Json as_json(const std::vector<LonLat>& places) {
  Json list = Json::array();
  for (const LonLat place : places) list.push_back({{"lon", place.lon}, {"lat", place.lat}});
  return list;
}

Json as_json(const MustLinkRule& rule) { return {{"name", rule.name}, {"places", as_json(rule.places)}}; }

Json as_json(const ExcludedGround& rule) {
  Json json = {{"name", rule.name}};
  if (!rule.places.empty()) json["places"] = as_json(rule.places);
  if (!rule.outline.empty()) json["outline"] = as_json(rule.outline);
  return json;
}

Json as_json(const ZoningRules& rules) {
  Json costs = Json::array();
  for (const RoadClassCost& cost : rules.road_class_costs)
    costs.push_back({{"road_class", cost.road_class}, {"factor", cost.factor}});
  Json json = {{"preset", rules.preset}, {"road_class_costs", costs}};
  if (!rules.workloads.empty()) {
    json["workloads"] = Json::array();
    for (const WorkloadRule& rule : rules.workloads) json["workloads"].push_back(as_json(rule));
  }
  if (!rules.must_link.empty()) {
    json["must_link"] = Json::array();
    for (const MustLinkRule& rule : rules.must_link) json["must_link"].push_back(as_json(rule));
  }
  for (const ExcludedGround& rule : rules.excluded) json["excluded"].push_back(as_json(rule));
  if (!rules.locked.empty()) json["locked"] = rules.locked;
  if (rules.within_districts) json["within_districts"] = true;
  return json;
}

Json as_json(const HotspotRules& rules) {
  return {{"cell_m", rules.cell.value}, {"least_reports", rules.least_reports}, {"q_level", rules.q_level}};
}

Json as_json(const ReboundRules& rules) {
  Json json = {{"radius_m", rules.radius.value},
               {"window_days", static_cast<double>(rules.window.value) / kSecondsPerDay},
               {"worst_places", rules.worst_places}};
  if (!rules.engineering_fixes.empty()) json["engineering_fixes"] = rules.engineering_fixes;
  return json;
}

double minutes_of(Seconds time) { return static_cast<double>(time.value) / 60.0; }

Json as_json(const LookBackPolicy& policy) {
  Json json = {{"hours", policy.hours},
               {"visit_minutes", minutes_of(policy.visit)},
               {"cover_m", policy.cover.value},
               {"random_share", policy.random_share},
               {"fairness", policy.fairness},
               {"inspectors", policy.inspectors},
               {"other_weekday", policy.other_weekday},
               {"categories", Json::array()}};
  for (const CategoryVisit& row : policy.categories)
    json["categories"].push_back({{"category", row.category},
                                  {"severity", row.severity},
                                  {"detectability", row.detectability},
                                  {"visit_minutes", minutes_of(row.visit)}});
  return json;
}

Json as_json(const DefaultCoordinateRules& rules) {
  return {{"least_share", rules.least_share},
          {"least_streets", rules.least_streets},
          {"least_wards", rules.least_wards},
          {"least_without_location", rules.least_without_location}};
}

Json as_json(const DutyPolicy& policy) {
  return {{"main", word(policy.main)},
          {"lane", word(policy.lane)},
          {"authority", policy.authority},
          {"nearest_within_m", policy.nearest_within.value},
          {"nearest_step_m", policy.nearest_step.value}};
}

Json as_json(const FrontagePolicy& policy) {
  Json json;
  for (const RoadKind kind : kRoadKinds) {
    const RoadSection& section = policy.sections.at(static_cast<std::size_t>(kind));
    json[std::string(word(kind))] = {
        {"kerb_m", section.kerb.value}, {"setback_m", section.setback.value}, {"pavement", section.pavement}};
  }
  json["reach_m"] = policy.reach.value;
  json["gap_m"] = policy.gap.value;
  json["step_m"] = policy.step.value;
  json["buildings"] = policy.buildings;
  return json;
}

Json as_json(const CategorySector& pair) { return {{"category", pair.category}, {"sector", pair.sector}}; }

Json as_json(const RoadKindRow& row) { return {{"road_class", row.road_class}, {"kind", word(row.kind)}}; }

Json as_json(const BackLaneRules& rules) {
  return {{"suffixes", rules.suffixes},
          {"access", rules.access},
          {"width_m", rules.width.value},
          {"dead_end_m", rules.dead_end.value}};
}

Json as_json(const ReportColumns& columns) {
  Json json = {{"id", columns.id},         {"opened", columns.opened},
               {"closed", columns.closed}, {"category", columns.category},
               {"street", columns.street}, {"ward", columns.ward},
               {"lon", columns.lon},       {"lat", columns.lat}};
  if (!columns.accuracy.empty()) json["accuracy"] = columns.accuracy;
  if (columns.source != ReportColumns{}.source) json["source"] = columns.source;
  if (!columns.returned.empty()) json["returned"] = columns.returned;
  if (!columns.resolution.empty()) json["resolution"] = columns.resolution;
  return json;
}

Json as_json(const ReportSource& source) {
  return {{"crs", source.crs},
          {"encoding", source.encoding},
          {"time_zone", source.time_zone},
          {"serial_dates", kSerialDates[static_cast<std::size_t>(source.serial_dates)]},
          {"layer", source.layer}};
}

template <class T>
Json list_of(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(as_json(item));
  return list;
}

Json as_json(const ResponsiblePolicy& policy) {
  return {{"exceptions", policy.exceptions},
          {"precedents", policy.precedents},
          {"aliases", policy.aliases},
          {"segment_reach_m", policy.segment_reach.value},
          {"gap_reach_m", policy.gap_reach.value},
          {"least_accuracy_m", policy.least_accuracy.value},
          {"precedent_radius_m", policy.precedent_radius.value},
          {"border", policy.south_east ? "south_east" : "lowest_code"},
          {"sectors", list_of(policy.sectors)}};
}

}  // namespace

std::string to_json(const City& city) {
  Json document{
      {"code", city.code}, {"name_zh", city.name_zh}, {"name_en", city.name_en}, {"frame_epsg", city.frame.epsg}};
  document["sectors"] = list_of(city.sectors);
  document["levels"] = list_of(city.levels);
  document["posts"] = list_of(city.posts);
  document["street_share"] = city.street_share;
  document["seed"] = city.seed;
  document["blocks"] = as_json(city.blocks);
  document["zoning"] = as_json(city.zoning);
  if (city.barriers != BarrierRules{}) document["barriers"] = as_json(city.barriers);
  document["hotspots"] = as_json(city.hotspots);
  document["rebound"] = as_json(city.rebound);
  if (city.look_back != LookBackPolicy{}) document["look_back"] = as_json(city.look_back);
  document["default_coordinate"] = as_json(city.default_coordinate);
  if (city.duties != DutyPolicy{}) document["duties"] = as_json(city.duties);
  if (city.responsible != ResponsiblePolicy{}) document["responsible"] = as_json(city.responsible);
  if (city.frontage) document["frontage"] = as_json(*city.frontage);
  if (!city.road_kinds.empty()) document["road_kinds"] = list_of(city.road_kinds);
  if (city.back_lanes != BackLaneRules{}) document["back_lanes"] = as_json(city.back_lanes);
  document["report_columns"] = as_json(city.report_columns);
  if (city.report_source != ReportSource{}) document["report_source"] = as_json(city.report_source);
  document["attribution"] = city.attribution;
  document["synthetic"] = city.synthetic;
  return document.dump(2) + "\n";
}

}  // namespace libgrid::io
