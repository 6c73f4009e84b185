#include <libgrid/workflow/detail/new_draft.hpp>

#include <string>
#include <utility>
#include <vector>

#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/district_refusal.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/refusal_place.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_builder.hpp>
#include <libgrid/zoning/validate.hpp>

namespace libgrid::workflow::detail {
namespace {

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
    GRID_TRY(workloads, block_workloads(workspace, ground));
    std::vector<double> column = block_column(ground, workloads, level.least_of);
    if (column.empty()) {
      std::string known = "workload, reports, street_m, area_m2";
      for (const BlockWorkload& load : workloads) known += ", " + load.rule.name;
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

Expected<zoning::PartitionOptions> options_of_borders(const Workspace& workspace, const City& city,
                                                      const Ground& ground,
                                                      const std::vector<coverage::BarrierBorder>& on_barriers) {
  zoning::PartitionOptions options = zoning::partition_options(city);
  if (city.zoning.road_class_costs.empty() && on_barriers.empty()) return options;
  GRID_TRY(streets, workspace.store().streets());
  options.border_factors = border_factors(ground, streets, on_barriers, city);
  return options;
}

/// The city file, the wishes and the rules as the engine takes them.
Expected<zoning::PartitionOptions> options_for(const Workspace& workspace, const City& city, const NewDraft& made,
                                               const zoning::PlanRules& rules) {
  GRID_TRY(options, options_of_borders(workspace, city, made.ground, made.on_barriers));
  add_rules(rules, options);
  GRID_CHECK(add_bounds(options, workspace, city, made.ground));
  GRID_TRY(chosen, zoning::preset_named(city.zoning.preset));
  options.preset = chosen;
  GRID_TRY(districts, workspace.store().districts());
  options.names = names_in_errors(made.scope, districts);
  constexpr int kLockedRestarts = 40;  // a locked zone may be the only bridge to ground that holds no whole upper zone
  if (!made.scope.locked.empty()) options.restarts = kLockedRestarts;
  return std::move(options);
}

/// Why there is no partition: by districts where none may be crossed, with the place of the block that it names.
Error refusal_of(Error error, const PlanBasis& basis, const zoning::PartitionOptions& options, const NewDraft& made,
                 const Workspace& workspace) {
  const bool infeasible = error.code == ErrorCode::zone_infeasible;
  if (const auto districts = workspace.store().districts(); districts && infeasible && made.scope.within_districts)
    if (auto refusal = district_refusal(basis.graph, options, made.ground, *districts)) error = std::move(*refusal);
  error = with_place(std::move(error), {basis.graph, made.ground, basis.rules, workspace.city()});
  if (infeasible && made.counts_all_again)
    error.detail += "; the workload counts all cases, not those of the period that rebalance was told";
  return error;
}

/// The ground and what is asked of it, without a map yet.
Expected<NewDraft> basis_of(const Workspace& workspace, const DraftWishes& wishes) {
  NewDraft made;
  GRID_TRY(ground, workspace.store().ground());
  made.ground = std::move(ground);
  GRID_TRY(period, case_period(workspace.store()));
  made.counts_all_again = period != CasePeriod{};  // of a re-balance: a new partition counts all cases
  if (made.counts_all_again) GRID_CHECK(weigh_cases(workspace, {}, made.ground));
  GRID_TRY(on_barriers, barrier_borders(workspace.store()));
  made.on_barriers = std::move(on_barriers);
  GRID_TRY(scope, wished_scope(workspace, made.ground, wishes));
  made.scope = std::move(scope);
  return made;
}

}  // namespace

Expected<NewDraft> new_draft(const Workspace& workspace, const DraftWishes& wishes, const StepContext& context) {
  const City city = wished(workspace.city(), wishes);
  GRID_CHECK(zoning::preset_named(city.zoning.preset));
  GRID_TRY(made, basis_of(workspace, wishes));
  GRID_TRY(basis, plan_basis(workspace, made.ground, made.on_barriers, made.scope));
  GRID_TRY(options, options_for(workspace, city, made, basis.rules));
  auto parts = zoning::partition(basis.graph, options, context.progress, context.cancel);
  if (!parts) return fail(refusal_of(std::move(parts.error()), basis, options, made, workspace));
  DraftPlan draft = zoning::make_draft(*parts, made.ground.blocks, city);
  keep_codes(draft.map, made.scope.locked);
  GRID_TRY(valid, zoning::PlanValidation::validate(std::move(draft), basis.graph, city, nullptr, basis.rules));
  made.map = valid.map();
  return std::move(made);
}

}  // namespace libgrid::workflow::detail
