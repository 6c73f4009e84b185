#pragma once
/// 回头看 for a workspace: the list of visits for a day, and what such lists would have found in the past.
///
///   LookBackRequest request{.day = *parse_local_time("2015-10-01T00:00:00"), .budget = 40};
///   GRID_TRY(summary, export_look_back(workspace, "out/boston", request, context));
///   // lookback.csv: whom to visit, why; lookback_backtest.csv: six rules on the months behind (docs/outputs.md)
///
/// Only rows known on the day are used. The back-test takes every full month that begins 120 days after the first
/// day or later and ends before the last one; each visit costs 1 and checks its case; budget 5 % of the candidates.
/// @errors step_missing (no reports), parameter_invalid, file_unwritable, cancelled

#include <filesystem>
#include <optional>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/lookback.hpp>
#include <libgrid/hotspot/lookback_backtest.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct LookBackRequest {
  std::optional<LocalTime> day{};  ///< empty: the day after the last opening
  double budget = 40.0;            ///< visits
  Metres cover{50.0};              ///< a visit checks every candidate within this
  double random_share = 0.1;
  double fairness = 0.0;
  hotspot::LookBackRules rules{};
};

/// First of every month in [from, until].
[[nodiscard]] std::vector<LocalTime> month_starts(LocalTime from, LocalTime until);

[[nodiscard]] Expected<StepSummary> export_look_back(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const LookBackRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
