#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/draft_figures.hpp>
#include <libgrid/workflow/detail/edited_ground.hpp>
#include <libgrid/workflow/detail/new_draft.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/publish_check.hpp>
#include <libgrid/workflow/workload_period.hpp>
#include <libgrid/zoning/validate.hpp>

namespace libgrid::workflow {
namespace {

/// Findings that a version was published with.
void add_accepted(detail::StepScope& scope, const std::vector<Error>& findings) {
  const auto counts = std::ranges::count(findings, ErrorCode::zone_count_differs, &Error::code);
  const auto add = [&](const char* name, std::int64_t count, const char* en, const char* zh) {
    if (count > 0) scope.count(name, count, scope.gpkg(), "validation of the draft", en, zh);
  };
  add("other_zone_counts", counts, "Zones divided into another number than the city file asks",
      "下级网格数与城市配置不同的网格");
  add("uneven_zones", static_cast<std::int64_t>(findings.size()) - counts,
      "Workloads of zones outside their band or limits, published on purpose", "明确发布的超出范围的网格工作量");
}

/// A version in whose place this one steps at the very moment it begins answers for no time at all.
void add_never_in_force(detail::StepScope& scope, const std::vector<PlanVersion>& versions, LocalTime from) {
  for (const PlanVersion& old : versions) {
    if (old.valid_from != from || (old.valid_to && *old.valid_to != from)) continue;
    const std::string number = std::to_string(old.version), moment = to_text(from);
    scope.finding(
        "version " + number + " begins at the same moment, " + moment + ": this one takes its place, and version " +
            number + " is in force at no time",
        "版本 " + number + " 也自 " + moment + " 起生效：本版本取而代之，版本 " + number + " 在任何时刻都不生效");
  }
}

/// The draft as the edits left it becomes the draft itself; its figures are those of the step that made it.
Expected<void> settle_edits(Workspace& workspace, const ZoneMap& map, const StepContext& context) {
  detail::StepScope scope(workspace, context, "partition");
  for (Figure& figure : detail::draft_figures(map, workspace.city())) scope.add(std::move(figure));
  auto settled = scope.commit([&]() -> Expected<void> {
    GRID_CHECK(forget_edits(workspace));
    return workspace.store().put_draft(map);
  });
  if (!settled) return fail(std::move(settled.error()));
  return {};
}

}  // namespace

Expected<StepSummary> draft_plan(Workspace& workspace, const StepContext& context) {
  return draft_plan_with(workspace, {}, context);
}

Expected<StepSummary> draft_plan_with(Workspace& workspace, const DraftWishes& wishes, const StepContext& context) {
  detail::StepScope scope(workspace, context, "partition");
  GRID_TRY(made, detail::new_draft(workspace, wishes, context));
  for (Figure& figure : detail::draft_figures(made.map, workspace.city())) scope.add(std::move(figure));
  for (Figure& figure : detail::scope_figures(made.scope, made.ground, workspace.city())) scope.add(std::move(figure));
  GRID_TRY(lost, lost_edits(workspace.store()));
  if (lost) scope.finding(lost->first, lost->second);
  if (made.counts_all_again) scope.finding(detail::kCountsAllAgain.first, detail::kCountsAllAgain.second);
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(forget_edits(workspace));
    if (made.counts_all_again) {
      GRID_CHECK(workspace.store().put_block_figures(made.ground.blocks));
      GRID_CHECK(detail::put_case_period(workspace.store(), {}));
    }
    return workspace.store().put_draft(made.map);
  });
}

Expected<StepSummary> publish_plan(Workspace& workspace, LocalTime valid_from, const StepContext& context,
                                   const Publishing& how) {
  detail::StepScope scope(workspace, context, "publish");
  GRID_TRY(same, same_as_newest(workspace));
  if (same && !how.again) return fail(unchanged_error(*same));
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(session, EditSession::open(workspace));
  const bool edited = session.log().done > 0;
  const std::vector<zoning::BlockLineage> splits = session.editor().lineage();
  ZoneMap map = session.editor().draft().map;
  if (!splits.empty()) ground = detail::edited_ground(ground, session.editor());
  const std::vector<coverage::BarrierBorder> on_barriers = session.editor().ground().barriers;
  GRID_TRY(kept, detail::scope_of(workspace, ground, map));
  GRID_TRY(basis, detail::plan_basis(workspace, ground, on_barriers, kept));
  constexpr std::array kUneven{ErrorCode::workload_out_of_band, ErrorCode::workload_out_of_limits};
  std::vector<Error> findings;
  GRID_TRY(valid, zoning::PlanValidation::validate(
                      DraftPlan{std::move(map)}, basis.graph, workspace.city(), &findings, basis.rules,
                      std::span<const ErrorCode>(kUneven).first(how.uneven ? kUneven.size() : 0)));
  GRID_TRY(versions, workspace.store().plans());
  const std::int64_t next = versions.empty() ? 1 : versions.back().version + 1;
  const PublishedPlan plan = PlanPublication::publish(valid, {.id = PlanId{next},
                                                              .version = next,
                                                              .state = "published",
                                                              .valid_from = valid_from,
                                                              .valid_to = {},
                                                              .sha256 = {}});
  scope.count("plan_version", next, scope.gpkg(), "SELECT max(version) FROM plans", "Plan version", "方案版本");
  scope.add({"plan_sha256", plan.version().sha256, scope.gpkg(),
             "SELECT sha256 FROM plans ORDER BY version DESC LIMIT 1", "SHA-256 of the plan", "方案 SHA-256", ""});
  add_accepted(scope, findings);
  add_never_in_force(scope, versions, valid_from);
  GRID_TRY(period, detail::case_period(workspace.store()));
  GRID_TRY(told, workload_period(workspace.store()));
  if (told) scope.finding(told->first, told->second);
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(detail::put_case_period_of(workspace.store(), next, period));
    if (!splits.empty()) {
      GRID_CHECK(detail::put_edited_ground(workspace, ground, splits));
      GRID_CHECK(detail::put_barrier_borders(workspace.store(), on_barriers));
    }
    if (edited) GRID_CHECK(settle_edits(workspace, plan.map(), context));
    return workspace.store().put_plan(plan.map(), plan.version());
  });
}

}  // namespace libgrid::workflow
