#include <libgrid/model/words.hpp>
#include <service/handlers/history.hpp>

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

Expected<Json> locate(const workflow::PlanArchive& archive, const Fields& query) {
  GRID_TRY(lon, number_parameter(query, "lon"));
  GRID_TRY(lat, number_parameter(query, "lat"));
  GRID_TRY(city, city_then(archive, query));
  const LonLat place{lon, lat};
  GRID_TRY(answer, city->locate(place));
  return answer_json(*city, place, answer);
}

}  // namespace

void add_locate(Router& router, const SharedArchive& archive) {
  router.get("/v1/locate", [archive](const Request& request) {
    const auto answer = locate(*archive, request.query);
    return answer ? json_response(*answer) : error_response(answer.error());
  });
}

void add_locate(Router& router, const CityView& city) {
  add_locate(router, std::make_shared<const workflow::PlanArchive>(city));
}

}  // namespace libgrid::service
