#pragma once
/// One published version as files: the map and the posts as they were then, beside what `export` writes of the newest.
///
///   auto done = export_version(workspace, "out/boston", 1, context);    // boston_plan_1.gpkg, posts_plan_1.csv
///   auto then = version_at(workspace, *parse_moment("2015-03-01"));     // the version in force at a moment
///
/// The GeoPackage has the layers districts, blocks (only where the blocks kept now are those of that version), zones
/// and plans, with the columns of docs/outputs.md. Nothing is kept in the store.
///
/// Before anything is published, what a planner looks at is the draft:
///
///   auto seen = export_draft(workspace, "out/boston", context);         // boston_draft.gpkg
///
/// It has the layers districts, faces (which of them went into which block), blocks, links and, once there is a
/// partition, zones: with the edits that were not undone, and the parts of blocks that they split.
/// @errors plan_missing (says which versions there are, or from when), step_missing (import; of the draft: blocks),
/// file_unwritable, cancelled

#include <cstdint>
#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<StepSummary> export_version(const Workspace& workspace, const std::filesystem::path& folder,
                                                   std::int64_t version, const StepContext& context);

[[nodiscard]] Expected<StepSummary> export_draft(const Workspace& workspace, const std::filesystem::path& folder,
                                                 const StepContext& context);

[[nodiscard]] Expected<std::int64_t> version_at(const Workspace& workspace, LocalTime moment);

}  // namespace libgrid::workflow
