#pragma once
/// The table of a city's own road classes as a CSV file: which class is a main road, a back lane ...
///
///   Expected<std::vector<RoadKindRow>> table = io::read_road_class_table("data/tables/road_classes/baltimore.csv");
///   // road_class,kind
///   // STRALY,back_lane
///
/// Columns `road_class` and `kind` (main_road, secondary, branch, back_lane), also headed 等级 and 类别.
/// @errors column_missing; parameter_invalid (row, field kind) for another word; those of
///         csv_reader.hpp: a table with one bad row is refused, because its streets would be taken for something else

#include <filesystem>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/duty.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<std::vector<RoadKindRow>> read_road_class_table(const std::filesystem::path& path);

}  // namespace libgrid::io
