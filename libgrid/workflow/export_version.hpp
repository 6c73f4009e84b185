#pragma once
/// One published version as files: the map and the posts as they were then, beside what `export` writes of the newest.
///
///   auto done = export_version(workspace, "out/boston", 1, context);    // boston_plan_1.gpkg, posts_plan_1.csv
///   auto then = version_at(workspace, *parse_moment("2015-03-01"));     // the version in force at a moment
///
/// The GeoPackage has the layers districts, blocks (only where the blocks kept now are those of that version), zones
/// and plans, with the columns of docs/outputs.md. Nothing is kept in the store.
/// @errors plan_missing (says which versions there are, or from when), step_missing (import), file_unwritable,
/// cancelled

#include <cstdint>
#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<StepSummary> export_version(const Workspace& workspace, const std::filesystem::path& folder,
                                                   std::int64_t version, const StepContext& context);

[[nodiscard]] Expected<std::int64_t> version_at(const Workspace& workspace, LocalTime moment);

}  // namespace libgrid::workflow
