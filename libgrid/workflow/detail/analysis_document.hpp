#pragma once
/// The JSON file of an analysis: what was computed, from what, with which seed, definitions and warnings.
///
///   AnalysisDocument document{.parameters = {{"exposure", "street_km"}}, .n = 36040};
///   document.statistics.push_back({.name = "gini", .statistic = 0.31});      // expectation, variance, p: null
///   std::string text = to_json("imbalance", document);
///
/// {"analysis", "parameters": {...}, "seed": null, "n": 36040, "statistics": [{"name", "statistic", "expectation",
/// "variance", "p", "lower", "upper"}], "definitions": [{"name", "en", "zh"}], "warnings": ["en | zh", ...]};
/// numbers that are not finite are null.
/// @guarantee the same bytes for the same content

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow::detail {

/// One number with what it is compared with; NaN: there is none (null).
struct StatisticRow {
  std::string name;
  double statistic = std::numeric_limits<double>::quiet_NaN();
  double expectation = std::numeric_limits<double>::quiet_NaN();
  double variance = std::numeric_limits<double>::quiet_NaN();
  double p = std::numeric_limits<double>::quiet_NaN();
  double lower = std::numeric_limits<double>::quiet_NaN();  ///< 95 %
  double upper = std::numeric_limits<double>::quiet_NaN();
};

struct AnalysisDocument {
  std::vector<std::pair<std::string, FigureValue>> parameters;
  std::optional<std::uint64_t> seed;
  std::int64_t n = 0;  ///< reports that took part
  std::vector<StatisticRow> statistics;
  std::vector<std::pair<std::string, report::Words>> definitions;  ///< name, what it means
  std::vector<std::string> warnings;                               ///< "en | zh"

  /// A row for every figure that is a number.
  void add(const Figure& figure);
};
[[nodiscard]] std::string to_json(const std::string& analysis, const AnalysisDocument& document);

}  // namespace libgrid::workflow::detail
