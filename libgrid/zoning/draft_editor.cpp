#include <libgrid/zoning/draft_editor.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/zoning/detail/draft_change.hpp>
#include <libgrid/zoning/detail/draft_state.hpp>

namespace libgrid::zoning {

/// Steps before `at` are done and lead back, those from it on are undone and lead forward.
struct DraftEditor::History {
  struct Step {
    EditOperation operation;
    detail::DraftChange change;
  };
  std::vector<Step> steps;
  std::size_t at = 0;
};

DraftEditor::DraftEditor() = default;
DraftEditor::DraftEditor(DraftEditor&&) noexcept = default;
DraftEditor& DraftEditor::operator=(DraftEditor&&) noexcept = default;
DraftEditor::~DraftEditor() = default;

Expected<DraftEditor> DraftEditor::make(ZoneMap map, EditGround ground, City city, SplitPlaces places) {
  GRID_TRY(state, detail::DraftState::make(std::move(map), std::move(ground), std::move(city), std::move(places)));
  DraftEditor editor;
  editor.state_ = std::make_unique<detail::DraftState>(std::move(state));
  editor.history_ = std::make_unique<History>();
  return editor;
}

Expected<Consequence> DraftEditor::consequence(const EditOperation& operation) const {
  GRID_TRY(change, detail::change_of(*state_, operation));
  return detail::consequence_of(*state_, change);
}

Expected<Consequence> DraftEditor::apply(const EditOperation& operation) {
  GRID_TRY(change, detail::change_of(*state_, operation));
  Consequence result = detail::consequence_of(*state_, change);
  state_->swap(change);
  history_->steps.erase(history_->steps.begin() + static_cast<std::ptrdiff_t>(history_->at), history_->steps.end());
  history_->steps.push_back({operation, std::move(change)});
  ++history_->at;
  return result;
}

std::optional<Consequence> DraftEditor::undo() {
  if (history_->at == 0) return std::nullopt;
  detail::DraftChange& back = history_->steps[--history_->at].change;
  Consequence result = detail::consequence_of(*state_, back);
  state_->swap(back);
  return result;
}

std::optional<Consequence> DraftEditor::redo() {
  if (history_->at == history_->steps.size()) return std::nullopt;
  detail::DraftChange& again = history_->steps[history_->at++].change;
  Consequence result = detail::consequence_of(*state_, again);
  state_->swap(again);
  return result;
}

std::vector<EditOperation> DraftEditor::done() const {
  std::vector<EditOperation> operations;
  for (std::size_t i = 0; i < history_->at; ++i) operations.push_back(history_->steps[i].operation);
  return operations;
}

std::vector<EditOperation> DraftEditor::undone() const {
  std::vector<EditOperation> operations;
  for (std::size_t i = history_->at; i < history_->steps.size(); ++i)
    operations.push_back(history_->steps[i].operation);
  return operations;
}

std::vector<Error> DraftEditor::findings() const {
  std::vector<const detail::DraftZone*> zones;
  for (const auto& [id, zone] : state_->zones()) zones.push_back(&zone);
  std::ranges::stable_sort(zones, {}, [](const detail::DraftZone* zone) { return zone->zone.level; });
  return detail::table_findings(zones, state_->city(), state_->ground(),
                                [this](BlockId block) { return state_->zone_at(block); });
}

std::optional<ZoneFigures> DraftEditor::figures(ZoneId id) const {
  const auto zone = state_->zones().find(id);
  if (zone == state_->zones().end()) return std::nullopt;
  std::size_t count = 0;
  for (const auto& [other, here] : state_->zones()) count += here.zone.level == zone->second.zone.level ? 1 : 0;
  return detail::figures_of(zone->second, count, state_->ground());
}

std::optional<ZoneId> DraftEditor::zone_of(BlockId block) const { return state_->zone_of(block); }

const BlockGraph& DraftEditor::graph() const { return state_->ground().graph; }

EditGround DraftEditor::ground() const {
  const detail::DraftGround& here = state_->ground();
  EditGround ground{.blocks = {},
                    .borders = here.borders,
                    .links = here.links,
                    .stretches = here.stretches,
                    .barriers = here.barriers,
                    .rules = here.rules};
  for (const auto& block : here.blocks) ground.blocks.push_back(*block);
  return ground;
}

std::vector<BlockLineage> DraftEditor::lineage() const { return state_->ground().lineage; }

DraftPlan DraftEditor::draft() const { return DraftPlan{state_->map()}; }

}  // namespace libgrid::zoning
