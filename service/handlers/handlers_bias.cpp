#include <service/handlers/handlers.hpp>

namespace libgrid::service {

Expected<std::string> bias_document(std::string text) {
  const Json document = Json::parse(text, nullptr, false);
  const bool collection = document.is_object() && document.value("type", "") == "FeatureCollection" &&
                          document.contains("features") && document["features"].is_array();
  if (!collection) return fail(make_error(ErrorCode::format_unknown, "no FeatureCollection"));
  return text;
}

void add_bias(Router& router, std::string geojson) {
  if (geojson.empty()) geojson = R"({"type":"FeatureCollection","features":[]})";
  router.get("/v1/bias", [body = std::move(geojson)](const Request&) { return Response{.body = body, .headers = {}}; });
}

}  // namespace libgrid::service
