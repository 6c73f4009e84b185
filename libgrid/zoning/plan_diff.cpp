#include <libgrid/zoning/plan_diff.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace libgrid::zoning {
namespace {

using MaybeZone = std::optional<ZoneId>;
using ZonePair = std::pair<MaybeZone, MaybeZone>;

/// The zone of one level in which a block lies, or the block that it was cut from.
class ZonesOfBlocks {
 public:
  ZonesOfBlocks(const ZoneMap& map, std::span<const BlockLineage> lineage, int level) {
    for (const Zone& zone : map.zones) by_id_[zone.id] = &zone;
    for (const BlockZone& row : map.blocks) zone_of_[row.block] = ancestor(row.zone, level);
    for (const BlockLineage& split : lineage)
      for (const BlockId part : split.parts) whole_[part] = split.block;
  }

  [[nodiscard]] MaybeZone of(BlockId block) const {
    for (;;) {
      if (const auto found = zone_of_.find(block); found != zone_of_.end()) return found->second;
      const auto whole = whole_.find(block);
      if (whole == whole_.end()) return std::nullopt;
      block = whole->second;
    }
  }
  [[nodiscard]] const Zone& zone(ZoneId id) const { return *by_id_.at(id); }

 private:
  [[nodiscard]] MaybeZone ancestor(MaybeZone id, int level) const {
    while (id) {
      const auto zone = by_id_.find(*id);
      if (zone == by_id_.end()) return std::nullopt;
      if (zone->second->level == level) return id;
      id = zone->second->parent;
    }
    return std::nullopt;
  }

  std::unordered_map<ZoneId, const Zone*> by_id_;
  std::unordered_map<BlockId, MaybeZone> zone_of_;
  std::unordered_map<BlockId, BlockId> whole_;
};

/// Shared ground of the zones of both plans, and who is whose greatest share.
class SharedGround {
 public:
  explicit SharedGround(const std::vector<CrosswalkRow>& rows) {
    for (const CrosswalkRow& row : rows) {
      if (row.from) old_[*row.from] += row.area;
      if (row.to) new_[*row.to] += row.area;
      if (row.from && row.to) shared_[{*row.from, *row.to}] = row.area;
    }
    for (const auto& [pair, area] : shared_) {
      better(heir_, pair.first, pair.second, area);
      better(origin_, pair.second, pair.first, area);
    }
    for (const auto& [pair, area] : shared_) {
      if (pair.first != pair.second || 2.0 * area <= std::min(old_[pair.first], new_[pair.second])) continue;
      heir_[pair.first] = {pair.second, area};
      origin_[pair.second] = {pair.first, area};
    }
  }

  [[nodiscard]] const std::map<ZoneId, SquareMetres>& old_zones() const { return old_; }
  [[nodiscard]] const std::map<ZoneId, SquareMetres>& new_zones() const { return new_; }
  [[nodiscard]] MaybeZone continues_as(ZoneId old) const {
    const auto heir = heir_.find(old);
    if (heir == heir_.end()) return std::nullopt;
    const ZoneId next = heir->second.first;
    return origin_.at(next).first == old ? MaybeZone(next) : std::nullopt;
  }
  [[nodiscard]] MaybeZone came_from(ZoneId next) const {
    const auto origin = origin_.find(next);
    if (origin == origin_.end()) return std::nullopt;
    return heir_.at(origin->second.first).first == next ? MaybeZone(origin->second.first) : std::nullopt;
  }
  /// Old zones with more than half of their ground in `next`.
  [[nodiscard]] std::vector<ZoneId> merged_into(ZoneId next) const {
    std::vector<ZoneId> found;
    for (const auto& [pair, area] : shared_)
      if (pair.second == next && 2.0 * area > old_.at(pair.first)) found.push_back(pair.first);
    return found;
  }
  /// New zones with more than half of their ground from `old`.
  [[nodiscard]] std::vector<ZoneId> split_from(ZoneId old) const {
    std::vector<ZoneId> found;
    for (const auto& [pair, area] : shared_)
      if (pair.first == old && 2.0 * area > new_.at(pair.second)) found.push_back(pair.second);
    return found;
  }
  [[nodiscard]] bool same_ground(ZoneId old, ZoneId next) const {
    const auto both = shared_.find({old, next});
    return both != shared_.end() && both->second == old_.at(old) && both->second == new_.at(next);
  }

 private:
  using Best = std::map<ZoneId, std::pair<ZoneId, SquareMetres>>;

  static void better(Best& best, ZoneId of, ZoneId other, SquareMetres area) {
    const auto [there, is_new] = best.try_emplace(of, other, area);
    if (is_new || area < there->second.second) return;
    const bool wins = there->second.second < area || (other == of && there->second.first != of);
    if (wins) there->second = {other, area};
  }

  std::map<ZoneId, SquareMetres> old_, new_;
  std::map<std::pair<ZoneId, ZoneId>, SquareMetres> shared_;
  Best heir_, origin_;
};

bool same_face(const Zone& a, const Zone& b) {
  return a.code == b.code && a.name == b.name && a.parent == b.parent && a.post == b.post;
}

/// Splits and merges first; each remaining zone then has one row of its own.
std::vector<ZoneLineage> lineage_of(const SharedGround& ground, const ZonesOfBlocks& before,
                                    const ZonesOfBlocks& after) {
  std::vector<ZoneLineage> rows;
  std::set<ZoneId> old_told, new_told;
  for (const auto& [old, area] : ground.old_zones()) {
    const std::vector<ZoneId> parts = ground.split_from(old);
    if (parts.size() < 2) continue;
    rows.push_back({ZoneFate::split, {old}, parts});
    old_told.insert(old);
    new_told.insert(parts.begin(), parts.end());
  }
  for (const auto& [next, area] : ground.new_zones()) {
    const std::vector<ZoneId> wholes = ground.merged_into(next);
    if (wholes.size() < 2) continue;
    rows.push_back({ZoneFate::merged, wholes, {next}});
    new_told.insert(next);
    old_told.insert(wholes.begin(), wholes.end());
  }
  for (const auto& [old, area] : ground.old_zones()) {
    if (old_told.contains(old)) continue;
    const MaybeZone next = ground.continues_as(old);
    if (!next || new_told.contains(*next)) {
      rows.push_back({ZoneFate::gone, {old}, {}});
      continue;
    }
    const bool face = same_face(before.zone(old), after.zone(*next));
    const ZoneFate fate = !ground.same_ground(old, *next) ? ZoneFate::changed
                          : face                          ? ZoneFate::same
                                                          : ZoneFate::renamed;
    rows.push_back({fate, {old}, {*next}});
    new_told.insert(*next);
  }
  for (const auto& [next, area] : ground.new_zones())
    if (!new_told.contains(next)) rows.push_back({ZoneFate::added, {}, {next}});
  const auto place = [](const ZoneLineage& row) {
    return std::tuple(row.from.empty(), row.from.empty() ? ZoneId{} : row.from.front(), row.to);
  };
  std::ranges::stable_sort(rows, [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return rows;
}

}  // namespace

const char* word(ZoneFate fate) {
  switch (fate) {
    case ZoneFate::same:
      return "same";
    case ZoneFate::renamed:
      return "renamed";
    case ZoneFate::changed:
      return "changed";
    case ZoneFate::split:
      return "split";
    case ZoneFate::merged:
      return "merged";
    case ZoneFate::added:
      return "added";
    case ZoneFate::gone:
      return "gone";
  }
  return "";
}

PlanDiff diff_plans(const TwoPlans& plans, std::span<const Block> blocks, std::span<const BlockLineage> lineage,
                    int level) {
  const ZonesOfBlocks before(plans.before, lineage, level), after(plans.after, lineage, level);
  std::vector<const Block*> by_id;
  for (const Block& block : blocks) by_id.push_back(&block);
  std::ranges::sort(by_id, {}, [](const Block* block) { return block->id; });
  std::map<ZonePair, CrosswalkRow> table;
  for (const Block* block : by_id) {
    const ZonePair pair{before.of(block->id), after.of(block->id)};
    CrosswalkRow& row = table[pair];
    row.from = pair.first, row.to = pair.second;
    row.blocks += 1;
    row.area += block->area;
    row.street_length += block->street_length;
    row.reports += block->reports;
    row.workload += block->workload;
  }
  PlanDiff diff;
  diff.level = level;
  for (const auto& [pair, row] : table) diff.crosswalk.push_back(row);
  const SharedGround ground(diff.crosswalk);
  for (const Block* block : by_id) {
    const ZonePair pair{before.of(block->id), after.of(block->id)};
    const bool stays = pair.first ? ground.continues_as(*pair.first) == pair.second && pair.second : !pair.second;
    if (!stays) diff.moved.push_back({block->id, pair.first, pair.second});
  }
  diff.lineage = lineage_of(ground, before, after);
  return diff;
}

}  // namespace libgrid::zoning
