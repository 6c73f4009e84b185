#pragma once
/// 试分: what `partition` would make of the blocks, and what that would be worth; the workspace stays as it is.
///
///   GRID_TRY(trial, trial_partition(workspace, {.preset = "fast"}, context));
///   trial.summary.figures;             // those of draft_plan_with
///   trial.quality.quality.zones;       // and those of `quality`, zone by zone
///
/// @guarantee nothing is written; draft_plan_with with the same wishes makes the plan that is shown here
/// @errors    those of draft_plan_with (steps.hpp)
/// @cost      that of draft_plan_with and of quality_report

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/quality_report.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct TrialPartition {
  ZoneMap map;
  StepSummary summary;
  QualityReport quality;
};

[[nodiscard]] Expected<TrialPartition> trial_partition(const Workspace& workspace, const DraftWishes& wishes,
                                                       const StepContext& context);

}  // namespace libgrid::workflow
