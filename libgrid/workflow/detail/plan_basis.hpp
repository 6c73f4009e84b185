#pragma once
/// What a plan of the workspace is checked against: its graph with the walls closed, and the rules of the city file.
///
///   GRID_TRY(scope, scope_of(workspace, ground, draft.map));                // plan_scope.hpp
///   GRID_TRY(basis, plan_basis(workspace, ground, on_barriers, scope));
///   PlanValidation::validate(std::move(draft), basis.graph, city, nullptr, basis.rules);
///
/// zoning.must_link names places; the blocks they lie in (on a border the lower id) must stay together. Workloads of
/// zoning.workloads that have a least or a most limit every zone.
/// @errors parameter_invalid: a place of must_link lies in no block; those of block_workloads

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>
#include <libgrid/zoning/plan_rules.hpp>

namespace libgrid::workflow::detail {

struct PlanBasis {
  zoning::BlockGraph graph;
  zoning::PlanRules rules;
};

[[nodiscard]] Expected<PlanBasis> plan_basis(const Workspace& workspace, const Ground& ground,
                                             std::span<const coverage::BarrierBorder> on_barriers,
                                             const PlanScope& scope);

[[nodiscard]] Expected<zoning::PlanRules> plan_rules(const Workspace& workspace, const Ground& ground,
                                                     const PlanScope& scope);

/// The graph alone. @pre as BlockGraph::build
[[nodiscard]] zoning::BlockGraph walled_graph(const City& city, const Ground& ground,
                                              std::span<const coverage::BarrierBorder> on_barriers);

/// The same rules as a partition takes them.
void add_rules(const zoning::PlanRules& rules, zoning::PartitionOptions& options);

}  // namespace libgrid::workflow::detail
