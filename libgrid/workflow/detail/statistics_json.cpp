#include <cmath>

#include <nlohmann/json.hpp>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/statistics_json.hpp>

namespace libgrid::workflow::detail {
namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string number(double value) { return std::isfinite(value) ? io::shortest_text(value) : "null"; }

std::string value_of(const FigureValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return number(*real);
  return quoted(std::get<std::string>(value));
}

std::string row_of(const StatisticRow& row) {
  std::string text = "{\"name\":" + quoted(row.name) + ",\"statistic\":" + number(row.statistic) +
                     ",\"expectation\":" + number(row.expectation) + ",\"variance\":" + number(row.variance) +
                     ",\"p\":" + number(row.p);
  if (row.interval) text += ",\"lower\":" + number(row.interval->first) + ",\"upper\":" + number(row.interval->second);
  return text + "}";
}

}  // namespace

std::string StatisticsFile::text() const {
  std::string out = "{\"parameters\":{";
  for (std::size_t i = 0; i < parameters.size(); ++i)
    out += (i == 0 ? "" : ",") + quoted(parameters[i].first) + ":" + value_of(parameters[i].second);
  out += "},\"seed\":null,\"n_reports\":" + number(n) + ",\"statistics\":[";
  for (std::size_t i = 0; i < rows.size(); ++i) out += (i == 0 ? "\n" : ",\n") + row_of(rows[i]);
  out += "],\"warnings\":[";
  for (std::size_t i = 0; i < warnings.size(); ++i) out += (i == 0 ? "" : ",") + quoted(warnings[i]);
  return out + "]}\n";
}

}  // namespace libgrid::workflow::detail
