#pragma once
/// The hotspots of the step by the exact conditional p, beside the normal one of hotspots.csv.
///
///   GRID_TRY(summary, analyse_hotspots(workspace, "out/exact", {.maps = 20}, context));
///   // hotspots_exact.csv: a row per row of hotspots.csv; hotspots.json: how many are hot by either, and how often
///   either
///   // finds something where nothing is
///
/// hotspots.csv keeps the normal p. For counts the exact one is to be read: hotspot/exact_hotspots.hpp says why.
/// @errors step_missing (hotspots), file_unwritable, cancelled, parameter_invalid (maps below 0 or above 10,000)

#include <cstdint>
#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct ExactRequest {
  std::int64_t maps = 20;  ///< shuffled maps per category; 0: no realised rates
  std::uint64_t seed = 1;
};

[[nodiscard]] Expected<StepSummary> analyse_hotspots(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const ExactRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
