#pragma once
/// 同质分区: blocks or zones joined into connected regions that are alike in given columns (zoning/regions.hpp).
///
///   auto report = find_regions(workspace, {.columns = {"reports", "street_m"}, .count = 8});
///   report.regions.explained();                    // between / total sum of squares of the scaled columns
///   GRID_CHECK(write_regions(report, workspace, "out/regions"));     // regions.csv, regions.geojson
///   find_regions(workspace, {.columns = {"street_m"}, .floor_column = "reports", .least = 500});   // as many as can
///   be
///
/// With a floor the number of regions is free: as many as hold so much of the floor's column (zoning/max_p.hpp).
/// Columns: workload, reports, street_m, area_m2, the workloads of the city file by name, and those of a table
/// (CSV: block_id or code, then numbers). Each is scaled to mean 0 and deviation 1 unless `scale` is off. Zones have
/// the sums of their blocks.
/// @errors step_missing; parameter_invalid (a column that is nowhere, a table without a row for a unit, count);
///         zone_infeasible (more land components than regions, a component below the floor); column_missing,
///         number_malformed of the table

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/model/imported_zone.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/regions.hpp>

namespace libgrid::workflow {

struct RegionRequest {
  std::vector<std::string> columns;
  int count = 1;                     ///< not looked at where there is a floor
  std::string floor_column = {};     ///< as the columns; empty: no floor
  double least = 0.0;                ///< what every region must hold of it
  int level = 0;                     ///< 0: blocks; else the zones of this level of the draft
  std::filesystem::path table = {};  ///< may be empty
  bool scale = true;
};

struct RegionReport {
  std::vector<std::string> units;  ///< block id or zone code
  zoning::Regions regions;
  std::vector<ImportedZone> shapes;  ///< of the regions, code "1", "2", ...
  std::vector<std::int64_t> sizes;   ///< units of every region
  StepSummary summary;
};

[[nodiscard]] Expected<RegionReport> find_regions(const Workspace& workspace, const RegionRequest& request,
                                                  const StepContext& context = {});

[[nodiscard]] Expected<void> write_regions(const RegionReport& report, const Workspace& workspace,
                                           const std::filesystem::path& folder);

}  // namespace libgrid::workflow
