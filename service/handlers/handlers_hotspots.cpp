#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::CityView;

Expected<Json> hotspots_of_category(const CityView& city, const Fields& query) {
  const std::string_view category = value_of(query, "category");
  if (category.empty()) return fail(make_error(ErrorCode::parameter_invalid, "missing").at_field("category"));
  const auto cells = city.hotspots(category);
  if (cells.empty()) return fail(make_error(ErrorCode::not_found, std::string(category)).at_field("category"));
  Json features = Json::array();
  std::int64_t number = 0;
  for (const workflow::HotspotView& view : cells) {
    const Hotspot& row = view.hotspot;
    features.push_back(feature_of(++number, polygon_json(view.ring),
                                  {{"ix", row.cell.ix},
                                   {"iy", row.cell.iy},
                                   {"n", row.n},
                                   {"z", rounded(row.z, 4)},
                                   {"p", row.p},
                                   {"q", row.q},
                                   {"significant", row.significant ? 1 : 0}}));
  }
  return collection(std::move(features));
}

}  // namespace

void add_hotspots(Router& router, const CityView& city) {
  router.get("/v1/hotspots",
             [&city](const Request& request) {
               const auto cells = hotspots_of_category(city, request.query);
               return cells ? json_response(*cells) : error_response(cells.error());
             },
             {"category"});
}

}  // namespace libgrid::service
