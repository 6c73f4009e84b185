#pragma once
/// 方案质量: what a draft or a published plan is worth, as two tables and as figures.
///
///   auto report = quality_report(workspace, {.version = 0});            // 0: the draft
///   GRID_CHECK(write_quality(*report, "out/quality"));                  // quality_levels.csv, quality_zones.csv
///   report->summary.figures;                                            // for the terminal
///
/// A border is on a main road where a street of kind main_road (data/tables/road_classes, or the city's own table) runs
/// along it.
/// Every workload of the city file (zoning.workloads) adds two columns per zone, NAME and NAME_load, and two per level,
/// NAME_lightest and NAME_heaviest; a load outside its limits is a finding.
/// Every version is measured on the blocks and with the workload that are kept now: an older one too, its split blocks
/// by their parts. Where the workload counts the cases of a period only, a finding tells it (workload_period.hpp).
/// @errors step_missing: no blocks, no draft,
///         or the blocks were drawn anew since that version;
///         plan_missing
/// @cost  that of reading the ground and the plan

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/quality.hpp>

namespace libgrid::workflow {

struct QualityRequest {
  std::int64_t version = 0;  ///< of a published plan; 0: the draft
};

/// One further workload of the city file, zone by zone.
struct ZoneLoads {
  WorkloadRule rule;
  std::vector<double> amount;  ///< of quality.zones[i], in the unit of the measure
  std::vector<double> load;    ///< over the mean of its level; 0 where nobody has any
};

struct QualityReport {
  zoning::PlanQuality quality;
  std::vector<ZoneLoads> loads;  ///< in the order of the city file
  StepSummary summary;
};

/// A plan on its ground; it need not be kept anywhere (trial_partition.hpp).
struct QualitySubject {
  ZoneMap map;
  Ground ground;
  std::vector<coverage::BarrierBorder> on_barriers;
};
[[nodiscard]] Expected<QualityReport> quality_of(const Workspace& workspace, const QualitySubject& subject,
                                                 const StepContext& context = {});

[[nodiscard]] Expected<QualityReport> quality_report(const Workspace& workspace, const QualityRequest& request,
                                                     const StepContext& context = {});

/// {"levels": [...], "zones": [...]}: the rows of the two tables, keys as their columns.
[[nodiscard]] std::string to_json(const QualityReport& report);

/// quality_levels.csv and quality_zones.csv in the folder, which is made.
[[nodiscard]] Expected<void> write_quality(const QualityReport& report, const std::filesystem::path& folder);

}  // namespace libgrid::workflow
