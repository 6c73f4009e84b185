#include <libgrid/workflow/publish_check.hpp>

#include <string>

#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {

Expected<std::optional<std::int64_t>> same_as_newest(Workspace& workspace) {
  GRID_TRY(versions, workspace.store().plans());
  if (versions.empty()) return std::optional<std::int64_t>();
  GRID_TRY(present, workspace.store().made_on_present_ground(versions.back().version));
  if (!present) return std::optional<std::int64_t>();  // the same zones, of other blocks
  GRID_TRY(session, EditSession::open(workspace));
  GRID_TRY(newest, workspace.store().plan(versions.back().version));
  if (plan_digest(session.editor().draft().map) != plan_digest(newest.map)) return std::optional<std::int64_t>();
  return std::optional(newest.version.version);
}

Error unchanged_error(std::int64_t version) {
  const std::string number = std::to_string(version);
  return make_error(ErrorCode::draft_unchanged, "nothing changed since version " + number + ", which goes on")
      .at_field("draft");
}

}  // namespace libgrid::workflow
