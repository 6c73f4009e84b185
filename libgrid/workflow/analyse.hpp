#pragma once
/// Analyses of a finished workspace. Imbalance (不平衡): reports per street km of the zones, between and within the
/// upper zones, and of main roads against all other streets.
///
///   GRID_TRY(summary, analyse_imbalance(workspace, "out/imbalance", {}, context));
///   // imbalance.csv: one row per zone of the lowest level; imbalance_upper.csv: per upper zone; imbalance.json: the
///   // statistics, and which plan they are of
///
/// The plan is the newest, or the one chosen; reports are located in it anew, whichever plan they are assigned to.
/// imbalance.csv: zone_code, upper_code, reports, street_km, rate_eb (reports per km, shrunk; empty without streets),
/// few (1: a small number). Reports at a default coordinate take no part. A report is of the main roads (primary,
/// secondary, tertiary) or of the others by the nearest street within 30 m. The descriptive statistics have no
/// expectation, variance or p: null in the JSON; Theil's and Gini's intervals are of a bootstrap over zones, seeded by
/// the city. The interval of the ratio is Poisson's, hence too narrow where reports
/// are clustered.
/// @errors step_missing (no streets or reports in the zones), plan_missing, file_unwritable, cancelled
/// @source hotspot/imbalance.hpp

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<StepSummary> analyse_imbalance(const Workspace& workspace, const std::filesystem::path& folder,
                                                      const PlanChoice& plan, const StepContext& context);

}  // namespace libgrid::workflow
