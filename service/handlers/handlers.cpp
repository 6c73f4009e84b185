#include <service/handlers/handlers.hpp>

#include <charconv>
#include <cmath>
#include <utility>

#include <service/handlers/history.hpp>

namespace libgrid::service {
namespace {

template <class T>
Expected<T> parsed(const Fields& fields, std::string_view name) {
  const std::string_view text = value_of(fields, name);
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);  // NOLINT: a range, not a C string
  if (text.empty() || problem != std::errc{} || stop != end)
    return fail(make_error(ErrorCode::parameter_invalid, std::string(text)).at_field(std::string(name)));
  return value;
}

}  // namespace

Router make_router(const workflow::CityView& city, std::string bias) {
  return make_router(std::make_shared<const workflow::PlanArchive>(city), std::move(bias));
}

Router make_router(const SharedArchive& archive, std::string bias, const DecisionRoom& decisions,
                   const SharedDesk& desk) {
  const workflow::CityView& city = archive->newest();
  Router router;
  add_health(router, city);
  add_locate(router, archive, desk);
  add_zones(router, archive);
  add_duties(router, city);
  add_hotspots(router, city);
  add_categories(router, city);
  add_summary(router, city);
  add_links(router, city);
  add_bias(router, std::move(bias));
  add_decisions(router, decisions);
  add_tiles(router, city);
  return router;
}

Response json_response(const Json& document) {
  return {.body = document.dump(-1, ' ', false, Json::error_handler_t::replace), .headers = {}};
}

Expected<double> number_parameter(const Fields& fields, std::string_view name) {
  auto value = parsed<double>(fields, name);
  if (value && !std::isfinite(*value))
    return fail(make_error(ErrorCode::number_not_finite).at_field(std::string(name)));
  return value;
}

Expected<const workflow::CityView*> city_then(const workflow::PlanArchive& archive, const Fields& query) {
  constexpr std::string_view kName = "as_of";
  if (!query.contains(kName)) return &archive.newest();
  auto moment = workflow::parse_moment(value_of(query, kName));
  if (!moment) return fail(std::move(moment.error()).at_field(std::string(kName)));
  return archive.at(*moment);
}

Expected<std::int64_t> integer_parameter(const Fields& fields, std::string_view name) {
  return parsed<std::int64_t>(fields, name);
}

TwoNames split_name(std::string_view name) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = name.find(kBetween);
  if (at == std::string_view::npos) return {std::string(name), std::string(name)};
  return {std::string(name.substr(0, at)), std::string(name.substr(at + kBetween.size()))};
}

}  // namespace libgrid::service
