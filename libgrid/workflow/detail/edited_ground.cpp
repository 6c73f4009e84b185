#include <libgrid/workflow/detail/edited_ground.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <libgrid/workflow/detail/block_lineage.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow::detail {
namespace {

/// The block of the first ground that a part goes back to.
std::map<BlockId, BlockId> first_blocks(const std::vector<zoning::BlockLineage>& splits) {
  std::map<BlockId, BlockId> first;
  for (const zoning::BlockLineage& split : splits) {
    const auto above = first.find(split.block);
    const BlockId root = above == first.end() ? split.block : above->second;
    for (const BlockId part : split.parts) first[part] = root;
  }
  return first;
}

void set_figure(StepSummary& summary, const std::string& name, const FigureValue& value) {
  for (Figure& figure : summary.figures)
    if (figure.name == name) figure.value = value;
}

void update_block_figures(StepSummary& summary, const Ground& ground) {
  std::set<RawFaceId> raw;
  for (const Face& face : ground.faces) raw.insert(face.raw);
  double land = 0.0;
  for (const Block& block : ground.blocks) land += block.area.value;
  const auto faces = static_cast<std::int64_t>(ground.faces.size());
  const auto blocks = static_cast<std::int64_t>(ground.blocks.size());
  set_figure(summary, "raw_faces", static_cast<std::int64_t>(raw.size()));
  set_figure(summary, "faces", faces);
  set_figure(summary, "blocks", blocks);
  set_figure(summary, "merged_faces", faces - blocks);
  set_figure(summary, "land_km2", land / 1e6);
}

}  // namespace

Ground edited_ground(const Ground& before, const zoning::DraftEditor& editor) {
  zoning::EditGround now = editor.ground();
  const std::map<BlockId, BlockId> first = first_blocks(editor.lineage());
  std::map<BlockId, const Block*> block_of;
  for (const Block& block : now.blocks) block_of[block.id] = &block;
  Ground ground;
  std::map<BlockId, RawFaceId> raw_of;  // of the blocks that are no more
  FaceId last;
  for (const Face& face : before.faces) {
    last = std::max(last, face.id);
    const auto block = block_of.find(face.block);
    if (block == block_of.end()) {
      const auto [raw, is_new] = raw_of.try_emplace(face.block, face.raw);
      if (!is_new) raw->second = std::min(raw->second, face.raw);
      continue;
    }
    ground.faces.push_back(face);
    if (block->second->faces == 1) ground.faces.back().shape = block->second->shape;
  }
  for (const Block& block : now.blocks) {
    const auto root = first.find(block.id);
    if (root == first.end()) continue;
    last = FaceId{last.value + 1};
    ground.faces.push_back({.id = last,
                            .raw = raw_of[root->second],
                            .district = block.district,
                            .block = block.id,
                            .reason = MergeReason::none,
                            .shape = block.shape});
  }
  ground.blocks = std::move(now.blocks);
  ground.borders = std::move(now.borders);
  ground.links = std::move(now.links);
  ground.stretches = std::move(now.stretches);
  return ground;
}

Expected<void> put_edited_ground(Workspace& workspace, const Ground& ground,
                                 const std::vector<zoning::BlockLineage>& splits) {
  store::Store& store = workspace.store();
  GRID_TRY(note, store.note("blocks"));
  GRID_TRY(lineage, block_lineage(store));
  GRID_TRY(plans, store.plans());
  for (const PlanVersion& plan : plans) {
    GRID_TRY(present, store.made_on_present_ground(plan.version));
    if (present) lineage.versions.push_back(plan.version);
  }
  lineage.splits.insert(lineage.splits.end(), splits.begin(), splits.end());
  GRID_CHECK(store.put_ground(ground));
  GRID_CHECK(put_block_lineage(store, lineage));
  if (!note) return {};
  StepSummary summary = summary_from_json(*note);
  update_block_figures(summary, ground);
  return store.put_note("blocks", to_json(summary));
}

}  // namespace libgrid::workflow::detail
