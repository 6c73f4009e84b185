#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/draft_change.hpp>

namespace libgrid::zoning::detail {
namespace {

using ZonePointers = std::vector<const DraftZone*>;

/// The zones before and after, level by level.
ZonePointers before_zones(const DraftState& state) {
  ZonePointers zones;
  for (const auto& [id, zone] : state.zones()) zones.push_back(&zone);
  std::ranges::stable_sort(zones, {}, [](const DraftZone* zone) { return zone->zone.level; });
  return zones;
}

ZonePointers after_zones(const DraftState& state, const DraftChange& change) {
  ZonePointers zones;
  for (const auto& [id, zone] : state.zones())
    if (!change.zones.contains(id)) zones.push_back(&zone);
  for (const auto& [id, zone] : change.zones)
    if (zone) zones.push_back(&*zone);
  std::ranges::sort(zones, {}, [](const DraftZone* zone) { return std::pair(zone->zone.level, zone->zone.id); });
  return zones;
}

std::size_t count_of_level(const ZonePointers& zones, int level) {
  return static_cast<std::size_t>(
      std::ranges::count(zones, level, [](const DraftZone* zone) { return zone->zone.level; }));
}

using FindingKey = std::pair<ErrorCode, std::string>;

std::vector<Error> without(const std::vector<Error>& findings, const std::vector<Error>& others) {
  std::set<FindingKey> known;
  for (const Error& other : others) known.emplace(other.code, other.id);
  std::vector<Error> left;
  for (const Error& finding : findings)
    if (!known.contains({finding.code, finding.id})) left.push_back(finding);
  return left;
}

void add_moves(const DraftState& state, const DraftChange& change, std::vector<BlockMove>& moves) {
  std::map<BlockId, BlockMove> all;
  for (const auto& [id, after] : change.zones) {
    const auto old = state.zones().find(id);
    if (old != state.zones().end() && old->second.zone.level == state.lowest_level())
      for (const BlockId block : old->second.members) all[block].from = id;
    if (after && after->zone.level == state.lowest_level())
      for (const BlockId block : after->members) all[block].to = id;
  }
  for (auto& [block, move] : all) {
    if (move.from == move.to) continue;
    move.block = block;
    moves.push_back(move);
  }
}

/// The lowest zone of a block once the change is on: one that changes, or the one of before.
const DraftZone* zone_after(const DraftState& state, const DraftChange& change, BlockId block) {
  for (const auto& [id, zone] : change.zones)
    if (zone && zone->zone.level == state.lowest_level() && std::ranges::binary_search(zone->members, block))
      return &*zone;
  const DraftZone* before = state.zone_at(block);
  return before == nullptr || change.zones.contains(before->zone.id) ? nullptr : before;
}

}  // namespace

Consequence consequence_of(const DraftState& state, const DraftChange& change) {
  const ZonePointers before = before_zones(state), after = after_zones(state, change);
  const DraftGround& ground_after = change.ground ? *change.ground : state.ground();
  Consequence result;
  for (const auto& [id, next] : change.zones) {
    const auto old = state.zones().find(id);
    const Zone& seen = next ? next->zone : old->second.zone;
    ZoneChange row;
    row.zone = id;
    row.code = seen.code;
    row.name = seen.name;
    row.level = seen.level;
    if (old != state.zones().end()) {
      row.name_before = old->second.zone.name;
      row.post_before = old->second.zone.post;
      row.before = figures_of(old->second, count_of_level(before, seen.level), state.ground());
    }
    if (next) {
      row.post = next->zone.post;
      row.after = figures_of(*next, count_of_level(after, seen.level), ground_after);
    }
    result.zones.push_back(std::move(row));
  }
  std::ranges::stable_sort(result.zones, {}, &ZoneChange::level);
  add_moves(state, change, result.blocks);
  const std::size_t known = state.ground().lineage.size();  // more than after, if a split is undone
  if (change.ground && ground_after.lineage.size() > known)
    result.lineage.assign(ground_after.lineage.begin() + static_cast<std::ptrdiff_t>(known),
                          ground_after.lineage.end());
  const ZoneOf before_of = [&](BlockId block) { return state.zone_at(block); };
  const ZoneOf after_of = [&](BlockId block) { return zone_after(state, change, block); };
  const std::vector<Error> found_before = table_findings(before, state.city(), state.ground(), before_of);
  const std::vector<Error> found_after = table_findings(after, state.city(), ground_after, after_of);
  result.broken = without(found_after, found_before);
  result.mended = without(found_before, found_after);
  return result;
}

}  // namespace libgrid::zoning::detail
