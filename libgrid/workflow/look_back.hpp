#pragma once
/// 回头看 for a workspace: whom to visit on a day and in which order, and what such lists would have found in the past.
///
///   LookBackRequest request{.day = *parse_local_time("2015-10-01T00:00:00"), .hours = 16.0, .inspectors = 2};
///   GRID_TRY(summary, export_look_back(workspace, "out/boston", request, context));
///   // lookback.csv: whom to visit, why, by whom, as which stop; lookback_shares.csv: by district and road;
///   // lookback_backtest.csv: six rules on the months behind (docs/outputs.md)
///
/// What a request leaves open is the city file's `look_back`. The budget is hours of all inspectors: a visit costs the
/// minutes of its category (with the way to it). A `budget` of visits instead: each costs 1. Severity and detectability
/// are those of the category; on another weekday than that of the report detectability is times `other_weekday`.
/// Fair shares are by district (by zones of level 1 where there is one district; `fair_by` says otherwise).
/// Only rows known on the day are used. The back-test takes every full month that begins 120 days after the first
/// day or later and ends before the last one; each visit costs 1 and checks its case; budget 5 % of the candidates.
/// @errors step_missing (no reports), plan_missing (fair by zones without a plan), parameter_invalid, file_unwritable,
///         cancelled

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/lookback.hpp>
#include <libgrid/hotspot/lookback_backtest.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// What fair shares are given to.
enum class FairBy : unsigned char { area, district, zone, road };

struct LookBackRequest {
  std::optional<LocalTime> day{};  ///< empty: the day after the last opening
  std::optional<double> budget{};  ///< visits, at least 1; before hours
  std::optional<double> hours{};   ///< of all inspectors
  std::optional<Metres> cover{};   ///< a visit checks every candidate within this
  std::optional<double> random_share{};
  std::optional<double> fairness{};
  std::optional<std::int64_t> inspectors{};
  std::optional<LonLat> start{};  ///< where all routes begin; empty: the middle of the visits
  FairBy fair_by = FairBy::area;
  hotspot::LookBackRules rules{};
  bool backtest = true;  ///< also score such lists on the months behind: most of the time that the list takes
};

/// First of every month in [from, until].
[[nodiscard]] std::vector<LocalTime> month_starts(LocalTime from, LocalTime until);

[[nodiscard]] Expected<StepSummary> export_look_back(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const LookBackRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
