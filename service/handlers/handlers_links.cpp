#include <service/handlers/handlers.hpp>

namespace libgrid::service {

void add_links(Router& router, const workflow::CityView& city) {
  router.get("/v1/links", [&city](const Request&) {
    Json features = Json::array();
    for (const workflow::LinkView& view : city.links()) {
      features.push_back(feature_of(view.link.id.value, line_json(view.line),
                                    {{"link_id", view.link.id.value},
                                     {"from_block", view.link.from.value},
                                     {"to_block", view.link.to.value},
                                     {"length_m", rounded(view.link.length.value, 1)}}));
    }
    return json_response(collection(std::move(features)));
  });
}

}  // namespace libgrid::service
