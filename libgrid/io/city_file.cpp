#include <libgrid/io/city_file.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/json.hpp>
#include <libgrid/io/detail/object_reader.hpp>

namespace libgrid::io {
namespace {

using detail::ObjectReader;
using detail::Range;

constexpr double kEndless = std::numeric_limits<double>::max();
constexpr double kLargestCount = 1e15;
constexpr double kSecondsPerDay = 86'400.0;

constexpr Range kPositive{0.0, kEndless, "above 0", true};
constexpr Range kNotNegative{0.0, kEndless, "0 or more"};
constexpr Range kShare{0.0, 1.0, "between 0 and 1"};
constexpr Range kBand{0.0, 1.0, "above 0 and at most 1", true};
constexpr Range kCount{0.0, kLargestCount, "a count from 0"};
constexpr Range kAtLeastOne{1.0, 1e6, "between 1 and 1,000,000"};
constexpr Range kLevelNumber{1.0, 9.0, "between 1 and 9"};
constexpr Range kPostLevel{0.0, 9.0, "between 0 and 9"};
constexpr Range kEpsg{1024.0, 999'999.0, "an EPSG code"};
constexpr Range kDays{0.0, 36'500.0, "above 0 and at most 36,500", true};

void read_sector(ObjectReader& object, Sector& sector) {
  object.required("code", sector.code);
  object.required("name_zh", sector.name_zh);
  object.required("name_en", sector.name_en);
}

void read_level(ObjectReader& object, Level& level) {
  object.required("number", level.number, kLevelNumber);
  object.required("zones_per_parent", level.zones_per_parent, kAtLeastOne);
  object.required("band", level.band, kBand);
  object.required("name_zh", level.name_zh);
  object.required("name_en", level.name_en);
}

void read_post(ObjectReader& object, PostTitle& post) {
  object.required("level", post.level, kPostLevel);
  object.required("title_zh", post.title_zh);
  object.required("title_en", post.title_en);
}

void read_rules(ObjectReader& object, City& city) {
  object.object("blocks", [&](ObjectReader& rules) {
    rules.optional("cut_above_m2", city.blocks.cut_above, kPositive);
    rules.optional("lattice_m", city.blocks.lattice, kPositive);
    rules.optional("merge_below_m2", city.blocks.merge_below, kNotNegative);
    rules.optional("thin_quotient", city.blocks.thin_quotient, kShare);
    rules.optional("thin_below_m2", city.blocks.thin_below, kNotNegative);
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
    city.rebound.window = Seconds{std::llround(window_days * kSecondsPerDay)};
  });
  object.object("default_coordinate", [&](ObjectReader& rules) {
    rules.optional("least_share", city.default_coordinate.least_share, kShare);
    rules.optional("least_streets", city.default_coordinate.least_streets, kCount);
    rules.optional("least_wards", city.default_coordinate.least_wards, kCount);
    rules.optional("least_without_location", city.default_coordinate.least_without_location, kCount);
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
  });
}

/// The code opens every zone code and file name: capital letters, digits and '-'.
bool is_code(const std::string& code) {
  const auto plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; };
  return !code.empty() && code.size() <= 16 && std::ranges::all_of(code, plain);
}

/// What holds between several members.
void check_whole(ObjectReader& object, const City& city) {
  if (!is_code(city.code)) object.refuse("code", "not 1 to 16 of A-Z, 0-9 and -");
  if (city.levels.empty()) object.refuse("levels", "empty");
  if (city.sectors.empty()) object.refuse("sectors", "empty");
  for (std::size_t i = 0; i < city.levels.size(); ++i) {
    if (city.levels[i].number != static_cast<int>(i) + 1) object.refuse("levels", "numbers are not 1, 2, ... in order");
  }
  for (std::size_t i = 0; i < city.posts.size(); ++i) {
    const bool known = city.posts[i].level <= static_cast<int>(city.levels.size());
    if (!known) object.refuse("posts[" + std::to_string(i) + "].level", "no such level");
    for (std::size_t k = 0; k < i; ++k) {
      const bool again = city.posts[k].level == city.posts[i].level;
      if (again) object.refuse("posts[" + std::to_string(i) + "].level", "a second title of this level");
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
  read_rules(object, city);
  read_report_columns(object, city.report_columns);
  check_whole(object, city);
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

std::string to_json(const City& city) {
  using Json = nlohmann::ordered_json;
  Json document{{"code", city.code}, {"name_zh", city.name_zh}, {"name_en", city.name_en}, {"frame_epsg", city.frame.epsg}};
  document["sectors"] = Json::array();
  for (const Sector& sector : city.sectors) {
    document["sectors"].push_back(Json{{"code", sector.code}, {"name_zh", sector.name_zh}, {"name_en", sector.name_en}});
  }
  document["levels"] = Json::array();
  for (const Level& level : city.levels) {
    document["levels"].push_back(Json{{"number", level.number}, {"zones_per_parent", level.zones_per_parent},
                                      {"band", level.band}, {"name_zh", level.name_zh}, {"name_en", level.name_en}});
  }
  document["posts"] = Json::array();
  for (const PostTitle& post : city.posts) {
    document["posts"].push_back(Json{{"level", post.level}, {"title_zh", post.title_zh}, {"title_en", post.title_en}});
  }
  document["street_share"] = city.street_share;
  document["seed"] = city.seed;
  document["blocks"] = Json{{"cut_above_m2", city.blocks.cut_above.value}, {"lattice_m", city.blocks.lattice.value},
                            {"merge_below_m2", city.blocks.merge_below.value},
                            {"thin_quotient", city.blocks.thin_quotient}, {"thin_below_m2", city.blocks.thin_below.value}};
  document["hotspots"] = Json{{"cell_m", city.hotspots.cell.value}, {"least_reports", city.hotspots.least_reports},
                              {"q_level", city.hotspots.q_level}};
  document["rebound"] = Json{{"radius_m", city.rebound.radius.value},
                             {"window_days", static_cast<double>(city.rebound.window.value) / kSecondsPerDay},
                             {"worst_places", city.rebound.worst_places}};
  const DefaultCoordinateRules& place = city.default_coordinate;
  document["default_coordinate"] = Json{{"least_share", place.least_share}, {"least_streets", place.least_streets},
                                        {"least_wards", place.least_wards},
                                        {"least_without_location", place.least_without_location}};
  const ReportColumns& columns = city.report_columns;
  document["report_columns"] = Json{{"id", columns.id}, {"opened", columns.opened}, {"closed", columns.closed},
                                    {"category", columns.category}, {"street", columns.street}, {"ward", columns.ward},
                                    {"lon", columns.lon}, {"lat", columns.lat}};
  document["attribution"] = city.attribution;
  return document.dump(2) + "\n";
}

}  // namespace libgrid::io
