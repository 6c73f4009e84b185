#pragma once
/// How many metres of a layer of lines lie in each polygon: any lines (streets, pipes, hedges) over any polygon layers
/// or an index built before. No workspace is needed.
///
///   LineLengthsRequest request{.lines = "streets.gpkg", .layers = {ward}, .frame = Frame{26'986}};
///   request.output = "lengths.csv";                       // layer,code,metres: a row per polygon, 0 too
///   request.pieces = "pieces.csv";                        // line,layer,code,metres: a row per line and polygon
///   auto summary = line_lengths(request, context);        // all lines, and those of each layer, in metres
///
/// A stretch that runs exactly along a border is given by `border` (index/line_overlay.hpp): half to each side, to the
/// south-eastern side alone, or whole to both. Polygons that overlap count each for itself, and the
/// overlaps are findings (as are rings that cross themselves). `line` is the id that the
/// source gives the line, else its place in the file.
///
/// @guarantee the same bytes for every number of threads; a polygon's metres within 1e-12 of themselves; whole files or
///            untouched
/// @errors    those of io/road_layer.hpp and polygon_index.hpp; crs_unknown: the frame (of the index) is no plane;
///            parameter_invalid: the output is an input, another frame than the index's; cancelled

#include <filesystem>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/index/line_overlay.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/workflow/polygon_index.hpp>

namespace libgrid::workflow {

struct LineLengthsRequest {
  std::filesystem::path lines;
  io::RoadLayerOptions columns = {};
  std::vector<PolygonLayer> layers = {};
  std::filesystem::path index = {};  ///< instead of layers
  Frame frame = {};                  ///< plane of the metres; 0: that of the index
  index::BorderRun border = index::BorderRun::half;
  bool check = true;  ///< of layers that are read: overlaps and invalid rings become findings, as in locate_points.hpp
  std::filesystem::path output;
  std::filesystem::path pieces = {};  ///< empty: not written
  Parallel parallel = {.threads = 0, .grain = 1024};
};

[[nodiscard]] Expected<StepSummary> line_lengths(const LineLengthsRequest& request, const StepContext& context);

/// half, south-east, both @errors parameter_invalid
[[nodiscard]] Expected<index::BorderRun> border_run(std::string_view word);

}  // namespace libgrid::workflow
