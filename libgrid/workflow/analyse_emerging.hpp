#pragma once
/// Emerging hot spots of a finished workspace: what kind of history every zone has.
///
///   GRID_TRY(summary, analyse_emerging(workspace, "out/emerging", {.categories = {"Graffiti"}}, context));
///   // emerging.csv: one row per zone; emerging_bins.csv: one per zone and period; emerging.json, .gpkg, _zh.svg,
///   _en.svg
///
/// The cube is zones of the lowest level x periods of `days` that end with the data; what is left at the beginning
/// takes no part. Neighbours share a border. The 17 classes and which rule comes first: hotspot/emerging.hpp;
/// emerging.json carries them in words. Counts are reports, not rates: zones differ in what they hold, so a large zone
/// is hot earlier (a warning says so).
/// @errors plan_missing, step_missing, not_found (category), parameter_invalid (fewer than two periods),
/// file_unwritable,
///         cancelled
/// @source hotspot/emerging.hpp

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct EmergingRequest {
  std::vector<std::string> categories{};  ///< empty: all
  std::int64_t days = 28;                 ///< of a period; whole weeks keep weekdays alike
  std::size_t bins_before = 1;            ///< how many periods back the neighbourhood of a period reaches
  double level = 0.05;
  bool shares = false;  ///< each zone's share of its period's reports: a season that all zones share is taken out
};

[[nodiscard]] Expected<StepSummary> analyse_emerging(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const EmergingRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
