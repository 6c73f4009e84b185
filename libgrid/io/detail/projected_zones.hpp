#pragma once
/// Polygon layers whose file declares a projected frame in any unit, as features in longitude and latitude.
///
///   auto collection = read_projected_zones("grids.shp", "", columns);     // .prj: CGCS2000 / 3-degree zone
///
/// The strict readers of this room take degrees only; this one is for what they refuse as crs_unknown. The frame must
/// be one that PROJ knows as an EPSG code (an ESRI .prj without code is matched by its parameters); its coordinates go
/// to degrees by the same operation that brings them back (crs::SourcePlane; EPSG:2249 in feet, too). A GeoJSON file
/// must name it as EPSG:n; a link is never followed. Texts that are not UTF-8 are read as GBK.
/// @errors file_unreadable, not_found (layer), column_missing, crs_missing, crs_unknown; of a feature: geometry_type,
///         geometry_empty, those of geom/wkb.hpp, number_not_finite, coordinate_out_of_range, encoding_not_utf8

#include <filesystem>
#include <span>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<FeatureCollection> read_projected_zones(const std::filesystem::path& path,
                                                               const std::string& layer,
                                                               std::span<const std::string> columns);

}  // namespace libgrid::io::detail
