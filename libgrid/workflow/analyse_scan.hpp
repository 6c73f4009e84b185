#pragma once
/// Space-time scan of a finished workspace: where, and when, there were more reports than to be expected.
///
///   GRID_TRY(summary, analyse_scan(workspace, "out/scan", {.categories = {"Graffiti"}}, context));
///   // scan.csv: one row per cluster; scan_zones.csv: its zones; scan.json, scan.gpkg (layer clusters), two pictures
///
/// Places are the zones of the lowest level, at a point inside each. Windows in space: circles; balls along the streets
/// (from the street nearest to that point, within 1 km); connected sets of neighbours. In time: none (the whole history
/// at once), every stretch of days (retrospective), or those that end with the data (prospective).
/// Poisson: cases to be expected by street kilometres; permutation: by the zone's own and the day's own reports, so
/// that neither a busy zone nor a busy day is a cluster. A purely spatial permutation says nothing: it is refused.
/// @errors plan_missing, step_missing, not_found (category), parameter_invalid, file_unwritable, cancelled
/// @source hotspot/scan.hpp

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/scan.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

enum class ScanWindows : unsigned char { circle, street, connected };
enum class ScanTime : unsigned char { spatial, retrospective, prospective };

struct ScanRequest {
  std::vector<std::string> categories{};  ///< empty: all
  hotspot::ScanModel model = hotspot::ScanModel::permutation;
  ScanWindows windows = ScanWindows::circle;
  ScanTime time = ScanTime::prospective;
  std::int64_t history_days = 90;  ///< the last days of the data that are looked at; 0: all
  std::int64_t most_days = 14;     ///< of a cluster
  double most_share = 0.5;         ///< of the street kilometres (Poisson) or of the reports
  Metres most_radius{3000.0};      ///< circles and street balls; 0: no limit (circles only)
  std::size_t steps = 3;           ///< connected sets: from neighbour to neighbour
  std::size_t replicates = 999;
  std::uint64_t seed = 1;
  std::size_t most_clusters = 20;  ///< to be listed
};

[[nodiscard]] Expected<StepSummary> analyse_scan(const Workspace& workspace, const std::filesystem::path& folder,
                                                 const ScanRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
