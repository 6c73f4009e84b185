#pragma once
/// Which reports of a category lie close together, in space and in space and time: DBSCAN, ST-DBSCAN, near repeats.
///
///   GRID_TRY(summary, analyse_clusters(workspace, "out/clusters", {.categories = {"Graffiti"}}, context));
///   // clusters.csv: case_id, zone_code, category, opened, cluster, st_cluster    (empty: in none)
///   // clusters_knox.csv: distance_from, distance_to, days_from, days_to, observed, expectation, mean, ratio, p
///
/// Bands are half-open: distance_from <= d < distance_to, days_from <= days between < days_to (by the opening day).
/// Chance: opening days are dealt out anew, within a category; p = (1 + replicates with as many) / (replicates + 1).
/// Reports at a default coordinate take no part. Clusters are of all the categories asked for together.
/// @errors parameter_invalid, plan_missing, step_missing, not_found (category), file_unwritable, cancelled

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/clusters.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct ClustersRequest {
  std::vector<std::string> categories{};  ///< empty: all
  hotspot::ClusterRules rules{};
  std::int64_t span_days = 3;                                   ///< ST-DBSCAN
  std::vector<double> distances{0.0, 1.0, 50.0, 100.0, 200.0};  ///< metres, edges of bands
  std::vector<std::int64_t> gaps{0, 1, 7, 14, 28};              ///< days, edges of bands
  std::size_t replicates = 99;
  std::uint64_t seed = 1;
};

[[nodiscard]] Expected<StepSummary> analyse_clusters(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const ClustersRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
