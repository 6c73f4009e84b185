#include <service/handlers/history.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;
using workflow::ZoneView;

Json zone_feature(const CityView& city, const ZoneView& view) {
  return feature_of(view.zone.id.value, polygons_json(view.shape), zone_json(city, view));
}

Expected<Json> zones_of_level(const CityView& city, const Fields& query) {
  std::int64_t level = 0;  // all
  if (query.contains("level")) {
    GRID_TRY(number, integer_parameter(query, "level"));
    if (number < 1 || number > city.lowest_level())
      return fail(make_error(ErrorCode::parameter_invalid, std::to_string(number)).at_field("level"));
    level = number;
  }
  Json features = Json::array();
  for (const ZoneView& view : city.zones())
    if (level == 0 || view.zone.level == level) features.push_back(zone_feature(city, view));
  return collection(std::move(features));
}

Expected<Json> one_zone(const CityView& city, const Fields& parameters) {
  GRID_TRY(id, integer_parameter(parameters, "id"));
  const ZoneView* view = city.zone(ZoneId{id});
  if (!view) return fail(make_error(ErrorCode::not_found, "zone").about(std::to_string(id)));
  return zone_feature(city, *view);
}

}  // namespace

Json posts_json(const CityView& city, ZoneId zone) {
  Json posts = Json::array();
  for (const Post* post : city.post_chain(zone)) {
    posts.push_back({{"post_id", post->id.value},
                     {"level", post->level},
                     {"title_zh", post->title_zh},
                     {"title_en", post->title_en}});
  }
  return posts;
}

Json zone_json(const CityView& city, const ZoneView& view) {
  const Zone& zone = view.zone;
  const TwoNames name = split_name(zone.name);
  return {{"zone_id", zone.id.value},
          {"code", zone.code},
          {"level", zone.level},
          {"parent_id", zone.parent ? Json(zone.parent->value) : Json()},
          {"name_zh", name.zh},
          {"name_en", name.en},
          {"districts", view.districts},
          {"label", position_json(view.label)},
          {"blocks", zone.blocks},
          {"area_m2", rounded(zone.area.value, 1)},
          {"street_m", rounded(zone.street_length.value, 1)},
          {"reports", zone.reports},
          {"workload", rounded(zone.workload, 6)},
          {"polsby_popper", rounded(zone.polsby_popper, 4)},
          {"parts", zone.parts},
          {"posts", posts_json(city, zone.id)}};
}

void add_zones(Router& router, const SharedArchive& archive) {
  router.get("/v1/zones",
             [archive](const Request& request) {
               const auto city = city_then(*archive, request.query);
               if (!city) return error_response(city.error());
               const auto zones = zones_of_level(**city, request.query);
               return zones ? json_response(*zones) : error_response(zones.error());
             },
             {"level", "as_of"});
  router.get("/v1/zones/{id}",
             [archive](const Request& request) {
               const auto city = city_then(*archive, request.query);
               if (!city) return error_response(city.error());
               const auto zone = one_zone(**city, request.parameters);
               return zone ? json_response(*zone) : error_response(zone.error());
             },
             {"as_of"});
}

void add_zones(Router& router, const CityView& city) {
  add_zones(router, std::make_shared<const workflow::PlanArchive>(city));
}

}  // namespace libgrid::service
