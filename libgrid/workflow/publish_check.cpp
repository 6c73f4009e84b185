#include <libgrid/workflow/publish_check.hpp>

#include <string>

#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {

Expected<std::optional<std::int64_t>> same_as_newest(Workspace& workspace) {
  GRID_TRY(versions, workspace.store().plans());
  if (versions.empty()) return std::optional<std::int64_t>();
  GRID_TRY(session, EditSession::open(workspace));
  GRID_TRY(newest, workspace.store().plan(versions.back().version));
  if (plan_digest(session.editor().draft().map) != plan_digest(newest.map)) return std::optional<std::int64_t>();
  return std::optional(newest.version.version);
}

Expected<void> refuse_unchanged(std::int64_t version) {
  const std::string number = std::to_string(version);
  return fail(make_error(ErrorCode::parameter_invalid, "nothing changed since version " + number +
                                                           ", which goes on; edit or re-balance the draft first")
                  .at_field("draft"));
}

}  // namespace libgrid::workflow
