#include <algorithm>
#include <string>
#include <vector>

#include <libgrid/model/words.hpp>
#include <service/handlers/history.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;
using workflow::PlaceAnswer;
using workflow::ResponsibleRow;
using workflow::ZoneView;

Json reason_of(UnassignedReason reason) { return reason == UnassignedReason::none ? Json() : Json(word(reason)); }

Json answer_json(const CityView& city, LonLat place, const PlaceAnswer& answer) {
  const auto& distance = answer.attribution.distance;
  return {{"lon", place.lon},
          {"lat", place.lat},
          {"zone", answer.zone ? zone_json(city, *answer.zone) : Json()},
          {"upper_zone", answer.upper ? zone_json(city, *answer.upper) : Json()},
          {"method", word(answer.attribution.method)},
          {"reason", reason_of(answer.attribution.reason)},
          {"distance_m", distance ? rounded(distance->value, 2) : Json()},
          {"plan_version", city.plan().version}};
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json candidates_json(const std::vector<workflow::RowCandidate>& candidates) {
  Json list = Json::array();
  for (const workflow::RowCandidate& one : candidates)
    list.push_back({{"zone", one.zone}, {"distance_m", rounded(one.distance.value, 2)}});
  return list;
}

/// The zone and those above it, the lowest first.
Json levels_json(const CityView& city, const ZoneView* zone) {
  Json list = Json::array();
  for (; zone != nullptr; zone = zone->zone.parent ? city.zone(*zone->zone.parent) : nullptr) {
    const TwoNames name = split_name(zone->zone.name);
    list.push_back({{"level", zone->zone.level},
                    {"zone_id", zone->zone.id.value},
                    {"code", zone->zone.code},
                    {"name_zh", name.zh},
                    {"name_en", name.en}});
  }
  return list;
}

/// A row of attribution.csv, with the zones and posts that answer.
Json row_json(const CityView& city, const ResponsibleRow& row) {
  const auto zones = city.zones();
  const auto found = std::ranges::find(zones, row.zone, [](const ZoneView& view) { return view.zone.code; });
  const ZoneView* zone = row.zone.empty() || found == zones.end() ? nullptr : &*found;
  return {{"plan_version", row.plan_version},
          {"sector", or_null(row.sector)},
          {"zone", or_null(row.zone)},
          {"method", attribution::word(row.method)},
          {"rule", row.rule},
          {"distance_m", row.distance ? rounded(row.distance->value, 2) : Json()},
          {"district", or_null(row.district)},
          {"to_verify", row.to_verify},
          {"candidates", candidates_json(row.candidates)},
          {"street_id", row.street_id ? Json(row.street_id->value) : Json()},
          {"street", or_null(row.street)},
          {"ask_street", row.ask_street},
          {"levels", levels_json(city, zone)},
          {"posts", zone == nullptr ? Json::array() : posts_json(city, zone->zone.id)}};
}

/// @errors parameter_invalid: not 0 to 10,000 m
Expected<Metres> accuracy_of(const Fields& query) {
  constexpr double kMost = 10'000.0;  // a place that is wrong by more says nothing
  if (!query.contains("accuracy")) return Metres{0.0};
  GRID_TRY(accuracy, number_parameter(query, "accuracy"));
  if (accuracy < 0.0 || accuracy > kMost)
    return fail(make_error(ErrorCode::parameter_invalid, std::string(value_of(query, "accuracy")) + ": 0 to 10000 m")
                    .at_field("accuracy"));
  return Metres{accuracy};
}

Expected<Json> locate(const workflow::PlanArchive& archive, const SharedDesk& desk, const Fields& query) {
  GRID_TRY(lon, number_parameter(query, "lon"));
  GRID_TRY(lat, number_parameter(query, "lat"));
  GRID_TRY(accuracy, accuracy_of(query));
  GRID_TRY(city, city_then(archive, query));
  const LonLat place{lon, lat};
  GRID_TRY(answer, city->locate(place));
  Json document = answer_json(*city, place, answer);
  document["responsible"] = nullptr;
  if (!desk) return document;
  GRID_TRY(row, desk->row({.at = place,
                           .street = std::string(value_of(query, "street")),
                           .category = std::string(value_of(query, "category")),
                           .accuracy = accuracy},
                          city->plan().version));
  document["responsible"] = row_json(*city, row);
  return document;
}

}  // namespace

void add_locate(Router& router, const SharedArchive& archive, const SharedDesk& desk) {
  router.get("/v1/locate",
             [archive, desk](const Request& request) {
               const auto answer = locate(*archive, desk, request.query);
               return answer ? json_response(*answer) : error_response(answer.error());
             },
             {"lon", "lat", "as_of", "street", "category", "accuracy"});
}

void add_locate(Router& router, const CityView& city) {
  add_locate(router, std::make_shared<const workflow::PlanArchive>(city));
}

}  // namespace libgrid::service
