#pragma once
/// A table of points in, the same table with a column per polygon layer out: which polygon of the layer holds the
/// point. No workspace is needed; the file may be larger than the memory.
///
///   LocateRequest request{.points = "reports.csv.gz", .columns = {.first = "lon", .second = "lat"}, .crs =
///   "EPSG:4326"}; request.layers = {{.name = "ward", .file = "wards.geojson", .columns = {.code = "WARD"}}};
///   request.output = "located.csv";
///   auto summary = locate_points(request, context);  // located.csv, located.csv.rejects.csv, .default_places.csv
///
/// The output has the columns of the input, then one per layer with the code of the polygon (empty: in none), then
/// `touch`: the names of the layers on whose borders the point lies exactly, joined by ';'. Every row of the input is
/// in the output or in the rejects, with file, row, field, code, value, reason and cure in both languages.
///
/// The frame is declared, never guessed: `crs` (EPSG code, GCJ-02, BD-09), or what a GeoPackage says of itself; a file
/// without is refused. Points come to the degrees in which the layers are drawn, or with `frame` both to that plane.
/// A point farther outside the layers' box than `margin` times its longer side is refused: as axes_swapped if it lies
/// inside with its numbers exchanged, else as coordinate_out_of_range (a foreign city, a wrong frame).
///
/// Ties in a layer: the lowest rank, then the lower code (lowest); the half-open rule (south_east): the polygon to the
/// south, then to the east, and where nothing lies there (a hole, a gap, outside) the lowest of those that the point
/// touches; or every polygon that contains the point, codes joined by ';' (all). Exactness: index/layer_locator.hpp.
///
/// Ground that several polygons of a layer claim, and rings that cross or touch themselves, are findings of the summary
/// with codes, feature numbers and square metres; the answers there are those of the tie rule and of even-odd parity.
///
/// A written place that holds a share of all rows far above chance (attribution/frequent_places.hpp: the rule of
/// numbers alone, 0.5 % of the rows and ten times any other place) is a finding, the default of a geocoder; (0, 0) is
/// one too, though its rows are refused. The places go to a small table, OUTPUT.default_places.csv (docs/outputs.md):
/// the two numbers as the input has them, so that its rows can be found again by equality.
///
/// @guarantee output, rejects and places are whole files or untouched, also after Ctrl-C or a kill; the same bytes for
/// every
///            number of threads
/// @errors    those of io/point_table.hpp and polygon_index.hpp; crs_missing, crs_unknown; parameter_invalid (no layer,
///            more than 8, a repeated name); column_duplicate (a layer named like a column); cancelled
/// @cost      a million rows of CSV per second and core; memory is that of the layers and 65,536 rows and places

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/parallel.hpp>
#include <libgrid/crs/datum.hpp>
#include <libgrid/io/point_table.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/polygon_index.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

enum class LocateTie : unsigned char { lowest, south_east, all };

struct LocateRequest {
  std::filesystem::path points;
  io::PointColumns columns = {};
  std::string crs = {};  ///< "EPSG:4547", "GCJ-02", "BD-09"; empty: as a GeoPackage says
  crs::AxisOrder order = crs::AxisOrder::east_first;
  std::string encoding = {};   ///< of a CSV: "" (UTF-8), "utf-16", "gb18030"
  std::string separator = {};  ///< of its fields: "" or ",", ";", "|", "tab"; what is written has commas
  std::vector<PolygonLayer> layers = {};
  std::filesystem::path index = {};  ///< instead of layers: a file of polygon_index.hpp, mapped
  LocateTie tie = LocateTie::lowest;
  Frame frame = {};  ///< plane to decide in; 0: the degrees of the layers, or that of the index
  double margin = 0.5;
  bool check =
      true;  ///< of the layers: overlaps and invalid rings become findings (coverage/validate.hpp has the cost)
  std::filesystem::path output;
  std::filesystem::path rejects = {};         ///< empty: output + ".rejects.csv"
  std::filesystem::path default_places = {};  ///< empty: output + ".default_places.csv"
  Parallel parallel = {};
};

[[nodiscard]] Expected<StepSummary> locate_points(const LocateRequest& request, const StepContext& context);

/// lowest, south-east, all @errors parameter_invalid
[[nodiscard]] Expected<LocateTie> locate_tie(std::string_view word);

}  // namespace libgrid::workflow
