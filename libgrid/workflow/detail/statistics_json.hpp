#pragma once
/// The JSON file of an analysis: what was computed, from what, with which warnings.
///
///   StatisticsFile file{.parameters = {{"exposure", "street_km"}, {"reach_m", 30.0}}, .n = 36040};
///   file.rows.push_back({.name = "gini", .statistic = 0.31});         // expectation, variance, p: null
///   std::string text = file.text();
///
/// {"parameters": {...}, "seed": null, "n_reports": 36040, "statistics": [{"name", "statistic", "expectation",
/// "variance", "p", and "lower", "upper" where there is an interval}], "warnings": ["en | zh", ...]}; numbers that are
/// not finite are null.
/// @guarantee the same bytes for the same content

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow::detail {

struct StatisticRow {
  std::string name;
  double statistic = 0.0;
  double expectation = std::numeric_limits<double>::quiet_NaN();
  double variance = std::numeric_limits<double>::quiet_NaN();
  double p = std::numeric_limits<double>::quiet_NaN();
  std::optional<std::pair<double, double>> interval{};  ///< 95 %
};

struct StatisticsFile {
  std::vector<std::pair<std::string, FigureValue>> parameters;
  double n = 0.0;  ///< reports
  std::vector<StatisticRow> rows;
  std::vector<std::string> warnings;

  [[nodiscard]] std::string text() const;
};

}  // namespace libgrid::workflow::detail
