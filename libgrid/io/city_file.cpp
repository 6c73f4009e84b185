#include <libgrid/io/city_file.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include <libgrid/base/written_time.hpp>
#include <libgrid/crs/datum.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/city_words.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/json.hpp>
#include <libgrid/io/detail/object_reader.hpp>
#include <libgrid/model/words.hpp>

namespace libgrid::io {
namespace {

using detail::kRoadKinds;
using detail::kSerialDates;
using detail::ObjectReader;
using detail::Range;

constexpr double kEndless = std::numeric_limits<double>::max();
constexpr double kLargestCount = 1e15;
constexpr double kSecondsPerDay = 86'400.0;
constexpr double kSecondsPerMinute = 60.0;

constexpr Range kPositive{0.0, kEndless, "above 0", true};
constexpr Range kNotNegative{0.0, kEndless, "0 or more"};
constexpr Range kLongitude{-180.0, 180.0, "between -180 and 180"};
constexpr Range kLatitude{-90.0, 90.0, "between -90 and 90"};
constexpr Range kShare{0.0, 1.0, "between 0 and 1"};
constexpr Range kBand{0.0, 1.0, "above 0 and at most 1", true};
constexpr Range kCount{0.0, kLargestCount, "a count from 0"};
constexpr Range kAmount{0.0, 1e15, "above 0", true};
constexpr Range kFactor{0.0, 1000.0, "between 0 and 1,000"};
constexpr Range kLevelNumber{1.0, 9.0, "between 1 and 9"};
constexpr Range kPostLevel{0.0, 9.0, "between 0 and 9"};
constexpr Range kEpsg{1024.0, 999'999.0, "an EPSG code"};
constexpr Range kReach{0.0, 1000.0, "above 0 and at most 1,000", true};
constexpr Range kStep{0.1, 100.0, "between 0.1 and 100"};
constexpr Range kMinutes{0.0, 1440.0, "above 0 and at most 1,440", true};
constexpr Range kMinutesOrNone{0.0, 1440.0, "between 0 and 1,440"};
constexpr Range kInspectors{1.0, 1000.0, "between 1 and 1,000"};
constexpr Range kDays{0.0, 36'500.0, "above 0 and at most 36,500", true};

void read_sector(ObjectReader& object, Sector& sector) {
  object.required("code", sector.code);
  object.required("name_zh", sector.name_zh);
  object.required("name_en", sector.name_en);
}

void read_level(ObjectReader& object, Level& level) {
  object.required("number", level.number, kLevelNumber);
  object.required("zones_per_parent", level.zones_per_parent, kCount);
  object.required("band", level.band, kBand);
  object.required("name_zh", level.name_zh);
  object.required("name_en", level.name_en);
  object.optional("least", level.least, kAmount);
  object.optional("least_of", level.least_of);
  object.optional("fixed_count", level.fixed_count);
  if (level.zones_per_parent == 0 && !(level.least > 0.0))
    object.refuse("zones_per_parent", "0 (as many as fit) needs a bound: least");
}

void read_post(ObjectReader& object, PostTitle& post) {
  object.required("level", post.level, kPostLevel);
  object.required("title_zh", post.title_zh);
  object.required("title_en", post.title_en);
}

void read_road_class_cost(ObjectReader& object, RoadClassCost& cost) {
  object.required("road_class", cost.road_class);
  object.required("factor", cost.factor, kFactor);
}

/// A word of an enumeration (model/words.hpp); another text is refused.
template <class Enum>
void read_word(ObjectReader& object, std::string_view key, Enum& field) {
  std::string text(word(field));
  object.optional(key, text);
  if (const auto value = from_word<Enum>(text)) {
    field = *value;
  } else {
    object.refuse(key, text + " is none of " + all_words<Enum>());
  }
}

constexpr std::array<std::string_view, 8> kMeasures{"street_m",    "main_road_m", "secondary_m", "branch_m",
                                                    "back_lane_m", "reports",     "area_m2",     "points"};

/// Names become columns and figures.
bool is_column_name(const std::string& name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= 32 && std::ranges::all_of(name, plain);
}

void read_workload(ObjectReader& object, WorkloadRule& rule) {
  object.required("name", rule.name);
  object.optional("name_zh", rule.name_zh);
  object.optional("name_en", rule.name_en);
  object.required("measure", rule.measure);
  object.optional("weight", rule.weight, kNotNegative);
  object.optional("least", rule.least, kShare);
  object.optional("most", rule.most, kFactor);
  object.optional("column", rule.column);
  object.optional("values", rule.values);
  object.optional("amount_column", rule.amount_column);
  if (!is_column_name(rule.name)) object.refuse("name", "not 1 to 32 of a-z, 0-9 and _");
  if (std::ranges::find(kMeasures, rule.measure) == kMeasures.end())
    object.refuse("measure",
                  "not street_m, main_road_m, secondary_m, branch_m, back_lane_m, reports, area_m2 or points");
  if (rule.most != 0.0 && rule.most < 1.0) object.refuse("most", "below the mean: 1 or more, or 0 for no limit");
}

void check_workloads(ObjectReader& object, const std::vector<WorkloadRule>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto first = std::ranges::find(rules, rules[i].name, &WorkloadRule::name);
    if (first != rules.begin() + static_cast<std::ptrdiff_t>(i))
      object.refuse("workloads[" + std::to_string(i) + "].name", "a second workload of this name");
  }
}

void read_barriers(ObjectReader& object, BarrierRules& rules) {
  object.optional("column", rules.column);
  object.optional("layer_column", rules.layer_column);
  object.optional("bridge_column", rules.bridge_column);
  object.optional("tunnel_column", rules.tunnel_column);
  object.optional("gate_m", rules.gate, kNotNegative);
  std::vector<BarrierClass> classes;
  object.optional_list("classes", classes, [](ObjectReader& row, BarrierClass& barrier) {
    row.required("value", barrier.value);
    read_word(row, "kind", barrier.kind);
    row.optional("factor", barrier.factor, kFactor);
    row.optional("impassable", barrier.impassable);
  });
  if (!classes.empty()) rules.classes = std::move(classes);
  std::vector<OsmBarrier> osm;
  object.optional_list("osm", osm, [](ObjectReader& row, OsmBarrier& barrier) {
    row.required("key", barrier.key);
    row.required("value", barrier.value);
    row.required("class", barrier.barrier_class);
  });
  if (!osm.empty()) rules.osm = std::move(osm);
  object.optional("osm_least_water_m2", rules.osm_least_water, kNotNegative);
}

void read_must_link(ObjectReader& object, MustLinkRule& rule) {
  object.required("name", rule.name);
  object.list("places", rule.places, [](ObjectReader& row, LonLat& place) {
    row.required("lon", place.lon, kLongitude);
    row.required("lat", place.lat, kLatitude);
  });
  if (rule.name.empty()) object.refuse("name", "empty");
  if (rule.places.size() < 2) object.refuse("places", "two places at least");
}

void read_excluded(ObjectReader& object, ExcludedGround& rule) {
  const auto read_place = [](ObjectReader& row, LonLat& place) {
    row.required("lon", place.lon, kLongitude);
    row.required("lat", place.lat, kLatitude);
  };
  object.required("name", rule.name);
  object.optional_list("places", rule.places, read_place);
  object.optional_list("outline", rule.outline, read_place);
  if (rule.name.empty()) object.refuse("name", "empty");
  if (rule.places.empty() && rule.outline.empty()) object.refuse("places", "neither places nor an outline");
  if (!rule.outline.empty() && rule.outline.size() < 3) object.refuse("outline", "three corners at least");
}

void read_zoning(ObjectReader& object, ZoningRules& rules) {
  object.optional("preset", rules.preset);
  object.optional_list("road_class_costs", rules.road_class_costs, read_road_class_cost);
  object.optional_list("workloads", rules.workloads, read_workload);
  check_workloads(object, rules.workloads);
  object.optional_list("must_link", rules.must_link, read_must_link);
  object.optional_list("excluded", rules.excluded, read_excluded);
  object.optional("locked", rules.locked);
  object.optional("within_districts", rules.within_districts);
  if (rules.preset != "fast" && rules.preset != "default" && rules.preset != "best")
    object.refuse("preset", "not fast, default or best");
}

void read_minutes(ObjectReader& object, Seconds& time, const Range& range) {
  double minutes = static_cast<double>(time.value) / kSecondsPerMinute;
  object.optional("visit_minutes", minutes, range);
  time = Seconds{std::llround(minutes * kSecondsPerMinute)};
}

void read_look_back(ObjectReader& object, LookBackPolicy& policy) {
  object.object("look_back", [&](ObjectReader& rules) {
    rules.optional("hours", policy.hours, kPositive);
    read_minutes(rules, policy.visit, kMinutes);
    rules.optional("cover_m", policy.cover, kNotNegative);
    rules.optional("random_share", policy.random_share, kShare);
    rules.optional("fairness", policy.fairness, kShare);
    rules.optional("inspectors", policy.inspectors, kInspectors);
    rules.optional("other_weekday", policy.other_weekday, kShare);
    rules.optional_list("categories", policy.categories, [](ObjectReader& row, CategoryVisit& category) {
      row.required("category", category.category);
      row.optional("severity", category.severity, kNotNegative);
      row.optional("detectability", category.detectability, kShare);
      read_minutes(row, category.visit, kMinutesOrNone);
    });
    for (std::size_t i = 0; i < policy.categories.size(); ++i) {
      const auto first = std::ranges::find(policy.categories, policy.categories[i].category, &CategoryVisit::category);
      if (first != policy.categories.begin() + static_cast<std::ptrdiff_t>(i))
        rules.refuse("categories[" + std::to_string(i) + "].category", "a second row of this category");
    }
  });
}

void read_rules(ObjectReader& object, City& city) {
  object.object("zoning", [&](ObjectReader& rules) { read_zoning(rules, city.zoning); });
  object.object("barriers", [&](ObjectReader& rules) { read_barriers(rules, city.barriers); });
  object.object("blocks", [&](ObjectReader& rules) {
    rules.optional("cut_above_m2", city.blocks.cut_above, kPositive);
    rules.optional("lattice_m", city.blocks.lattice, kPositive);
    rules.optional("merge_below_m2", city.blocks.merge_below, kNotNegative);
    rules.optional("thin_quotient", city.blocks.thin_quotient, kShare);
    rules.optional("thin_below_m2", city.blocks.thin_below, kNotNegative);
    rules.optional("kept_classes", city.blocks.kept_classes);
    read_word(rules, "merge_rule", city.blocks.merge_rule);
    double artefact_below = city.blocks.artefact_below.value_or(0.0);
    rules.optional("artefact_below", artefact_below, kAmount);
    if (artefact_below > 0.0) city.blocks.artefact_below = artefact_below;
  });
  object.object("hotspots", [&](ObjectReader& rules) {
    rules.optional("cell_m", city.hotspots.cell, kPositive);
    rules.optional("least_reports", city.hotspots.least_reports, kCount);
    rules.optional("q_level", city.hotspots.q_level, kShare);
  });
  object.object("rebound", [&](ObjectReader& rules) {
    double window_days = static_cast<double>(city.rebound.window.value) / kSecondsPerDay;
    rules.optional("radius_m", city.rebound.radius, kNotNegative);
    rules.optional("window_days", window_days, kDays);
    rules.optional("worst_places", city.rebound.worst_places, kCount);
    rules.optional("engineering_fixes", city.rebound.engineering_fixes);
    city.rebound.window = Seconds{std::llround(window_days * kSecondsPerDay)};
  });
  read_look_back(object, city.look_back);
  object.object("default_coordinate", [&](ObjectReader& rules) {
    rules.optional("least_share", city.default_coordinate.least_share, kShare);
    rules.optional("least_streets", city.default_coordinate.least_streets, kCount);
    rules.optional("least_wards", city.default_coordinate.least_wards, kCount);
    rules.optional("least_without_location", city.default_coordinate.least_without_location, kCount);
  });
}

void read_duties(ObjectReader& object, City& city) {
  object.object("duties", [&](ObjectReader& rules) {
    read_word(rules, "main", city.duties.main);
    read_word(rules, "lane", city.duties.lane);
    rules.optional("authority", city.duties.authority);
    rules.optional("nearest_within_m", city.duties.nearest_within, kNotNegative);
    rules.optional("nearest_step_m", city.duties.nearest_step, kPositive);
  });
  object.optional_list("road_kinds", city.road_kinds, [](ObjectReader& row, RoadKindRow& kind) {
    row.required("road_class", kind.road_class);
    read_word(row, "kind", kind.kind);
  });
  object.object("back_lanes", [&](ObjectReader& rules) {
    rules.optional("suffixes", city.back_lanes.suffixes);
    rules.optional("access", city.back_lanes.access);
    rules.optional("width_m", city.back_lanes.width, kNotNegative);
    rules.optional("dead_end_m", city.back_lanes.dead_end, kNotNegative);
  });
}

void read_responsible(ObjectReader& object, ResponsiblePolicy& policy) {
  object.object("responsible", [&](ObjectReader& rules) {
    rules.optional("exceptions", policy.exceptions);
    rules.optional("precedents", policy.precedents);
    rules.optional("aliases", policy.aliases);
    rules.optional("segment_reach_m", policy.segment_reach, kNotNegative);
    rules.optional("gap_reach_m", policy.gap_reach, kNotNegative);
    rules.optional("least_accuracy_m", policy.least_accuracy, kNotNegative);
    rules.optional("precedent_radius_m", policy.precedent_radius, kNotNegative);
    std::string border = policy.south_east ? "south_east" : "lowest_code";
    rules.optional("border", border);
    policy.south_east = border == "south_east";
    if (border != "south_east" && border != "lowest_code") rules.refuse("border", "not lowest_code or south_east");
    rules.optional_list("sectors", policy.sectors, [](ObjectReader& row, CategorySector& pair) {
      row.required("category", pair.category);
      row.required("sector", pair.sector);
    });
  });
}

void read_frontage(ObjectReader& object, std::optional<FrontagePolicy>& frontage) {
  object.object("frontage", [&](ObjectReader& rules) {
    FrontagePolicy& policy = frontage.emplace();
    for (const RoadKind kind : kRoadKinds)
      rules.object(word(kind), [&](ObjectReader& row) {
        RoadSection& section = policy.sections.at(static_cast<std::size_t>(kind));
        row.optional("kerb_m", section.kerb, kReach);
        row.optional("setback_m", section.setback, kReach);
        row.optional("pavement", section.pavement);
      });
    rules.optional("reach_m", policy.reach, kReach);
    rules.optional("gap_m", policy.gap, kNotNegative);
    rules.optional("step_m", policy.step, kStep);
    rules.optional("buildings", policy.buildings);
  });
}

void read_report_columns(ObjectReader& object, ReportColumns& columns) {
  object.object("report_columns", [&](ObjectReader& names) {
    names.optional("id", columns.id);
    names.optional("opened", columns.opened);
    names.optional("closed", columns.closed);
    names.optional("category", columns.category);
    names.optional("street", columns.street);
    names.optional("ward", columns.ward);
    names.optional("lon", columns.lon);
    names.optional("lat", columns.lat);
    names.optional("accuracy", columns.accuracy);
    names.optional("source", columns.source);
    names.optional("returned", columns.returned);
    names.optional("resolution", columns.resolution);
  });
}

void read_report_source(ObjectReader& object, ReportSource& source) {
  object.object("report_source", [&](ObjectReader& rules) {
    rules.optional("crs", source.crs);
    rules.optional("encoding", source.encoding);
    rules.optional("time_zone", source.time_zone);
    rules.optional("layer", source.layer);
    std::string serial(kSerialDates[static_cast<std::size_t>(source.serial_dates)]);
    rules.optional("serial_dates", serial);
    const auto known = std::ranges::find(kSerialDates, serial);
    if (known == kSerialDates.end()) return rules.refuse("serial_dates", "not refused, 1900 or 1904");
    source.serial_dates = static_cast<SerialDates>(known - kSerialDates.begin());
    if (!crs::parse_source_frame(source.crs)) rules.refuse("crs", "not an EPSG code, GCJ-02 or BD-09");
    if (!text_encoding(source.encoding)) rules.refuse("encoding", "not utf-8, utf-16 or gb18030");
    if (!source.time_zone.empty() && !TimeZone::parse(source.time_zone))
      rules.refuse("time_zone", "not an offset like +08:00 or a rule like EST5EDT,M3.2.0,M11.1.0");
  });
}

/// The code opens every zone code and file name: capital letters, digits and '-'.
bool is_code(const std::string& code) {
  const auto plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return !code.empty() && code.size() <= 16 && std::ranges::all_of(code, plain);
}

void check_sectors(ObjectReader& object, const std::vector<Sector>& sectors) {
  if (sectors.empty()) object.refuse("sectors", "empty");
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    const std::string field = "sectors[" + std::to_string(i) + "].code";
    if (sectors[i].code.empty()) object.refuse(field, "empty");
    const auto same = [&](const Sector& other) { return other.code == sectors[i].code; };
    if (std::ranges::find_if(sectors, same) != sectors.begin() + static_cast<std::ptrdiff_t>(i)) {
      object.refuse(field, "a second sector of this code");
    }
  }
}

void check_levels(ObjectReader& object, const std::vector<Level>& levels) {
  if (levels.empty()) object.refuse("levels", "empty");
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (levels[i].number != static_cast<int>(i) + 1) object.refuse("levels", "numbers are not 1, 2, ... in order");
  }
}

void check_posts(ObjectReader& object, const City& city) {
  for (std::size_t i = 0; i < city.posts.size(); ++i) {
    const std::string field = "posts[" + std::to_string(i) + "].level";
    const auto same = [&](const PostTitle& other) { return other.level == city.posts[i].level; };
    if (city.posts[i].level > static_cast<int>(city.levels.size())) object.refuse(field, "no such level");
    if (std::ranges::find_if(city.posts, same) != city.posts.begin() + static_cast<std::ptrdiff_t>(i)) {
      object.refuse(field, "a second title of this level");
    }
  }
}

Expected<City> read_document(const detail::Json& document) {
  ObjectReader object(document, "");
  City city;
  object.required("code", city.code);
  object.required("name_zh", city.name_zh);
  object.required("name_en", city.name_en);
  object.required("frame_epsg", city.frame.epsg, kEpsg);
  object.list("sectors", city.sectors, read_sector);
  object.list("levels", city.levels, read_level);
  object.list("posts", city.posts, read_post);
  object.optional("street_share", city.street_share, kShare);
  object.optional("seed", city.seed);
  object.optional("attribution", city.attribution);
  object.optional("synthetic", city.synthetic);
  read_rules(object, city);
  read_duties(object, city);
  read_responsible(object, city.responsible);
  read_frontage(object, city.frontage);
  read_report_columns(object, city.report_columns);
  read_report_source(object, city.report_source);
  if (!is_code(city.code)) object.refuse("code", "not 1 to 16 of A-Z, 0-9 and -");
  check_sectors(object, city.sectors);
  check_levels(object, city.levels);
  check_posts(object, city);
  GRID_CHECK(object.finish());
  return city;
}

}  // namespace

Expected<City> city_from_json(std::string_view text) {
  GRID_TRY(document, detail::parse_json(text));
  return read_document(document);
}

Expected<City> read_city(const std::filesystem::path& path) {
  GRID_TRY(text, detail::read_file(path));
  auto city = city_from_json(text);
  if (!city) return fail(std::move(city.error()).in_file(path.filename().string()));
  return city;
}

}  // namespace libgrid::io
