#include <libgrid/workflow/trial_partition.hpp>

#include <string>
#include <utility>

#include <libgrid/workflow/detail/draft_figures.hpp>
#include <libgrid/workflow/detail/new_draft.hpp>

namespace libgrid::workflow {

Expected<TrialPartition> trial_partition(const Workspace& workspace, const DraftWishes& wishes,
                                         const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(made, detail::new_draft(workspace, wishes, context));
  TrialPartition trial;
  trial.map = made.map;
  trial.summary.step = "partition";
  trial.summary.figures = detail::draft_figures(made.map, workspace.city());
  for (Figure& figure : detail::scope_figures(made.scope, made.ground, workspace.city()))
    trial.summary.figures.push_back(std::move(figure));
  if (made.counts_all_again)
    trial.summary.findings.push_back(std::string(detail::kCountsAllAgain.first) + " | " +
                                     detail::kCountsAllAgain.second);
  trial.summary.findings.emplace_back("Nothing was changed (dry run) | 试算，未作任何改动");
  trial.summary.seconds = context.stopwatch() - started;
  GRID_TRY(quality,
           quality_of(workspace, {std::move(made.map), std::move(made.ground), std::move(made.on_barriers)}, context));
  trial.quality = std::move(quality);
  return trial;
}

}  // namespace libgrid::workflow
