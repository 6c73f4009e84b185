#include <libgrid/model/words.hpp>
#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;
using workflow::PlaceAnswer;

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

Expected<Json> locate(const CityView& city, const Fields& query) {
  GRID_TRY(lon, number_parameter(query, "lon"));
  GRID_TRY(lat, number_parameter(query, "lat"));
  const LonLat place{lon, lat};
  GRID_TRY(answer, city.locate(place));
  return answer_json(city, place, answer);
}

}  // namespace

void add_locate(Router& router, const CityView& city) {
  router.get("/v1/locate", [&city](const Request& request) {
    const auto answer = locate(city, request.query);
    return answer ? json_response(*answer) : error_response(answer.error());
  });
}

}  // namespace libgrid::service
