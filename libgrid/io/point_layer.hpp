#pragma once
/// Points that count in a workload: facilities, POI, people per address; from CSV, GeoJSON or a GeoPackage.
///
///   auto layer = io::read_points("pois.geojson", {.column = "class", .values = {"school", "market"}}, *to_plane);
///   layer->points[0].at, layer->points[0].amount;       // plane metres; 1 without an amount column
///
/// A CSV file has columns lon and lat. All formats hold longitude and latitude of WGS 84 (layers.hpp). Points whose
/// column holds another value are left out; what cannot be read is listed with its row.
/// @errors of the whole file: those of the formats; column_missing. Of a row: geometry_type, number_malformed,
///         number_not_finite, parameter_invalid (an amount below 0), coordinate_out_of_range, axes_swapped
/// @guarantee order of the file

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

struct CountedColumns {
  std::string column = {};               ///< with one of `values`; empty: every point counts
  std::vector<std::string> values = {};  ///< empty: any text but none
  std::string amount = {};               ///< not negative; empty: 1 each
  std::string layer = {};                ///< of a GeoPackage; empty: named like the file
};

struct CountedPoint {
  Xy at;
  double amount = 1.0;
  friend bool operator==(const CountedPoint&, const CountedPoint&) = default;
};

struct PointLayer {
  std::vector<CountedPoint> points;
  std::vector<RejectedRow> rejected;
  std::int64_t left_out = 0;  ///< points of other values
};

[[nodiscard]] Expected<PointLayer> read_points(const std::filesystem::path& path, const CountedColumns& columns,
                                               const crs::Projector& projector);

}  // namespace libgrid::io
