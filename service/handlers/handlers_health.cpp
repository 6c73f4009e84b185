#include <service/handlers/handlers.hpp>

namespace libgrid::service {

void add_health(Router& router, const workflow::CityView& city) {
  router.get("/health", [&city](const Request&) {
    return json_response({{"status", "ok"},
                          {"city", city.city().code},
                          {"plan_version", city.plan().version},
                          {"zones", city.zones().size()}});
  });
}

}  // namespace libgrid::service
