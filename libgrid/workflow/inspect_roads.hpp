#pragma once
/// A city's street layer looked at before anything is built on it: what is in it and what is wrong with it, counted.
///
///   StepSummary seen = inspect_roads("roads.shp", {.frame = Frame{4547}, .encoding = "GBK"}).value();
///   // lines, segments, nodes, metres by kind; refused features by reason; duplicates, overlaps, dangles, lost
///   characters
///
/// With `out` also every segment and every finding with its linework, as tables and a GeoPackage
/// (detail/segment_files.hpp); classes that the table does not know are counted each.
/// Every refused feature and every problem of the network is counted under its name; the rest goes on.
/// @errors those of io::read_road_layer (crs_missing: a file without a CRS is refused) and of roads::RoadNetwork

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow {

struct InspectRoadsOptions {
  Frame frame;  ///< plane of the lengths
  std::string layer = {};
  std::string encoding = {};  ///< of a Shapefile's table
  io::RoadColumns columns = {};
  std::filesystem::path class_table = {};  ///< road_class,kind (io/road_class_table.hpp); comes before `kinds`
  std::vector<RoadKindRow> kinds = {};     ///< empty: the classes of OpenStreetMap
  BackLaneRules back_lanes = {};
  std::filesystem::path out = {};  ///< folder; empty: nothing is written
  bool synthetic = false;          ///< an invented city: its layers say so
};

/// Options as a city file has them: frame, road_kinds, back_lanes. @errors those of io::read_city
[[nodiscard]] Expected<InspectRoadsOptions> inspect_options_of(const std::filesystem::path& city_file);

[[nodiscard]] Expected<StepSummary> inspect_roads(const std::filesystem::path& path,
                                                  const InspectRoadsOptions& options);

}  // namespace libgrid::workflow
