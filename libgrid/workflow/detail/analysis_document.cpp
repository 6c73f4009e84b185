#include <cmath>

#include <nlohmann/json.hpp>

#include <libgrid/workflow/detail/analysis_document.hpp>

namespace libgrid::workflow::detail {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json value_of(const FigureValue& value) {
  return std::visit(
      [](const auto& v) -> Json {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, double>) return number(v);
        return Json(v);
      },
      value);
}

}  // namespace

void AnalysisDocument::add(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value))
    statistics.push_back({.name = figure.name, .statistic = static_cast<double>(*whole)});
  else if (const auto* real = std::get_if<double>(&figure.value))
    statistics.push_back({.name = figure.name, .statistic = *real});
}

std::string to_json(const std::string& analysis, const AnalysisDocument& document) {
  Json json;
  json["analysis"] = analysis;
  json["parameters"] = Json::object();
  for (const auto& [name, value] : document.parameters) json["parameters"][name] = value_of(value);
  json["seed"] = document.seed ? Json(*document.seed) : Json(nullptr);
  json["n"] = document.n;
  json["statistics"] = Json::array();
  for (const StatisticRow& row : document.statistics)
    json["statistics"].push_back({{"name", row.name},
                                  {"statistic", number(row.statistic)},
                                  {"expectation", number(row.expectation)},
                                  {"variance", number(row.variance)},
                                  {"p", number(row.p)},
                                  {"lower", number(row.lower)},
                                  {"upper", number(row.upper)}});
  json["definitions"] = Json::array();
  for (const auto& [name, words] : document.definitions)
    json["definitions"].push_back({{"name", name}, {"en", words.en}, {"zh", words.zh}});
  json["warnings"] = document.warnings;
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace libgrid::workflow::detail
