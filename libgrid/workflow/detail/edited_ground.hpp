#pragma once
/// The ground of a draft whose blocks were split, as the steps after `blocks` need it.

#include <libgrid/model/ground.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/zoning/draft_editor.hpp>

namespace libgrid::workflow::detail {

/// Blocks, borders, links and stretches are the editor's. The faces of a block that was split give way to one face per
/// part, with the lowest of their raw faces; a block of one face that got vertices hands them to its face.
[[nodiscard]] Ground edited_ground(const Ground& before, const zoning::DraftEditor& editor);

/// Puts the ground with the figures of the step `blocks` brought up to date, and the lineage that leads to it.
/// @pre inside Store::together
[[nodiscard]] Expected<void> put_edited_ground(Workspace& workspace, const Ground& ground,
                                               const std::vector<zoning::BlockLineage>& splits);

}  // namespace libgrid::workflow::detail
