#pragma once
/// GeoJSON (RFC 7946): a strict reader for files from strangers; the writer is feature_writer.hpp.
///
///   Expected<io::FeatureCollection> file = io::read_geojson("districts.geojson");
///   for (const io::Feature& feature : file->features) use(feature.find("name"), feature.geometry);
///
/// Read: a FeatureCollection of features with Point, LineString, MultiLineString, Polygon, MultiPolygon or null
/// geometry. Coordinates are longitude, latitude; a third number (altitude) is dropped. Properties that are lists or
/// objects are left out. A feature that is wrong is listed in `rejected` (row = its number from 1) and the others go
/// on.
///
/// The whole file is refused for: bytes that are not UTF-8, JSON that is malformed, repeats a key, or nests deeper
/// than 64; a `crs` member other than the name of a geographic frame (urn:ogc:def:crs:OGC:1.3:CRS84, EPSG:4258,
/// urn:ogc:def:crs:EPSG::4326 ...; longitude first, degrees that are not those of WGS 84 are brought to them as
/// crs/source_plane.hpp says). Nothing is ever fetched: a linked crs is refused. Rings are not repaired; whether they
/// cross is not looked at.
/// @errors file: file_not_found, file_unreadable, body_too_large, encoding_not_utf8, json_malformed, json_too_deep,
///         number_not_finite, crs_missing (crs is null), crs_unknown, format_unknown (no FeatureCollection);
///         feature: json_malformed, geometry_type, geometry_empty, ring_too_short, ring_not_closed, axes_swapped,
///         coordinate_out_of_range, crs_unknown
/// @cost about 40 MB/s, memory about 10 times the file

#include <filesystem>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/io/feature.hpp>
#include <libgrid/io/feature_writer.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<FeatureCollection> read_geojson(const std::filesystem::path& path);
[[nodiscard]] Expected<FeatureCollection> geojson_from_text(std::string_view text, std::string_view file_name = {});

}  // namespace libgrid::io
