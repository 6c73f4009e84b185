#pragma once
/// Districts and streets from a GeoPackage or a GeoJSON file, in the plane of the workspace.
///
///   Expected<crs::Projector> to_plane = crs::Projector::make(city.frame);
///   auto districts = io::read_districts("neighborhoods.gpkg", "neighborhoods", "Name", *to_plane);
///   auto streets = io::read_streets("streets.gpkg", "streets",
///                                   {.id = "way_no", .name = "name", .road_class = "highway"}, *to_plane);
///
/// Streets may also come from OpenStreetMap (.osm.pbf, .osm): ways with the key highway, their ids, names and layers;
/// layer and columns are not looked at (road_layer.hpp).
/// The file holds longitude and latitude of WGS 84 (EPSG:4326 or CRS84, longitude first) and says so; it is never
/// guessed. GeoJSON without a crs member says so by RFC 7946; it has one layer, so the layer's name is not looked at.
/// Every vertex is projected on its own; nothing is snapped, split or repaired: a ring may still cross itself (coverage
/// repairs it).
/// @errors of the whole file: file_not_found, file_unreadable, format_unknown (by extension), not_found (layer),
///         column_missing, crs_missing, crs_unknown, geometry_empty (no features); GeoJSON: those of geojson.hpp
/// @guarantee order of the file (fid in a GeoPackage); no network, no driver but GeoPackage's and that of OpenStreetMap
/// @cost Boston's 10,761 streets in 0.04 s

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

/// Districts 1..n in the order of the file. One bad feature refuses the file: land with a hole in it is no land.
/// @errors also of a feature (row = its place in the file, from 1): geometry_type, geometry_empty, ring_too_short,
///         ring_not_closed, number_not_finite, axes_swapped, coordinate_out_of_range; id_missing or id_duplicate (name)
[[nodiscard]] Expected<std::vector<District>> read_districts(const std::filesystem::path& path, std::string_view layer,
                                                             std::string_view name_column,
                                                             const crs::Projector& projector);

/// Which column of a street layer is what; an empty name or class is not read.
struct StreetColumns {
  std::string id = "way_no";
  std::string name = "name";
  std::string road_class = "highway";
  std::string layer = {};   ///< whole number, e.g. OSM layer; empty: the column layer, where the layer has it
  std::string bridge = {};  ///< anything but empty, 0, no, false, F: layer 1 where the layer says nothing; likewise
  std::string tunnel = {};  ///< likewise: layer -1
  std::string width = {};   ///< "6", "6.5 m"; empty: the column width or width_m, where the layer has it
  std::string access = {};  ///< likewise the column access
  friend bool operator==(const StreetColumns&, const StreetColumns&) = default;
};

/// Good streets, and the features that are none, each named: together every feature of the layer.
struct StreetLayer {
  std::vector<Street> streets;
  std::vector<RejectedRow> rejected;  ///< row = place in the file, from 1; error.id = street id where readable
};

/// A LineString, or a MultiLineString of one part. A street of several parts, without two different positions, with an
/// id that is missing, no integer or repeated (the first is kept), or with a bad coordinate is listed in `rejected`.
[[nodiscard]] Expected<StreetLayer> read_streets(const std::filesystem::path& path, std::string_view layer,
                                                 const StreetColumns& columns, const crs::Projector& projector);

}  // namespace libgrid::io
