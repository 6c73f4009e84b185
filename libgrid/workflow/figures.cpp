#include <libgrid/workflow/figures.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace libgrid::workflow {
namespace {

using Json = nlohmann::ordered_json;

Json value_json(const FigureValue& value) {
  return std::visit([](const auto& v) { return Json(v); }, value);
}

FigureValue value_of(const Json& json) {
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  return json.is_null() ? FigureValue{std::nan("")} : FigureValue{json.get<std::string>()};
}

/// Digits of the whole part in groups of three.
std::string grouped(std::string digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > start + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

struct Show {
  std::string operator()(std::int64_t n) const { return grouped(std::to_string(n)); }
  std::string operator()(double n) const {
    const double size = std::abs(n);
    if (size > 0.0 && size < 0.00005) return n > 0.0 ? "< 0.0001" : "> -0.0001";  // never 0.0000 for what is not 0
    return grouped(size >= 100.0 ? fmt::format("{:.1f}", n)
                   : size >= 1.0 ? fmt::format("{:.3f}", n)
                                 : fmt::format("{:.4f}", n));
  }
  std::string operator()(const std::string& text) const { return text; }
};

}  // namespace

std::string to_json(const StepSummary& summary) {
  Json figures = Json::array();
  for (const Figure& f : summary.figures)
    figures.push_back({{"name", f.name},
                       {"value", value_json(f.value)},
                       {"unit", f.unit},
                       {"file", f.file},
                       {"expression", f.expression},
                       {"label_en", f.label_en},
                       {"label_zh", f.label_zh}});
  const Json json{
      {"step", summary.step}, {"seconds", summary.seconds}, {"figures", figures}, {"findings", summary.findings}};
  return json.dump();
}

StepSummary summary_from_json(std::string_view text) {
  const Json json = Json::parse(text);
  StepSummary summary{json.at("step"), json.at("seconds"), {}, json.at("findings")};
  for (const Json& f : json.at("figures"))
    summary.figures.push_back({f.at("name"), value_of(f.at("value")), f.at("file"), f.at("expression"),
                               f.at("label_en"), f.at("label_zh"), f.at("unit")});
  return summary;
}

std::string shown(const Figure& figure) {
  const std::string number = std::visit(Show{}, figure.value);
  return figure.unit.empty() ? number : number + " " + figure.unit;
}

}  // namespace libgrid::workflow
