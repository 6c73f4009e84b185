#pragma once
/// Streets as cities have them: OSM PBF, GeoPackage, Shapefile (also with GBK tables), GeoJSON, with names and classes.
///
///   Expected<crs::Projector> plane = crs::Projector::make(Frame{4547});
///   auto layer = io::read_road_layer("roads.shp", {.columns = {.names = {"路名"}, .road_class = "等级"},
///                                                  .encoding = "GBK"}, *plane);
///   layer->lines;       // model::RoadLine, in plane metres
///   layer->rejected;    // points, polygons, broken features: each with its row, and the rest goes on
///
/// The format is told by the extension: .pbf or .osm, .gpkg, .shp, .geojson or .json. Of OSM only ways with the key
/// highway are read, with the tags of that world; columns are not looked at. A multi-line gives one line for each part,
/// with the same source_id. A column that the layer does not have is an error only if it was asked for; the defaults
/// are names that are read where they exist.
/// CRS: whatever the file declares is brought to the plane; a file without one is refused (crs_missing), and so are the
/// "undefined" ones of GeoPackage. Nothing is guessed. A Shapefile's table is read in the encoding that its .cpg or
/// its driver id names, or that of `encoding`; bytes that are no text there become U+FFFD and are counted.
/// @errors file_not_found, file_unreadable, format_unknown, not_found (layer), column_missing, crs_missing,
/// crs_unknown,
///         geometry_empty (no features)
/// @guarantee order of the file; no network
/// @cost   Wuhan's 92,667 lines of two vertices in 0.13 CPU s

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/model/road_line.hpp>

namespace libgrid::io {

/// Which column is what; empty: the usual names, where the layer has them.
struct RoadColumns {
  std::string id = {};
  std::vector<std::string> names = {};
  std::string road_class = {};
  std::string one_way = {};
  std::string lanes = {};
  std::string width = {};
  std::string access = {};
  std::string bridge = {};
  std::string tunnel = {};
  std::string layer = {};
};

struct RoadLayerOptions {
  std::string layer = {};  ///< empty: the only one, or the first
  RoadColumns columns = {};
  std::string encoding = {};  ///< of a Shapefile's table, e.g. "GBK"; empty: as the file declares
};

struct RoadLayer {
  std::vector<RoadLine> lines;
  std::vector<RejectedRow> rejected;  ///< row = place in the file, from 1
  std::int64_t texts_damaged = 0;     ///< texts that held bytes of another encoding
};

[[nodiscard]] Expected<RoadLayer> read_road_layer(const std::filesystem::path& path, const RoadLayerOptions& options,
                                                  const crs::Projector& projector);

}  // namespace libgrid::io
