#include <libgrid/io/reports.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <libgrid/crs/datum.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/geopackage_rows.hpp>
#include <libgrid/io/detail/report_rows.hpp>
#include <libgrid/io/point_table.hpp>

namespace libgrid::io {
namespace {

using detail::PlaceIn;
using detail::ReportRows;

CsvHandler handler_of(ReportRows& rows) {
  CsvHandler handler;
  handler.header = [&rows](std::span<const std::string> names) { return rows.find_columns(names); };
  handler.row = [&rows](const CsvRow& row) -> Expected<void> {
    rows.take(row.number, row.fields);
    return {};
  };
  handler.rejected = [&rows](RejectedRow rejected) { rows.refuse(std::move(rejected)); };
  return handler;
}

Expected<CsvLimits> limits_of(const ReportFormat& format) {
  CsvLimits limits;
  GRID_TRY(encoding, text_encoding(format.source.encoding));
  limits.encoding = encoding;
  GRID_TRY(separator, text_separator(format.separator));
  limits.separator = separator;
  return limits;
}

using Tell = std::function<Expected<void>(double share)>;

/// Of a layer of points the frame is what the file says; a shift (GCJ-02, BD-09) is something that no file can say.
Expected<ReportSource> source_of_points(const ReportSource& source, const std::optional<Frame>& declared) {
  ReportSource of_file = source;
  GRID_TRY(stated, crs::parse_source_frame(source.crs));
  if (!declared && stated == crs::SourceFrame{}) return fail(ErrorCode::crs_missing);
  if (declared && stated.datum == crs::Datum::plain) of_file.crs = std::to_string(declared->epsg);
  return of_file;
}

Expected<ReportTable> read_geopackage_reports(const std::filesystem::path& path, const ReportFormat& format,
                                              const Tell& tell) {
  const std::string file = path.filename().string();
  const std::string name = format.source.layer.empty() ? path.stem().string() : format.source.layer;
  std::optional<ReportRows> rows;
  detail::LayerHandler layer;
  GRID_TRY(declared, detail::geopackage_frame(path, name));
  layer.header = [&](std::span<const std::string> names, bool shapes) -> Expected<void> {
    ReportFormat of_file = format;
    if (shapes) {
      GRID_TRY(source, source_of_points(format.source, declared));
      of_file.source = std::move(source);
    }
    GRID_TRY(made, ReportRows::make(file, of_file, shapes ? PlaceIn::geometry : PlaceIn::columns));
    rows.emplace(std::move(made));
    return rows->find_columns(names);
  };
  layer.row = [&](const detail::TableRow& row) -> Expected<void> {
    rows->take(row.number, row.fields, row.place);
    return {};
  };
  layer.rejected = [&](RejectedRow row) { rows->refuse(std::move(row)); };
  layer.progress = tell;
  GRID_CHECK(detail::read_geopackage_rows(path, name, layer));
  return rows->finish();
}

}  // namespace

Expected<ReportTable> read_reports(const std::filesystem::path& path, const ReportFormat& format,
                                   const Progress& progress, const CancelToken& cancel) {
  const Tell tell = [&](double share) -> Expected<void> {
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    progress.report("read reports", share);
    return {};
  };
  if (is_geopackage(path)) return read_geopackage_reports(path, format, tell);
  GRID_TRY(rows, ReportRows::make(path.filename().string(), format, PlaceIn::columns));
  GRID_TRY(limits, limits_of(format));
  CsvHandler handler = handler_of(rows);
  handler.progress = tell;
  GRID_CHECK(read_csv(path, handler, limits));
  return rows.finish();
}

Expected<ReportTable> reports_from_csv(std::string_view bytes, std::string_view file_name, const ReportFormat& format) {
  GRID_TRY(rows, ReportRows::make(file_name, format, PlaceIn::columns));
  GRID_TRY(limits, limits_of(format));
  GRID_CHECK(read_csv_text(bytes, file_name, handler_of(rows), limits));
  return rows.finish();
}

}  // namespace libgrid::io
