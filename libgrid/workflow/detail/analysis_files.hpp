#pragma once
/// What an analysis leaves behind: tables, a GeoPackage, one JSON with parameters, seed, n, statistics and warnings,
/// and a map of the zones in Chinese and in English.
///
///   AnalysisFiles files{.name = "scan"};
///   files.document.parameters.push_back({"replicates", std::int64_t{999}});
///   GRID_CHECK(write_analysis(workspace, folder, std::move(files)));   // scan.json, scan.gpkg, scan_zh.svg, ...
///
/// Pictures are drawings of their own (SVG with its colours inside). Synthetic cities are marked in layers and
/// pictures.
/// @errors file_unwritable

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

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
};
[[nodiscard]] std::string to_json(const std::string& analysis, const AnalysisDocument& document);

struct LegendRow {
  std::string colour;  ///< "#d7301f"
  report::Words words;
};

/// Zones filled by class.
struct ZonePicture {
  report::Words title;
  report::Words note;  ///< parameters in a line
  std::vector<MultiPolygon> shapes;
  std::vector<std::size_t> legend_of;  ///< row of the legend, by shape
  std::vector<report::Words> tips;     ///< by shape; may be empty
  std::vector<LegendRow> legend;
};

enum class PictureLanguage : unsigned char { zh, en };
[[nodiscard]] std::string picture_of(const ZonePicture& picture, PictureLanguage language, bool synthetic);

struct AnalysisFiles {
  std::string name;  ///< of the analysis: first part of every file name
  std::vector<OutputTable> tables;
  std::vector<io::Layer> layers;
  ZonePicture picture;
  AnalysisDocument document;
};
[[nodiscard]] Expected<void> write_analysis(const Workspace& workspace, const std::filesystem::path& folder,
                                            AnalysisFiles files);

}  // namespace libgrid::workflow::detail
