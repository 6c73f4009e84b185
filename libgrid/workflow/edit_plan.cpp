#include <libgrid/workflow/edit_plan.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/io/number_text.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/detail/zone_sums.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::string_view kEditsNote = "edits";

/// The operations that belong to this draft.
Expected<EditLog> kept_log(const store::Store& store) {
  GRID_TRY(map, store.draft());
  const std::string sha256 = plan_digest(map);
  GRID_TRY(note, store.note(kEditsNote));
  EditLog fresh;
  fresh.draft_sha256 = sha256;
  if (!note || note->empty()) return fresh;
  auto log = log_from_json(*note);
  if (!log) return fail(make_error(ErrorCode::store_failed, log.error().detail).about("edit log"));
  return log->draft_sha256 == sha256 ? std::move(*log) : std::move(fresh);
}

Expected<void> replay(zoning::DraftEditor& editor, const EditLog& log) {
  for (const zoning::EditOperation& operation : log.operations) {
    const auto done = editor.apply(operation);
    if (!done) return fail(make_error(ErrorCode::store_failed, message_en(done.error())).about("edit log"));
  }
  for (std::size_t i = log.operations.size(); i > log.done; --i) editor.undo();
  return {};
}

/// Streets and the places of reports, as the step `blocks` counted them.
Expected<zoning::SplitPlaces> split_places(const Workspace& workspace) {
  zoning::SplitPlaces places;
  GRID_TRY(streets, workspace.store().streets());
  for (Street& street : streets) places.streets.emplace(street.id, std::move(street.line));
  GRID_TRY(reports, detail::placed_reports(workspace));
  GRID_TRY(period, detail::case_period(workspace.store()));
  for (std::size_t i = 0; i < reports.at.size(); ++i)
    if (reports.at_default[i] == 0 && period.holds(reports.table.reports[i].opened))
      places.reports.push_back(reports.at[i]);
  GRID_TRY(lines, detail::barriers(workspace.store()));
  places.barriers = std::move(lines);
  return places;
}

/// The draft with the operations of the log done.
Expected<zoning::DraftEditor> editor_of(const Workspace& workspace, const EditLog& log) {
  const store::Store& store = workspace.store();
  GRID_TRY(map, store.draft());
  GRID_TRY(ground, store.ground());
  GRID_TRY(places, split_places(workspace));
  GRID_TRY(on_barriers, detail::barrier_borders(store));
  GRID_TRY(scope, detail::scope_of(workspace, ground, map));
  GRID_TRY(rules, detail::plan_rules(workspace, ground, scope));
  zoning::EditGround drawn{.blocks = std::move(ground.blocks),
                           .borders = std::move(ground.borders),
                           .links = std::move(ground.links),
                           .stretches = std::move(ground.stretches),
                           .barriers = std::move(on_barriers),
                           .rules = std::move(rules)};
  GRID_TRY(editor, zoning::DraftEditor::make(std::move(map), std::move(drawn), workspace.city(), std::move(places)));
  GRID_CHECK(replay(editor, log));
  return std::move(editor);
}

}  // namespace

Expected<zoning::DraftEditor> edited_draft(const Workspace& workspace) {
  GRID_TRY(log, kept_log(workspace.store()));
  return editor_of(workspace, log);
}

Expected<EditSession> EditSession::open(Workspace& workspace) {
  GRID_TRY(log, kept_log(workspace.store()));
  GRID_TRY(editor, editor_of(workspace, log));
  return EditSession(workspace, std::move(editor), std::move(log));
}

Expected<zoning::Consequence> EditSession::consequence(const zoning::EditOperation& operation) const {
  return editor_.consequence(operation);
}

Expected<void> EditSession::keep() { return workspace_->store().put_note(kEditsNote, to_json(log_)); }

Expected<zoning::Consequence> EditSession::apply(const zoning::EditOperation& operation) {
  if (auto refused = editor_.consequence(operation); !refused) return refused;
  EditLog before = log_;
  log_.operations.resize(log_.done, zoning::EditOperation{});
  log_.operations.push_back(operation);
  ++log_.done;
  if (auto kept = keep(); !kept) {
    log_ = std::move(before);
    return fail(std::move(kept.error()));
  }
  return editor_.apply(operation);
}

Expected<std::optional<zoning::Consequence>> EditSession::undo() {
  if (log_.done == 0) return std::nullopt;
  --log_.done;
  if (auto kept = keep(); !kept) {
    ++log_.done;
    return fail(std::move(kept.error()));
  }
  return editor_.undo();
}

Expected<std::optional<zoning::Consequence>> EditSession::redo() {
  if (log_.done == log_.operations.size()) return std::nullopt;
  ++log_.done;
  if (auto kept = keep(); !kept) {
    --log_.done;
    return fail(std::move(kept.error()));
  }
  return editor_.redo();
}

Expected<void> start_draft(Workspace& workspace, std::int64_t version) {
  store::Store& store = workspace.store();
  GRID_TRY(ground, store.ground());
  GRID_TRY(map, detail::plan_on_these_blocks(store, version, ground.blocks));
  GRID_TRY(before, detail::case_period(store));
  GRID_TRY(period, detail::case_period_of(store, version));
  const bool other_cases = period != before;
  if (other_cases) {
    GRID_CHECK(detail::weigh_cases(workspace, period, ground));
    detail::sum_up(map, ground.blocks);
  }
  return store.together([&]() -> Expected<void> {
    GRID_CHECK(forget_edits(workspace));
    GRID_TRY(note, store.note("partition"));
    if (other_cases) {
      GRID_CHECK(store.put_block_figures(ground.blocks));
      GRID_CHECK(detail::put_case_period(store, period));
    }
    GRID_CHECK(store.put_draft(map));
    return note ? store.put_note("partition", *note) : Expected<void>{};
  });
}

Expected<std::size_t> edits_at_stake(const store::Store& store) {
  GRID_TRY(note, store.note(kEditsNote));
  if (!note || note->empty()) return 0;
  GRID_TRY(log, kept_log(store));
  return log.done;
}

Expected<LostEdits> lost_edits(const store::Store& store) {
  GRID_TRY(edits, edits_at_stake(store));
  if (edits == 0) return std::nullopt;
  const std::string count = std::to_string(edits);
  return LostEdits({count + " edits of the draft were not published; the new draft takes their place",
                    "原草案有 " + count + " 项改动尚未发布，已被新草案取代"});
}

Expected<void> forget_edits(Workspace& workspace) { return workspace.store().put_note(kEditsNote, ""); }

Expected<zoning::SnappedLine> snap_to_streets(const Workspace& workspace, const LineString& drawn, Metres reach) {
  if (!(reach > Metres{0.0})) return fail(make_error(ErrorCode::parameter_invalid, "not above 0").at_field("reach"));
  if (drawn.size() < 2)
    return fail(make_error(ErrorCode::parameter_invalid, "a line of fewer than two points").at_field("line"));
  GRID_TRY(streets, workspace.store().streets());
  std::vector<LineString> lines;
  lines.reserve(streets.size());
  for (Street& street : streets) lines.push_back(std::move(street.line));
  return zoning::snap_line(drawn, lines, {.reach = reach});
}

Expected<ZoneId> zone_named(const ZoneMap& map, std::string_view text) {
  const auto coded = std::ranges::find(map.zones, text, &Zone::code);
  if (coded != map.zones.end()) return coded->id;
  const auto number = io::parse_whole(text);
  if (number && std::ranges::find(map.zones, ZoneId{*number}, &Zone::id) != map.zones.end()) return ZoneId{*number};
  return fail(make_error(ErrorCode::parameter_invalid, "no zone has this code or id").about(std::string(text)));
}

}  // namespace libgrid::workflow
