#include <libgrid/workflow/detail/plan_blocks.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/workflow/detail/block_lineage.hpp>
#include <libgrid/workflow/detail/zone_sums.hpp>

namespace libgrid::workflow::detail {
namespace {

/// Rows of blocks that were split become rows of their parts, which may have been split again.
std::vector<BlockZone> rows_of_parts(const std::vector<BlockZone>& rows,
                                     const std::vector<zoning::BlockLineage>& splits) {
  std::map<BlockId, ZoneId> zone_of;
  for (const BlockZone& row : rows) zone_of[row.block] = row.zone;
  for (const zoning::BlockLineage& split : splits) {
    const auto whole = zone_of.find(split.block);
    if (whole == zone_of.end()) continue;
    const ZoneId zone = whole->second;
    zone_of.erase(whole);
    for (const BlockId part : split.parts) zone_of[part] = zone;
  }
  std::vector<BlockZone> parts;
  for (const auto& [block, zone] : zone_of) parts.push_back({block, zone});
  return parts;
}

/// Borders have the points that the splits put into them.
void draw_again(ZoneMap& map, std::span<const Block> blocks) {
  std::map<BlockId, const Block*> block_of;
  for (const Block& block : blocks) block_of[block.id] = &block;
  std::map<ZoneId, std::vector<const Polygon*>> pieces;
  std::map<ZoneId, const Zone*> by_id;
  for (const Zone& zone : map.zones) by_id[zone.id] = &zone;
  for (const BlockZone& row : map.blocks)
    for (std::optional<ZoneId> at = row.zone; at; at = by_id.at(*at)->parent)
      pieces[*at].push_back(&block_of.at(row.block)->shape);
  for (Zone& zone : map.zones) {
    zone.blocks = static_cast<std::int64_t>(pieces[zone.id].size());
    zone.shape = coverage::dissolve(pieces[zone.id]);
    zone.area = area(zone.shape);
    zone.parts = static_cast<std::int64_t>(zone.shape.size());
    zone.polsby_popper = isoperimetric_quotient(zone.area, perimeter(zone.shape));
  }
}

}  // namespace

Expected<void> require_its_blocks(const store::Store& store, std::int64_t version) {
  GRID_TRY(present, store.made_on_present_ground(version));
  if (present) return {};
  GRID_CHECK(store.ground());  // step_missing: blocks
  return fail(make_error(ErrorCode::step_missing,
                         "partition and publish, for a plan on the blocks that are here: this version was made on "
                         "others; its zones still answer for its dates")
                  .about("plan version " + std::to_string(version)));
}

Expected<ZoneMap> plan_on_these_blocks(const store::Store& store, std::int64_t version, std::span<const Block> blocks) {
  GRID_TRY(stored, store.plan(version));
  GRID_TRY(lineage, block_lineage(store));
  if (std::ranges::find(lineage.versions, version) == lineage.versions.end()) {
    GRID_CHECK(require_its_blocks(store, version));
    return std::move(stored.map);
  }
  stored.map.blocks = rows_of_parts(stored.map.blocks, lineage.splits);
  draw_again(stored.map, blocks);
  sum_up(stored.map, blocks);
  return std::move(stored.map);
}

}  // namespace libgrid::workflow::detail
