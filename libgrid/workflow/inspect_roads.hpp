#pragma once
/// A city's street layer looked at before anything is built on it: what is in it and what is wrong with it, counted.
///
///   StepSummary seen = inspect_roads("roads.shp", {.frame = Frame{4547}, .encoding = "GBK"}).value();
///   // lines, segments, nodes, metres by kind; refused features by reason; duplicates, overlaps, dangles, lost
///   characters
///
/// Every refused feature and every problem of the network is counted under its name; the rest goes on.
/// @errors those of io::read_road_layer (crs_missing: a file without a CRS is refused) and of roads::RoadNetwork

#include <filesystem>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow {

struct InspectRoadsOptions {
  Frame frame;  ///< plane of the lengths
  std::string layer = {};
  std::string encoding = {};  ///< of a Shapefile's table
};

[[nodiscard]] Expected<StepSummary> inspect_roads(const std::filesystem::path& path,
                                                  const InspectRoadsOptions& options);

}  // namespace libgrid::workflow
