#pragma once
/// The resources of the map service, one file each, all thin over CityView.
///
///   Expected<CityView> city = CityView::load("out/boston/workspace");
///   Router router = make_router(*city);                        // the city must outlive the router
///   Response r = router(Request{.path = "/v1/locate", .query = {{"lon", "-71.06"}, {"lat", "42.36"}}});
///
/// openapi.yaml describes every answer; texts are always given in Chinese and English, side by side.

#include <cstdint>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/city_view.hpp>
#include <service/handlers/geojson.hpp>
#include <service/http/handler.hpp>
#include <service/http/router.hpp>

namespace libgrid::service {

/// bias: bias.geojson of `libgrid analyse ... bias`, checked by bias_document; empty: none was made.
[[nodiscard]] Router make_router(const workflow::CityView& city, std::string bias = {});
/// The text itself. @errors format_unknown: no FeatureCollection
[[nodiscard]] Expected<std::string> bias_document(std::string text);

void add_health(Router& router, const workflow::CityView& city);
void add_locate(Router& router, const workflow::CityView& city);
void add_zones(Router& router, const workflow::CityView& city);
void add_duties(Router& router, const workflow::CityView& city);
void add_hotspots(Router& router, const workflow::CityView& city);
void add_categories(Router& router, const workflow::CityView& city);
void add_summary(Router& router, const workflow::CityView& city);
void add_links(Router& router, const workflow::CityView& city);
void add_bias(Router& router, std::string geojson);
void add_tiles(Router& router, const workflow::CityView& city);

[[nodiscard]] Response json_response(const Json& document);

/// @errors parameter_invalid with the name in `field`: missing, not a plain number, not finite
[[nodiscard]] Expected<double> number_parameter(const Fields& fields, std::string_view name);
[[nodiscard]] Expected<std::int64_t> integer_parameter(const Fields& fields, std::string_view name);

/// From the zone's own post up to the city head.
[[nodiscard]] Json posts_json(const workflow::CityView& city, ZoneId zone);

/// Code, names, sums and post chain of a zone, without its shape.
[[nodiscard]] Json zone_json(const workflow::CityView& city, const workflow::ZoneView& view);

/// "中文 / English" taken apart; a name without the slash is used for both.
struct TwoNames {
  std::string zh;
  std::string en;
};
[[nodiscard]] TwoNames split_name(std::string_view name);

}  // namespace libgrid::service
