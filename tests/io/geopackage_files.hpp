#pragma once
/// GeoPackages for tests: looked into and spoilt with GDAL, outside of the code under test.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace libgrid::io {

/// What ogrinfo says about a layer: "name|geometry type|features|EPSG|column:type column:type".
[[nodiscard]] std::string describe_layer(const std::filesystem::path& path, const std::string& layer);

/// All cells of a query, rows joined by '\n', cells by '|', NULL as "NULL".
[[nodiscard]] std::string query(const std::filesystem::path& path, const std::string& sql);

/// Runs statements on the file, e.g. "UPDATE gpkg_geometry_columns SET srs_id = 0".
void execute(const std::filesystem::path& path, const std::vector<std::string>& statements);

/// A layer `t(id integer, name text)` with geometry from WKT (empty: NULL geometry; x 999 stands for NaN), in any CRS
/// (0: none declared).
struct WktRow {
  std::string id;  ///< "NULL" or a number
  std::string name;
  std::string wkt;
};
void make_wkt_layer(const std::filesystem::path& path, int epsg, const std::vector<WktRow>& rows);

}  // namespace libgrid::io
