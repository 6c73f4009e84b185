#pragma once
/// The monthly cycle: the next reports into a workspace that has its ground, its blocks and its plans.
///
///   auto done = import_reports(workspace, {.reports = "june.csv", .append = true}, context);
///   assign_reports(workspace, context);               // and hotspots, rebound: what was made from the old reports is
///   gone auto moved = rebalance_plan(workspace, {});       // where the workload drifted
///
/// Blocks, plans, duties and the draft stay; blocks and draft have the counts of the new reports. Nothing but
/// reports.csv's own figures changes in the summary of the import. Import as libgrid::workflow::import_city does it
/// with other formats: `FileFormats`.
/// @errors step_missing (import), those of io/reports.hpp and of the store
/// @guarantee it happened as a whole or not at all; rejected.csv in the workspace's folder lists every refused row

#include <filesystem>
#include <optional>
#include <string>

#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow {

struct ReportFiles {
  std::filesystem::path reports;
  std::string encoding = {};   ///< as io::text_encoding has it; empty: the city file's
  std::string layer = {};      ///< of a GeoPackage; empty: the city file's
  std::string separator = {};  ///< of a CSV, as io::text_separator has it; empty: commas
  bool append = false;         ///< beside those that are there, not instead of them; an id that is there is refused
  /// The table itself, as UTF-8 CSV, of a program that has it in memory; `reports` then only names it.
  std::optional<std::string> text = {};
};

[[nodiscard]] Expected<StepSummary> import_reports(Workspace& workspace, const ReportFiles& files,
                                                   const StepContext& context);

/// What the files of import_city do not say themselves.
struct FileFormats {
  std::string report_encoding = {};   ///< as in ReportFiles
  std::string report_layer = {};      ///< likewise
  std::string report_separator = {};  ///< likewise
};

[[nodiscard]] Expected<StepSummary> import_city_as(Workspace& workspace, const CityFiles& files,
                                                   const FileFormats& formats, const StepContext& context);

}  // namespace libgrid::workflow
