#pragma once
/// Versions of a plan: which was in force when, what differs between two, and what a new one does to old reports.
///
///   Expected<PlanComparison> what = compare_plans(workspace, 3, 4, 2);      // level 2; 0: the lowest
///   Expected<Reassignment> would = preview_reassignment(workspace);
///   for (const MovedReport& r : would->moved) ...                           // nothing was written
///
/// A report is answered for by the plan that was in force when it was opened: that is what `attribute_as_of` gives, one
/// plan version per report. A report older than the first plan is answered for by the first. Publishing a new version
/// therefore never moves an old report; `assign`, which draws today's map, attributes all of them to the newest plan,
/// and `preview_reassignment` lists beforehand whom that would move.
/// @errors plan_missing; step_missing: a version was made on other blocks than those here (zones are still told,
///         blocks cannot be compared); parameter_invalid: no such level

#include <cstdint>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/plan_in_force.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/plan_diff.hpp>

namespace libgrid::workflow {

struct PlanComparison {
  PlanVersion before;
  PlanVersion after;
  ZoneMap map_before;
  ZoneMap map_after;
  zoning::PlanDiff diff;
};

[[nodiscard]] Expected<PlanComparison> compare_plans(const Workspace& workspace, std::int64_t before,
                                                     std::int64_t after, int level = 0);

/// The versions of which one was in force at `at`; all without it. @errors plan_missing: none was
[[nodiscard]] Expected<std::vector<PlanVersion>> plan_versions(const Workspace& workspace,
                                                               std::optional<LocalTime> at = {});

/// An attribution with the plan it refers to.
struct DatedAttribution {
  Attribution attribution;
  std::int64_t plan_version = 1;
};

/// One per report, in the order of the store, by the plan in force when it was opened.
[[nodiscard]] Expected<std::vector<DatedAttribution>> attribute_as_of(const Workspace& workspace,
                                                                      const StepContext& context);

struct MovedReport {
  std::string report;  ///< case_id
  LocalTime opened;
  std::int64_t plan_version = 1;  ///< in force then
  std::string from;               ///< zone code then, "" if none
  std::string to;                 ///< zone code by the newest plan
  friend bool operator==(const MovedReport&, const MovedReport&) = default;
};

struct Reassignment {
  std::int64_t newest = 1;
  std::int64_t reports = 0;
  std::vector<MovedReport> moved;  ///< in the order of the reports
};

/// [{"case_id", "opened", "plan_version", "zone_then", "zone_now"}, ...]
[[nodiscard]] std::string to_json(const Reassignment& reassignment);

/// Which reports answer to another zone in the newest plan than in the one in force when they were opened.
[[nodiscard]] Expected<Reassignment> preview_reassignment(const Workspace& workspace, const StepContext& context);

}  // namespace libgrid::workflow
