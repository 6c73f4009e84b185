#pragma once
/// The report: one self-contained HTML file with map, charts and tables, in Chinese and English.
///
///   Expected<std::filesystem::path> written = write_html_report(workspace, "out/boston");   // out/boston/report.html
///
/// Everything is inside the file (SVG map, SVG charts, style, a few lines of script for the language switch); it opens
/// offline, from disk, and asks no host for anything. Every number is a figure of a step, as in summary.json.
/// Where the folder holds around_places.csv (export_forest with places), what comes back around schools, hospitals,
/// malls and stations is a section of it, with a picture.
/// @errors step_missing, file_unwritable

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<std::filesystem::path> write_html_report(const Workspace& workspace,
                                                                const std::filesystem::path& folder);

}  // namespace libgrid::workflow
