#pragma once
/// Zones that others drew, from a GeoPackage, a GeoJSON file or a Shapefile (GBK or UTF-8), and writing them back.
///
///   GRID_TRY(layer, io::read_zones("grids.shp", {.code = "BGCODE", .parent = "SQCODE"}));
///   GRID_TRY(plane, crs::Projector::make(io::utm_frame(layer.zones)));
///   GRID_TRY(zones, io::to_plane(layer.zones, plane));                 // for coverage::validate
///   auto second = io::read_zones("zones.geojson", {.code = "code", .where = {{"level", "2"}}});   // one level of many
///
/// The file says which frame it is in, degrees (layers.hpp, detail/shapefile_reader.hpp) or a projected frame
/// (detail/projected_zones.hpp); one that says nothing is refused. Nothing is repaired.
/// Without a code column a zone's code is its number. Every feature is a zone, in `rejected`, or not one that is asked
/// for by `where`.
/// @errors file_not_found, file_unreadable, file_truncated, format_unknown, not_found (layer), column_missing,
///         crs_missing, crs_unknown, geometry_empty (no zone at all), not_found (no feature has a value of `where`)

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/feature.hpp>
#include <libgrid/model/imported_zone.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

/// Features that have this value in this column, as text or as the same number (2, 2.0).
struct ColumnValue {
  std::string column;
  std::string value;
  friend bool operator==(const ColumnValue&, const ColumnValue&) = default;
};

/// Names of columns; empty: not read. An empty layer is the one named like the file.
struct ZoneColumns {
  std::string code = {};
  std::string parent = {};
  std::string layer = {};
  std::string rank = {};                ///< whole numbers; the lower answers first where zones overlap or meet
  std::vector<ColumnValue> where = {};  ///< all must hold; empty: every feature
  friend bool operator==(const ZoneColumns&, const ZoneColumns&) = default;
};

struct LonLatZone {
  std::int64_t number = 0;  ///< place in the file, from 1
  std::string code;
  std::string parent;
  LonLatMultiPolygon shape;
  std::int64_t rank = 0;  ///< 0 without a column of ranks
  friend bool operator==(const LonLatZone&, const LonLatZone&) = default;
};

struct ZoneLayer {
  std::vector<LonLatZone> zones;
  std::vector<RejectedRow> rejected;
  bool projected = false;  ///< the file is in a plane: its edges are straight there, not in degrees
};

/// The features themselves with the columns asked for, by the extension's format; `layer` as in ZoneColumns.
[[nodiscard]] Expected<FeatureCollection> read_features(const std::filesystem::path& path, const std::string& layer,
                                                        std::span<const std::string> columns);

[[nodiscard]] Expected<ZoneLayer> read_zones(const std::filesystem::path& path, const ZoneColumns& columns = {});

/// The UTM zone (WGS 84) of the first position: a plane to measure in where the caller names none. @pre not empty
[[nodiscard]] Frame utm_frame(std::span<const LonLatZone> zones);

/// @errors those of the projector, with the number of the zone as row
[[nodiscard]] Expected<std::vector<ImportedZone>> to_plane(std::span<const LonLatZone> zones,
                                                           const crs::Projector& projector);

/// A GeoJSON file of zones with number, code and parent. @errors file_unwritable
[[nodiscard]] Expected<void> write_zones(const std::filesystem::path& path, std::span<const ImportedZone> zones,
                                         const crs::Projector& projector);

}  // namespace libgrid::io
