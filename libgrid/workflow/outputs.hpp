#pragma once
/// The files that everybody else reads: the output contract of docs/outputs.md.
///
///   GRID_TRY(summary, export_outputs(workspace, "out/boston", context));
///   // boston.gpkg, assignment.csv, rejected.csv, hotspots.csv, rebound.csv, worst_places.csv, posts.csv, summary.json
///
/// Ids are integers, the same in every file; numbers are written with the shortest text that reads back the same
/// double. Each file is replaced as a whole (temporary name, fsync, rename); an interrupted export leaves old or new
/// files, never half of one.
/// @errors step_missing (a step has not been run), file_unwritable

#include <filesystem>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// File name of the city's GeoPackage: "boston.gpkg" for Boston.
[[nodiscard]] std::string geopackage_name(const City& city);

[[nodiscard]] Expected<StepSummary> export_outputs(Workspace& workspace, const std::filesystem::path& folder,
                                                   const StepContext& context);

/// All figures of the steps run so far as one document: parameters, seed, inputs, timings, figures, findings.
[[nodiscard]] Expected<std::string> summary_document(const Workspace& workspace);

}  // namespace libgrid::workflow
