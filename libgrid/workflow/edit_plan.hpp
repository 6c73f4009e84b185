#pragma once
/// Redrawing the draft of a workspace: what was done is kept, so that the next call, or the next day, goes on from it.
///
///   GRID_CHECK(start_draft(workspace, 3));                                    // the draft is plan version 3 again
///   GRID_TRY(session, EditSession::open(workspace));
///   GRID_TRY(consequence, session.apply(zoning::MoveBlocks{{BlockId{17}}, ZoneId{12}}));
///   GRID_CHECK(session.undo());
///   publish_plan(workspace, valid_from, context);                             // what stands now, if it is valid
///
/// The store keeps the draft as `partition` or `start_draft` left it, and beside it the list of operations; opening a
/// session replays them (the same bytes, see draft_editor.hpp). A new draft begins with an empty list.
/// @errors step_missing (no draft); those of zoning::DraftEditor; store_failed

#include <optional>
#include <string>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/edit_log.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/draft_editor.hpp>
#include <libgrid/zoning/snap_line.hpp>

namespace libgrid::workflow {

class EditSession {
 public:
  /// @pre the workspace outlives the session
  [[nodiscard]] static Expected<EditSession> open(Workspace& workspace);

  [[nodiscard]] Expected<zoning::Consequence> consequence(const zoning::EditOperation& operation) const;
  /// Done and kept in the store, or neither.
  [[nodiscard]] Expected<zoning::Consequence> apply(const zoning::EditOperation& operation);
  /// What changed; nothing: there was nothing to undo, or to redo.
  [[nodiscard]] Expected<std::optional<zoning::Consequence>> undo();
  [[nodiscard]] Expected<std::optional<zoning::Consequence>> redo();
  [[nodiscard]] const zoning::DraftEditor& editor() const { return editor_; }
  [[nodiscard]] const EditLog& log() const { return log_; }

 private:
  EditSession(Workspace& workspace, zoning::DraftEditor editor, EditLog log)
      : workspace_(&workspace), editor_(std::move(editor)), log_(std::move(log)) {}
  [[nodiscard]] Expected<void> keep();

  Workspace* workspace_;
  zoning::DraftEditor editor_;
  EditLog log_;
};

/// The draft as its edits left it, for those who only read it.
[[nodiscard]] Expected<zoning::DraftEditor> edited_draft(const Workspace& workspace);

/// The draft becomes the content of a published version, without edits. Its workload counts the cases that the version
/// counted (workload_period.hpp); blocks that were split since are in it by their parts.
/// @errors plan_missing; step_missing: the blocks were drawn anew since
[[nodiscard]] Expected<void> start_draft(Workspace& workspace, std::int64_t version);

/// Operations of the draft that were done and neither undone nor published: another draft takes their place for good.
[[nodiscard]] Expected<std::size_t> edits_at_stake(const store::Store& store);
/// What a step that replaces the draft tells of them, in English and Chinese; nothing where there are none.
using LostEdits = std::optional<std::pair<std::string, std::string>>;
[[nodiscard]] Expected<LostEdits> lost_edits(const store::Store& store);

/// Forgets the operations; for a draft that replaces the one they belong to.
[[nodiscard]] Expected<void> forget_edits(Workspace& workspace);

/// A line drawn by hand on the streets of the workspace (zoning/snap_line.hpp); it may be handed to an operation.
[[nodiscard]] Expected<zoning::SnappedLine> snap_to_streets(const Workspace& workspace, const LineString& drawn,
                                                            Metres reach);

/// "12" or "BOS-03-07". @errors parameter_invalid
[[nodiscard]] Expected<ZoneId> zone_named(const ZoneMap& map, std::string_view text);

}  // namespace libgrid::workflow
