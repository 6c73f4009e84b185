#pragma once
/// 手绘线: the line of an edit, in whatever frame it was drawn, in metres of the workspace's plane.
///
///   GRID_TRY(line, drawn_line(workspace, {.numbers = {-71.06, 42.35, -71.05, 42.36}, .crs = "EPSG:4326"}));
///   GRID_TRY(along, drawn_line(workspace, {.file = "river.geojson"}));
///   session.apply(zoning::SplitBlock{BlockId{17}, line});
///
/// Numbers without a frame are metres of the workspace's; in another they stand east first, whatever an authority
/// defines (docs/units_and_crs.md). A GeoJSON file says its own frame and holds one line. Nothing is guessed: a line
/// that lies nowhere near the blocks (a box as wide as the city around them) is refused, and so is one that would lie
/// there with its numbers exchanged. Vertices are projected, edges are straight in the plane.
/// @errors parameter_invalid (no pairs of numbers, not one line, a frame for a file), number_not_finite,
///         coordinate_out_of_range, axes_swapped; crs_unknown; step_missing (no blocks); those of io/geojson.hpp

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct DrawnLine {
  std::vector<double> numbers = {};  ///< x, y, x, y ...
  std::string crs = {};              ///< of the numbers: "EPSG:4326", "EPSG:4547", "GCJ-02"; empty: the workspace's
  std::filesystem::path file = {};   ///< instead of numbers: GeoJSON
};

[[nodiscard]] Expected<LineString> drawn_line(const Workspace& workspace, const DrawnLine& drawn);

}  // namespace libgrid::workflow
