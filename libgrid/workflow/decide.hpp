#pragma once
/// A manual decision (人工裁定): reports of this category at this spot belong to that zone, from now on.
///
///   auto done = record_decision(workspace, {.at = {-71.0648, 42.3574}, .category = "Pothole", .zone = "BOS-03-07"});
///   done->findings;                                        // how many reports of the workspace lie within its reach
///   auto all = decisions_of(workspace);                    // as recorded
///   auto gone = withdraw_decision(workspace, "decision-1");
///
/// The attribution reuses it for reports of the same category within `responsible.precedent_radius_m` (50 m), before
/// every other rule (attribution/responsibility.hpp); `assign` and `export` take it at their next run, `where`-like
/// questions (responsible_at) at once. Decisions stand in recorded_decisions.csv of the workspace, beside the table
/// that the city file may name (responsible.precedents), which they never change. A decision on the same category
/// within 1 m of an earlier one takes its place, and at the same spot it comes before a row of that table. It names a
/// zone of the lowest level, as every answer does: one zone answers for a report.
/// @errors plan_missing; not_found (a zone that the newest plan has not; an id that is none); parameter_invalid (no
///         category; a zone of an upper level); id_duplicate (of a recorded one or of a row of the table);
///         axes_swapped, coordinate_out_of_range (far from every district); step_missing (import); file_unwritable

#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct Decision {
  LonLat at;  ///< WGS 84
  std::string category;
  std::string zone;         ///< code, of the lowest level
  std::string id = {};      ///< empty: decision-1, decision-2 ...
  std::string sector = {};  ///< that of the category (responsible.sectors); not chosen here
  friend bool operator==(const Decision&, const Decision&) = default;
};

[[nodiscard]] Expected<StepSummary> record_decision(const Workspace& workspace, Decision decision);
[[nodiscard]] Expected<StepSummary> withdraw_decision(const Workspace& workspace, const std::string& id);

/// In the order in which they were recorded.
[[nodiscard]] Expected<std::vector<Decision>> decisions_of(const Workspace& workspace);

}  // namespace libgrid::workflow
