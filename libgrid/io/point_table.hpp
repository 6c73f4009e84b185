#pragma once
/// Tables of points from strangers, row by row, however large: CSV (plain or gzip) and layers of GeoPackages, of
/// points or of columns alone.
///
///   io::PointHandler handler;
///   handler.header = [&](std::span<const std::string> names) -> Expected<void> { ... };
///   handler.row = [&](const io::PointRow& row) -> Expected<void> { return use(row.first, row.second); };
///   handler.rejected = [&](RejectedRow bad) { listed.push_back(std::move(bad)); };
///   Expected<void> done = io::read_points("reports.csv.gz", {.first = "lon", .second = "lat"}, handler);
///
/// The two numbers come as they stand in the file: which frame they are in is declared by the caller (crs::SourceFrame)
/// or, of a GeoPackage, by the file (point_frame); axes are not exchanged here. Of a CSV the fields are those of the
/// row; of a GeoPackage the key (`fid`) and the attributes as text, numbers in their shortest form, times as ISO 8601,
/// NULL empty.
///
/// Every row is handed over or in `rejected` with file, row, field and code.
/// @errors of the file: as csv_reader.hpp; column_missing (field: the column); of a GeoPackage file_not_found,
///         file_unreadable, not_found (layer), format_unknown (view; another extension);
///         of a row: as csv_reader.hpp, number_malformed, number_not_finite, geometry_type, geometry_empty,
///         encoding_not_utf8. Any error that a handler returns stops the reading and is returned.
/// @cost  one pass; memory is that of one row

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

struct PointColumns {
  std::string first = "lon";   ///< of a CSV, and of a layer without geometry
  std::string second = "lat";  ///< likewise
  std::string layer = {};      ///< of a GeoPackage; empty: named like the file
};

struct PointRow {
  std::int64_t number = 0;  ///< from 1; refused rows count
  double first = 0.0, second = 0.0;
  std::span<const std::string_view> fields;  ///< as many as the header; valid during the call only
};

struct PointHandler {
  std::function<Expected<void>(std::span<const std::string> names)> header;
  std::function<Expected<void>(const PointRow& row)> row;
  std::function<void(RejectedRow rejected)> rejected;
  std::function<Expected<void>(double share)> progress;  ///< optional; share of the file, every few thousand rows
};

[[nodiscard]] Expected<void> read_points(const std::filesystem::path& path, const PointColumns& columns,
                                         const PointHandler& handler, const CsvLimits& limits = {});

/// By the extension, in any case.
[[nodiscard]] bool is_geopackage(const std::filesystem::path& path);

/// The frame that the file declares: none for a CSV and for a GeoPackage that says "undefined".
/// @errors those of opening a GeoPackage; crs_unknown (no EPSG code)
[[nodiscard]] Expected<std::optional<Frame>> point_frame(const std::filesystem::path& path,
                                                         const PointColumns& columns);

}  // namespace libgrid::io
