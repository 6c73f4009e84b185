#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/district_refusal.hpp>
#include <libgrid/workflow/detail/edited_ground.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/detail/refusal_place.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/publish_check.hpp>
#include <libgrid/workflow/workload_period.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <libgrid/zoning/validate.hpp>

namespace libgrid::workflow {
namespace {

/// Count, lightest, heaviest and compactness of the zones of one level.
void add_level(detail::StepScope& scope, const ZoneMap& map, const Level& level) {
  const std::string n = std::to_string(level.number);
  const std::string where = " FROM zones WHERE level = " + n;
  double least = 1.0, most = 0.0, compactness = 0.0, total = 0.0;
  std::int64_t count = 0;
  for (const Zone& zone : map.zones) {
    if (zone.level != level.number) continue;
    ++count;
    total += zone.workload;
    least = std::min(least, zone.workload), most = std::max(most, zone.workload);
    compactness += zone.polsby_popper;
  }
  const auto zones = static_cast<double>(std::max<std::int64_t>(count, 1));
  constexpr double kRounding = 1e-9;
  const bool all = std::abs(total - 1.0) < kRounding;  // else blocks are excluded: the mean is that of the others
  const double mean = all ? 1.0 / zones : total / zones;
  const std::string over = all ? "" : " / sum(workload)";
  const auto add = [&](const char* name, double value, const std::string& sql, const char* en, const char* zh) {
    scope.add(
        {"level" + n + "_" + name, value, scope.gpkg(), sql + where, "Level " + n + ": " + en, n + " 级：" + zh, ""});
  };
  scope.count("level" + n + "_zones", count, scope.gpkg(), "SELECT count(*)" + where, "Level " + n + ": zones",
              n + " 级：网格数");
  add("lightest", least / mean, "SELECT min(workload) * count(*)" + over, "lightest workload / mean",
      "最轻工作量/均值");
  add("heaviest", most / mean, "SELECT max(workload) * count(*)" + over, "heaviest workload / mean", "最重工作量/均值");
  add("compactness", compactness / zones, "SELECT avg(polsby_popper)", "mean compactness (Polsby-Popper)",
      "平均紧凑度");
}

City wished(City city, const DraftWishes& wishes) {
  if (!wishes.preset.empty()) city.zoning.preset = wishes.preset;
  if (wishes.least > 0.0 && !city.levels.empty()) {
    city.levels.back().zones_per_parent = zoning::kFreeCount;
    city.levels.back().least = wishes.least;
    city.levels.back().least_of = wishes.least_of;
  }
  return city;
}

/// Lower bounds in a column other than the workload of blocks: it becomes a further workload without limits.
Expected<void> add_bounds(zoning::PartitionOptions& options, const Workspace& workspace, const City& city,
                          const Ground& ground) {
  constexpr double kNoLimit = 1e6;  // mean zones
  for (std::size_t i = 0; i < city.levels.size(); ++i) {
    const Level& level = city.levels[i];
    if (!(level.least > 0.0) || level.least_of.empty() || level.least_of == "workload") continue;
    GRID_TRY(workloads, detail::block_workloads(workspace, ground));
    std::vector<double> column = detail::block_column(ground, workloads, level.least_of);
    if (column.empty()) {
      std::string known = "workload, reports, street_m, area_m2";
      for (const detail::BlockWorkload& load : workloads) known += ", " + load.rule.name;
      return fail(make_error(ErrorCode::parameter_invalid, "no such column; there are " + known)
                      .at_field("least_of")
                      .about(level.least_of));
    }
    options.workloads.push_back({.of_block = std::move(column), .least = 0.0, .most = kNoLimit});
    options.levels[i].least = level.least;
    options.levels[i].least_of = options.workloads.size();
  }
  return {};
}

Expected<zoning::PartitionOptions> options_for(const Workspace& workspace, const City& city, const Ground& ground,
                                               const std::vector<coverage::BarrierBorder>& on_barriers) {
  zoning::PartitionOptions options = zoning::partition_options(city);
  if (city.zoning.road_class_costs.empty() && on_barriers.empty()) return options;
  GRID_TRY(streets, workspace.store().streets());
  options.border_factors = detail::border_factors(ground, streets, on_barriers, city);
  return options;
}

void add_draft_figures(detail::StepScope& scope, const ZoneMap& map, const City& city) {
  for (const Level& level : city.levels) add_level(scope, map, level);
  scope.count("posts", static_cast<std::int64_t>(map.posts.size()), "posts.csv", "SELECT count(*) FROM posts", "Posts",
              "岗位");
}

/// What of the ground and of the newest plan was set aside; nothing where nothing was.
void add_scope_figures(detail::StepScope& scope, const detail::PlanScope& plan, const Ground& ground) {
  const auto add = [&](const char* name, std::size_t count, const char* sql, const char* en, const char* zh) {
    if (count > 0) scope.count(name, static_cast<std::int64_t>(count), scope.gpkg(), sql, en, zh);
  };
  add("locked_zones", plan.locked.size(), "locked zones", "Locked zones, as they were published",
      "锁定网格（保持原样）");
  add("excluded_blocks", plan.excluded.size(), "SELECT count(*) FROM blocks WHERE zone_id IS NULL",
      "Excluded blocks, in no zone", "不划入网格的街区");
  SquareMetres area;
  for (const Block& block : ground.blocks)
    if (std::ranges::binary_search(plan.excluded, block.id)) area += block.area;
  if (!plan.excluded.empty())
    scope.add({"excluded_km2", area.value / 1e6, scope.gpkg(),
               "SELECT sum(area_m2) / 1e6 FROM blocks WHERE zone_id IS NULL", "Excluded ground", "不划入网格的面积",
               "km2"});
}

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
  add_draft_figures(scope, map, workspace.city());
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
  const City city = wished(workspace.city(), wishes);
  GRID_TRY(chosen, zoning::preset_named(city.zoning.preset));
  detail::StepScope scope(workspace, context, "partition");
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(period, detail::case_period(workspace.store()));
  const bool of_a_period = period != detail::CasePeriod{};  // of a re-balance: a new partition counts all cases
  if (of_a_period) GRID_CHECK(detail::weigh_cases(workspace, {}, ground));
  GRID_TRY(on_barriers, detail::barrier_borders(workspace.store()));
  GRID_TRY(plan_scope, detail::wished_scope(workspace, ground, wishes));
  GRID_TRY(basis, detail::plan_basis(workspace, ground, on_barriers, plan_scope));
  GRID_TRY(options, options_for(workspace, city, ground, on_barriers));
  detail::add_rules(basis.rules, options);
  GRID_CHECK(add_bounds(options, workspace, city, ground));
  options.preset = chosen;
  constexpr int kLockedRestarts = 40;  // a locked zone may be the only bridge to ground that holds no whole upper zone
  if (!plan_scope.locked.empty()) options.restarts = kLockedRestarts;
  auto parts = zoning::partition(basis.graph, options, context.progress, context.cancel);
  if (!parts) {
    GRID_TRY(districts, workspace.store().districts());
    std::optional<Error> refusal;
    if (plan_scope.within_districts && parts.error().code == ErrorCode::zone_infeasible)
      refusal = detail::district_refusal(basis.graph, options, ground, districts);
    if (!refusal) refusal = detail::with_names(std::move(parts.error()), plan_scope, ground, districts);
    refusal = detail::with_place(std::move(*refusal), {basis.graph, ground, basis.rules, workspace.city()});
    if (of_a_period && refusal->code == ErrorCode::zone_infeasible)
      refusal->detail += "; the workload counts all cases, not those of the period that rebalance was told";
    return fail(std::move(*refusal));
  }
  DraftPlan draft = zoning::make_draft(*parts, ground.blocks, city);
  detail::keep_codes(draft.map, plan_scope.locked);
  GRID_TRY(valid, zoning::PlanValidation::validate(std::move(draft), basis.graph, city, nullptr, basis.rules));
  add_draft_figures(scope, valid.map(), city);
  add_scope_figures(scope, plan_scope, ground);
  GRID_TRY(lost, lost_edits(workspace.store()));
  if (lost) scope.finding(lost->first, lost->second);
  if (of_a_period)
    scope.finding("the workload counts all cases again, not only those of the period that rebalance was told",
                  "工作量重新计入全部案件，不再只计 rebalance 所给时段");
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(forget_edits(workspace));
    if (of_a_period) {
      GRID_CHECK(workspace.store().put_block_figures(ground.blocks));
      GRID_CHECK(detail::put_case_period(workspace.store(), {}));
    }
    return workspace.store().put_draft(valid.map());
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
