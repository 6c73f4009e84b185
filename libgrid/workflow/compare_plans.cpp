#include <libgrid/workflow/compare_plans.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <libgrid/attribution/as_of.hpp>
#include <libgrid/attribution/attributor.hpp>
#include <libgrid/workflow/detail/block_lineage.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/publication.hpp>

#include <nlohmann/json.hpp>

namespace libgrid::workflow {
namespace {

Expected<PublishedPlan> plan_of_version(const Workspace& workspace, std::int64_t version) {
  GRID_TRY(stored, workspace.store().plan(version));
  return PlanPublication::restore(std::move(stored));
}

/// The blocks that the plan names are there, or were cut into blocks that are.
Expected<void> check_ground(const Workspace& workspace, const PublishedPlan& plan,
                            const detail::GroundLineage& lineage) {
  const std::int64_t version = plan.version().version;
  if (std::ranges::find(lineage.versions, version) != lineage.versions.end()) return {};
  return detail::require_its_blocks(workspace.store(), version);
}

std::string code_of(const ZoneMap& map, const Attribution& attribution) {
  if (!attribution.zone) return "";
  const auto zone = std::ranges::find(map.zones, *attribution.zone, &Zone::id);
  return zone == map.zones.end() ? "" : zone->code;
}

/// Positions of the reports by the version that answers for them.
using RowsByVersion = std::map<std::int64_t, std::vector<std::size_t>>;

RowsByVersion rows_by_version(const std::vector<PlanVersion>& versions, const std::vector<Report>& reports) {
  RowsByVersion rows;
  for (std::size_t i = 0; i < reports.size(); ++i)
    rows[attribution::answering_version(versions, reports[i].opened).version].push_back(i);
  return rows;
}

Expected<std::vector<Attribution>> attribute_rows(const Workspace& workspace, const ZoneMap& map,
                                                  const detail::PlacedReports& reports,
                                                  const std::vector<std::size_t>& rows, const StepContext& context) {
  std::vector<Xy> at;
  std::vector<char> at_default;
  for (const std::size_t i : rows) at.push_back(reports.at[i]), at_default.push_back(reports.at_default[i]);
  const attribution::Attributor attributor(map, workspace.city().levels.back().number);
  return attributor.attribute_all(at, at_default, {}, context.progress, context.cancel);
}

}  // namespace

Expected<PlanComparison> compare_plans(const Workspace& workspace, std::int64_t before, std::int64_t after, int level) {
  GRID_TRY(old_plan, plan_of_version(workspace, before));
  GRID_TRY(new_plan, plan_of_version(workspace, after));
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(lineage, detail::block_lineage(workspace.store()));
  GRID_CHECK(check_ground(workspace, old_plan, lineage));
  GRID_CHECK(check_ground(workspace, new_plan, lineage));
  const City& city = workspace.city();
  if (level == 0) level = city.levels.back().number;
  if (std::ranges::find(city.levels, level, &Level::number) == city.levels.end())
    return fail(make_error(ErrorCode::parameter_invalid, "no such level").about("level " + std::to_string(level)));
  return PlanComparison{
      .before = old_plan.version(),
      .after = new_plan.version(),
      .map_before = old_plan.map(),
      .map_after = new_plan.map(),
      .diff = zoning::diff_plans({old_plan.map(), new_plan.map()}, ground.blocks, lineage.splits, level)};
}

Expected<std::vector<PlanVersion>> plan_versions(const Workspace& workspace, std::optional<LocalTime> at) {
  if (at) {
    GRID_TRY(then, workspace.store().plan_in_force(*at));
    return std::vector<PlanVersion>{std::move(then.version)};
  }
  GRID_TRY(versions, workspace.store().plans());
  if (versions.empty()) return fail(ErrorCode::plan_missing);
  return versions;
}

Expected<std::vector<DatedAttribution>> attribute_as_of(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(versions, plan_versions(workspace));
  GRID_TRY(reports, detail::placed_reports(workspace));
  std::vector<DatedAttribution> all(reports.at.size());
  for (const auto& [version, rows] : rows_by_version(versions, reports.table.reports)) {
    GRID_TRY(plan, plan_of_version(workspace, version));
    GRID_TRY(some, attribute_rows(workspace, plan.map(), reports, rows, context));
    for (std::size_t k = 0; k < rows.size(); ++k) all[rows[k]] = {some[k], version};
  }
  return all;
}

std::string to_json(const Reassignment& reassignment) {
  auto rows = nlohmann::ordered_json::array();
  for (const MovedReport& row : reassignment.moved)
    rows.push_back({{"case_id", row.report},
                    {"opened", to_text(row.opened)},
                    {"plan_version", row.plan_version},
                    {"zone_then", row.from},
                    {"zone_now", row.to}});
  return rows.dump();
}

Expected<Reassignment> preview_reassignment(const Workspace& workspace, const StepContext& context) {
  GRID_TRY(versions, plan_versions(workspace));
  GRID_TRY(newest, newest_plan(workspace.store()));
  GRID_TRY(reports, detail::placed_reports(workspace));
  Reassignment result{
      .newest = newest.version().version, .reports = static_cast<std::int64_t>(reports.at.size()), .moved = {}};
  std::map<std::size_t, MovedReport> moved;
  for (const auto& [version, rows] : rows_by_version(versions, reports.table.reports)) {
    if (version == result.newest) continue;
    GRID_TRY(plan, plan_of_version(workspace, version));
    GRID_TRY(then, attribute_rows(workspace, plan.map(), reports, rows, context));
    GRID_TRY(now, attribute_rows(workspace, newest.map(), reports, rows, context));
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const Report& report = reports.table.reports[rows[k]];
      MovedReport row{report.id, report.opened, version, code_of(plan.map(), then[k]), code_of(newest.map(), now[k])};
      if (row.from != row.to) moved.emplace(rows[k], std::move(row));
    }
  }
  for (auto& [position, row] : moved) result.moved.push_back(std::move(row));
  return result;
}

}  // namespace libgrid::workflow
