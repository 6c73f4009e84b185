#include <algorithm>

#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;

Json bounds_json(const CityView& city) {
  double west = 180.0, south = 90.0, east = -180.0, north = -90.0;
  for (const workflow::ZoneView& view : city.zones())
    for (const tile::LonLatPolygon& polygon : view.shape)
      for (const LonLat& p : polygon.outer) {
        west = std::min(west, p.lon);
        east = std::max(east, p.lon);
        south = std::min(south, p.lat);
        north = std::max(north, p.lat);
      }
  return west > east ? Json() : Json{rounded(west, 7), rounded(south, 7), rounded(east, 7), rounded(north, 7)};
}

Json levels_json(const CityView& city) {
  Json levels = Json::array();
  for (int level = 1; level <= city.lowest_level(); ++level) {
    const auto count =
        std::ranges::count_if(city.zones(), [level](const workflow::ZoneView& v) { return v.zone.level == level; });
    levels.push_back({{"level", level}, {"zones", count}});
  }
  return levels;
}

Json plan_json(const PlanVersion& plan) {
  return {{"version", plan.version},
          {"state", plan.state},
          {"valid_from", to_text(plan.valid_from)},
          {"valid_to", plan.valid_to ? Json(to_text(*plan.valid_to)) : Json()},
          {"sha256", plan.sha256}};
}

/// The demo's own figures, exactly as summary.json has them.
Json figures_json(const CityView& city) {
  Json figures = Json::parse(city.summary_json(), nullptr, false);
  return figures.is_discarded() ? Json() : figures;
}

Json summary_json(const CityView& city) {
  double street_m = 0.0;
  for (const workflow::PieceView& view : city.pieces()) street_m += (view.piece.to - view.piece.from).value;
  return {{"city", {{"code", city.city().code}, {"name_zh", city.city().name_zh}, {"name_en", city.city().name_en}}},
          {"plan", plan_json(city.plan())},
          {"bounds", bounds_json(city)},
          {"levels", levels_json(city)},
          {"blocks", city.blocks().size()},
          {"links", city.links().size()},
          {"pieces", city.pieces().size()},
          {"street_m", rounded(street_m, 1)},
          {"reports", city.report_places("").size()},
          {"attribution", city.city().attribution},
          {"synthetic", city.city().synthetic},
          {"figures", figures_json(city)}};
}

}  // namespace

void add_summary(Router& router, const CityView& city) {
  // The city never changes, so the document is made once.
  router.get("/v1/summary", [document = json_response(summary_json(city))](const Request&) { return document; });
}

}  // namespace libgrid::service
