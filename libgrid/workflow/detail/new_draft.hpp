#pragma once
/// A partition of the blocks of a workspace that the city's rules hold for; nothing is kept.
///
///   GRID_TRY(made, new_draft(workspace, wishes, context));
///   store.put_draft(made.map);                               // draft_plan_with; trial_partition does not
///
/// A workload of the cases of a period, as a re-balance left it, counts all cases again.
/// @errors those of draft_plan_with (steps.hpp)

#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct NewDraft {
  ZoneMap map;
  Ground ground;  ///< with the workload that was balanced
  std::vector<coverage::BarrierBorder> on_barriers;
  PlanScope scope;
  bool counts_all_again = false;  ///< the workload in the store is that of a period
};

/// What a summary tells of that, in English and Chinese.
inline constexpr std::pair kCountsAllAgain{
    "the workload counts all cases again, not only those of the period that rebalance was told",
    "工作量重新计入全部案件，不再只计 rebalance 所给时段"};

[[nodiscard]] Expected<NewDraft> new_draft(const Workspace& workspace, const DraftWishes& wishes,
                                           const StepContext& context);

}  // namespace libgrid::workflow::detail
