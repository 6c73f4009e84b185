#pragma once
/// A layer of a GeoPackage, row by row: points with attributes, or a table of columns alone.
///
///   LayerHandler handler;
///   handler.header = [&](std::span<const std::string> names, bool shapes) -> Expected<void> { ... };
///   handler.row = [&](const TableRow& row) -> Expected<void> { return use(row.fields); };
///   Expected<void> done = read_geopackage_rows("reports.gpkg", "reports", handler);
///
/// Fields are texts: numbers in their shortest form, a DATE as YYYY-MM-DD, a DATETIME as YYYY-MM-DDTHH:MM:SS with Z or
/// an offset where the file has a zone (the standard's DATETIME is UTC), NULL empty. The first column is the key.
/// @errors of the file: those of point_table.hpp; of a row: encoding_not_utf8

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io::detail {

struct TableRow {
  std::int64_t number = 0;                   ///< from 1; refused rows count
  std::span<const std::string_view> fields;  ///< as many as the header; valid during the call only
  /// none: a table without geometry; else the point, or why there is none (geometry_empty, geometry_type,
  /// wkb_malformed)
  const Expected<Xy>* place = nullptr;
};

struct LayerHandler {
  std::function<Expected<void>(std::span<const std::string> names, bool shapes)> header;
  std::function<Expected<void>(const TableRow& row)> row;
  std::function<void(RejectedRow rejected)> rejected;
  std::function<Expected<void>(double share)> progress;  ///< optional; share of the rows, every few thousand
};

[[nodiscard]] Expected<void> read_geopackage_rows(const std::filesystem::path& path, const std::string& layer,
                                                  const LayerHandler& handler);
/// The frame that the layer declares; none: "undefined", or a table without geometry.
[[nodiscard]] Expected<std::optional<Frame>> geopackage_frame(const std::filesystem::path& path,
                                                              const std::string& layer);

}  // namespace libgrid::io::detail
