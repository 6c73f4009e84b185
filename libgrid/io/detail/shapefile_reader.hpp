#pragma once
/// A polygon layer of a Shapefile (.shp, .dbf, .prj and perhaps .cpg) as features in longitude and latitude.
///
///   GRID_TRY(collection, read_shapefile("grids.shp", columns));      // texts are UTF-8 whatever the file holds
///
/// Our own strict reader: every length is checked against the bytes that are there before anything is allocated.
/// Encoding: as the .cpg or the language byte of the .dbf says (UTF-8; GBK, GB2312, GB18030); a file that says nothing
/// is UTF-8 if all its texts are, else GBK. Coordinates: the .prj must say degrees of WGS 84 or of CGCS2000, which are
/// taken as equal (docs/differences_from_standards.md). Shell rings are clockwise, a hole goes to the shell around it.
/// Column names are matched as written; deleted records are left out.
/// @errors file_not_found, file_unreadable, file_truncated, format_unknown (no polygons), crs_missing, crs_unknown,
///         column_missing, encoding_not_utf8 (bytes that are neither); of a feature: as geojson.hpp
/// @source ESRI Shapefile Technical Description (1998); dBASE III file structure

#include <filesystem>
#include <span>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<FeatureCollection> read_shapefile(const std::filesystem::path& path,
                                                         std::span<const std::string> columns);

/// The texts and column names of the .dbf beside a .shp are GBK, by the rule above; for readers of other frames.
/// @errors file_not_found, file_unreadable, file_truncated
[[nodiscard]] Expected<bool> table_is_gbk(const std::filesystem::path& shp);

/// GBK, GB2312 and GB18030 to UTF-8. @errors encoding_not_utf8
[[nodiscard]] Expected<std::string> utf8_from_gbk(std::string_view text);

}  // namespace libgrid::io::detail
