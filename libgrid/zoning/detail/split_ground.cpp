#include <libgrid/zoning/detail/split_ground.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/zoning/split_block.hpp>

namespace libgrid::zoning::detail {
namespace {

/// Above all ids that blocks have or had.
BlockId next_block_id(const DraftGround& ground) {
  BlockId most;
  for (const auto& block : ground.blocks) most = std::max(most, block->id);
  for (const BlockLineage& old : ground.lineage) most = std::max({most, old.block, old.parts.back()});
  return BlockId{most.value + 1};
}

}  // namespace

Expected<SplitGround> split_ground(const DraftGround& ground, BlockId block, const LineString& line,
                                   const SplitPlaces& places, const BarrierRules& barriers) {
  std::vector<const Block*> refs;
  for (const auto& here : ground.blocks) refs.push_back(here.get());
  const GroundView view{refs, ground.borders, ground.links, ground.stretches, ground.barriers};
  GRID_TRY(split, split_block(view, {block, line, next_block_id(ground)}, places));
  const auto at = std::ranges::lower_bound(refs, block, {}, [](const Block* here) { return here->id; });
  PlanRules rules = rules_after(ground.rules, {.before = **at,
                                               .index = static_cast<std::size_t>(at - refs.begin()),
                                               .parts = split.parts,
                                               .stretches = split.stretches});
  SplitGround made;
  std::vector<std::shared_ptr<const Block>> blocks = ground.blocks;
  std::erase_if(blocks, [block](const auto& here) { return here->id == block; });
  for (Block& changed : split.redrawn) {
    made.redrawn.push_back(changed.id);
    const auto place = std::ranges::find(blocks, changed.id, [](const auto& here) { return here->id; });
    *place = std::make_shared<const Block>(std::move(changed));
  }
  for (Block& part : split.parts) {
    made.parts.push_back(part.id);
    blocks.push_back(std::make_shared<const Block>(std::move(part)));
  }
  std::vector<BlockLineage> lineage = ground.lineage;
  lineage.push_back({block, made.parts});
  made.ground = make_ground({.blocks = std::move(blocks),
                             .borders = std::move(split.borders),
                             .links = std::move(split.links),
                             .stretches = std::move(split.stretches),
                             .barriers = std::move(split.barriers),
                             .rules = std::move(rules),
                             .lineage = std::move(lineage)},
                            barriers);
  return made;
}

}  // namespace libgrid::zoning::detail
