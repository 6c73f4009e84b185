#pragma once
/// The analyst's rebound (反弹): forest, curves by group, sensitivity over r and T, for a workspace.
///
///   GRID_TRY(analysis, analyse_rebound(workspace, {.radius = 50_m}, context));
///   GRID_TRY(summary, export_forest(workspace, "out/boston", {}, context));
///   // forest.csv, forest_curves.csv, forest_sensitivity.csv: columns in docs/outputs.md
///
/// The definition is that of hotspot/forest.hpp (one parent each, a grace, duplicates told apart); rebound.csv keeps
/// its own (any later report, no grace). Reports at a default coordinate take no part. Groups: all; category (the
/// listed ones); zone, if reports have been assigned; road: main (primary, secondary, tertiary), lane (any other
/// street), off_street (no street within 30 m).
/// @errors step_missing (no reports were imported), file_unwritable, cancelled

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct NamedCurve {
  std::string grouping;  ///< all, category, zone, road
  std::string group;
  hotspot::GroupCurve curve;
};

struct ReboundAnalysis {
  hotspot::ForestRules rules;
  LocalTime last_opening;
  std::vector<std::string> ids;         ///< as written in the source
  std::vector<std::string> categories;  ///< names; ForestCase::category is the index
  std::vector<hotspot::ForestCase> cases;
  hotspot::Forest forest;
  hotspot::ForestCounts counts;
  std::vector<NamedCurve> curves;
  std::vector<hotspot::SensitivityRow> sensitivity;
};

[[nodiscard]] Expected<ReboundAnalysis> analyse_rebound(const Workspace& workspace, const hotspot::ForestRules& rules,
                                                        const StepContext& context);

/// Writes the three files into the folder, each as a whole.
[[nodiscard]] Expected<StepSummary> export_forest(const Workspace& workspace, const std::filesystem::path& folder,
                                                  const hotspot::ForestRules& rules, const StepContext& context);

}  // namespace libgrid::workflow
