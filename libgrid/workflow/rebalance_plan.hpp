#pragma once
/// 再平衡: a published plan under the workload of today, as a draft that differs from it as little as possible.
///
///   GRID_TRY(report, rebalance_plan(workspace, {.since = *parse_local_time("2015-06-01T00:00:00")}, context));
///   report.result.moved_share / report.result.bound_share;        // how far from the least that any plan must move
///   for (const MoveRow& row : report.moves) tell(row.block, row.from, row.to, row.why);
///   publish_plan(workspace, valid_from, context);                 // or edit, undo single moves, or start anew
///
/// Cases opened in [since, until) are counted again per block (without both: all), and the workload is weighed anew;
/// the blocks themselves stay. The draft is the published version with one edit operation per zone that takes blocks,
/// so that `edit log`, `undo` and every further edit work on it. The published version stays as it is, and what was
/// attributed by it: old cases keep their zone (compare_plans.hpp, preview_reassignment).
/// Levels above: their bands and the connection of their zones are part of what is solved (zoning::UpperZones), so load
/// crosses the border of an upper zone only where that zone stays whole and in its band. Where that finds no valid
/// plan, other bands, other seeds, moves below one parent only, and at last the lowest level alone are tried. If none
/// does, a draft of few findings and few moves is kept and tells them (`broken`): it can be edited, and publishing
/// refuses it until they are mended.
/// @errors plan_missing; step_missing (other blocks); parameter_invalid (a locked zone that is not
///         there; since not before until); zone_infeasible: the zones that cannot be brought into the band
/// @guarantee nothing is changed on an error or with dry_run

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/rebalance.hpp>

namespace libgrid::workflow {

struct RebalanceRequest {
  std::int64_t version = 0;           ///< of the published plan; 0: the newest
  std::optional<LocalTime> since{};   ///< cases opened from then on
  std::optional<LocalTime> until{};   ///< and before
  double band = 0.0;                  ///< of the zones of the lowest level, in (0, 1); 0: as the city file says
  std::vector<std::string> locked{};  ///< zones of the lowest level (code or id) that neither give nor take
  bool dry_run = false;
};

/// One block that changes its zone.
struct MoveRow {
  BlockId block;
  std::string from;  ///< codes
  std::string to;
  double share = 0.0;  ///< of the city's workload
  std::int64_t reports = 0;
  Metres street_length;
  zoning::MoveReason why = zoning::MoveReason::passes_on;
};

struct RebalanceReport {
  zoning::Rebalance result;
  std::vector<std::string> codes;  ///< of the zones 0, 1, ... of the result
  std::vector<MoveRow> moves;      ///< ascending by block
  std::int64_t version = 0;
  std::vector<Error> broken;        ///< what the draft still breaks; empty: it is a valid plan
  std::int64_t outside_before = 0;  ///< zones of all levels outside their band
  StepSummary summary;
};

[[nodiscard]] Expected<RebalanceReport> rebalance_plan(Workspace& workspace, const RebalanceRequest& request,
                                                       const StepContext& context = {});

/// rebalance_moves.csv and rebalance_transfers.csv in the folder, which is made.
[[nodiscard]] Expected<void> write_rebalance(const RebalanceReport& report, const std::filesystem::path& folder);

/// {"version": 1, "moved_share": ..., "bound_share": ..., "moves": [...], "transfers": [...]}
[[nodiscard]] std::string to_json(const RebalanceReport& report);

/// "relieves", "fills", "passes_on", "shortens_border", and the same for people.
[[nodiscard]] std::string_view word_of(zoning::MoveReason why);
[[nodiscard]] std::string_view text_en(zoning::MoveReason why);
[[nodiscard]] std::string_view text_zh(zoning::MoveReason why);

}  // namespace libgrid::workflow
