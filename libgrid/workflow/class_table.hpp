#pragma once
/// The city's own road classes for a workspace whose city file does not have them.
///
///   GRID_CHECK(use_class_table("out/workspace", "data/tables/road_classes/baltimore.csv"));
///
/// The rows become `road_kinds` of the workspace's city (instead of those of the city file); every step that is run
/// from then on takes them. What was cut, drafted or weighed by kinds before is not made again.
/// @errors workspace_missing, those of the city file and of io::read_road_class_table, file_unwritable

#include <filesystem>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<void> use_class_table(const std::filesystem::path& workspace_folder,
                                             const std::filesystem::path& class_table);

}  // namespace libgrid::workflow
