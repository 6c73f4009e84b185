#pragma once
/// Rebound against engineering fix (工程性措施), group by group: what `libgrid forest` writes as forest_incidence.csv.
///
///   GRID_CHECK(add_incidence(workspace, "resolutions.csv", {all, by_category, roads}, analysis));
///   OutputTable table = incidence_table(analysis);         // one row per group and day of the window
///
/// A city without `rebound.engineering_fixes` has no incidence.
/// @errors those of io::read_csv, column_missing

#include <filesystem>
#include <vector>

#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<void> add_incidence(const Workspace& workspace, const std::filesystem::path& resolutions,
                                           const std::vector<ReboundGroups>& groups, ReboundAnalysis& analysis);
[[nodiscard]] OutputTable incidence_table(const ReboundAnalysis& analysis);

/// Figures of all cases together, and a finding where the city names fixes that no case is.
void tell_incidence(const City& city, const ReboundAnalysis& analysis, StepSummary& summary);

}  // namespace libgrid::workflow::detail
