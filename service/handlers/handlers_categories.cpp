#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

Json rebound_json(const Rebound& row) {
  return {{"n_settled", row.n_settled},   {"n_rebound", row.n_rebound},     {"naive", rounded(row.naive, 6)},
          {"km_30d", rounded(row.km, 6)}, {"lower", rounded(row.lower, 6)}, {"upper", rounded(row.upper, 6)}};
}

}  // namespace

void add_categories(Router& router, const workflow::CityView& city) {
  router.get("/v1/categories", [&city](const Request&) {
    Json categories = Json::array();
    for (const workflow::CategoryView& view : city.categories()) {
      categories.push_back({{"category", view.name},
                            {"reports", view.reports},
                            {"has_hotspots", view.has_hotspots},
                            {"rebound", view.rebound ? rebound_json(*view.rebound) : Json()}});
    }
    return json_response({{"categories", std::move(categories)}});
  });
}

}  // namespace libgrid::service
