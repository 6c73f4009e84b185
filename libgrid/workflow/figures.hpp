#pragma once
/// The numbers a step prints, each with the place where anybody can find it again.
///
///   Figures figures;
///   figures.add({.name = "blocks", .value = 4947, .file = "boston.gpkg", .expression = "SELECT count(*) FROM blocks",
///                .label_en = "Blocks", .label_zh = "街区"});
///
/// `expression` is SQL and runs on the named file: a layer of the GeoPackage is a table of its name; a CSV file is one
/// table named after the file without extension, with empty fields as NULL. So every printed number re-adds from the
/// output files. A figure that has no such query (a timing, a parameter) says so by an empty `expression` and names its
/// origin in `file`.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace libgrid::workflow {

using FigureValue = std::variant<std::int64_t, double, std::string>;

struct Figure {
  std::string name;  ///< unique in the summary, snake_case
  FigureValue value;
  std::string file;        ///< output file or input file it comes from
  std::string expression;  ///< the SQL query that gives the value
  std::string label_en;
  std::string label_zh;
  std::string unit;  ///< "m", "m2", "km", "" ...
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// What one step reports; kept in the store as its note.
struct StepSummary {
  std::string step;
  double seconds = 0.0;
  std::vector<Figure> figures;
  std::vector<std::string> findings;  ///< sentences in English and Chinese about the data, "en | zh"
  friend bool operator==(const StepSummary&, const StepSummary&) = default;
};

[[nodiscard]] std::string to_json(const StepSummary& summary);
/// @pre text was written by to_json
[[nodiscard]] StepSummary summary_from_json(std::string_view text);

/// "4,947", "1,544.0" with the unit; for the terminal and the report.
[[nodiscard]] std::string shown(const Figure& figure);

}  // namespace libgrid::workflow
