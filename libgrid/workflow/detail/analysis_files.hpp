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

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/detail/analysis_document.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

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

/// What an analysis says when its files are written.
struct AnalysisEnd {
  StepSummary summary;
  double started = 0.0;  ///< by the context's stopwatch
  const StepContext& context;
};
/// write_analysis, then the summary with its seconds.
[[nodiscard]] Expected<StepSummary> finish_analysis(const Workspace& workspace, const std::filesystem::path& folder,
                                                    AnalysisFiles files, AnalysisEnd end);

}  // namespace libgrid::workflow::detail
