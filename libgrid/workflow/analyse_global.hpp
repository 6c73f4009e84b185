#pragma once
/// Whether reports of neighbouring zones are alike over the whole map: Moran's I, Geary's C, join counts.
///
///   GRID_TRY(summary, analyse_global(workspace, "out/global", {.categories = {"Graffiti"}, .seed = 1}, context));
///   // global.csv: value, name, statistic, expectation, variance, z, p_two_sided, p_permutation
///
/// Values of the lowest zones of the newest plan: reports, and reports per street km where every zone has streets.
/// Neighbours share a border; rows add up to 1 for I and C, joins count each border once. high: above the mean.
/// Moments are those of randomisation; p_permutation deals the values out anew over the zones (two-sided, from the
/// expectation).
/// @errors parameter_invalid (fewer than four zones, too many permutations), plan_missing, step_missing, not_found
///         (category), file_unwritable, cancelled

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct GlobalRequest {
  std::vector<std::string> categories{};  ///< empty: all
  std::size_t permutations = 999;         ///< 0: none, p_permutation is empty
  std::uint64_t seed = 1;
};

[[nodiscard]] Expected<StepSummary> analyse_global(const Workspace& workspace, const std::filesystem::path& folder,
                                                   const GlobalRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
