#pragma once
/// Reports that come into a workspace: kept, counted on the blocks that are there, and told as figures and findings.
///
///   GRID_TRY(table, read ...);
///   summary.figures = report_figures(table);
///   summary.findings = report_findings(table);                        // "Reports: 598 rows refused: ..."
///   GRID_CHECK(keep_reports(workspace, table));                       // inside the step's transaction
///   GRID_CHECK(write_rejected(workspace.folder(), table.rejected));   // rejected.csv, at once
///
/// keep_reports leaves blocks, plans, duties and the draft; blocks and draft have the figures of the new reports then.
/// The same reports again change nothing at all.
/// @errors step_missing (import) where a workload counts points and none were given; file_unwritable

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/reports.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/import_reports.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

/// Where reports are expected: the districts and half a degree around. Swapped axes land far outside of it.
[[nodiscard]] io::LonLatBox expected_extent(const std::vector<District>& districts, const crs::Projector& projector);

/// How the city's reports are read; what is named comes before the city file's.
[[nodiscard]] io::ReportFormat report_format(const City& city, const FileFormats& formats,
                                             const io::LonLatBox& expected);

/// report_rows and rejected_rows.
[[nodiscard]] std::vector<Figure> report_figures(const ReportTable& table);
/// The digest of an input file under NAME_sha256. @errors those of reading it
[[nodiscard]] Expected<Figure> digest_figure(const std::string& name, const std::filesystem::path& file);

struct Finding {
  std::string en;
  std::string zh;
};

/// Every finding about reports begins with this word (in English), so that the next import of reports can replace them.
inline constexpr std::string_view kReportFinding = "Reports: ";
/// Columns that are not there; the most frequent reasons of refusal, each with how many rows and with the first of
/// them.
/// @param file that the columns belong to which are not there
[[nodiscard]] std::vector<Finding> report_findings(const ReportTable& table, const std::string& file = {});

[[nodiscard]] Expected<void> keep_reports(Workspace& workspace, const ReportTable& table);

/// rejected.csv as `export` writes it, in the workspace's folder.
[[nodiscard]] Expected<void> write_rejected(const std::filesystem::path& folder,
                                            const std::vector<RejectedRow>& rejected);

}  // namespace libgrid::workflow::detail
