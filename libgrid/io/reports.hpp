#pragma once
/// The report table: every row of the file ends as a Report or as a RejectedRow.
///
///   Expected<ReportTable> table = io::read_reports("data/boston/reports.csv.gz", {.columns = city.report_columns});
///   // table->reports.size() == 93'963, table->rejected.empty()
///
/// A row is refused only for: id missing or used by an accepted row before it; opening time unreadable; type missing;
/// coordinate missing, malformed, not finite, outside lon [-180, 180], lat [-90, 90], or with swapped axes;
/// or because the line itself is broken (csv_reader.hpp). The first reason in this order is the one that is listed.
/// All else is a flag on the report:
///   closed_before_opened  closing time earlier than opening time
///   close_time_malformed  a closing time that is no time; `closed` is then empty
///   street_missing        street empty or blanks only
///   ward_missing          ward empty or blanks only
///   ward_odd              ward written in another way than most wards of this file (below)
///   accuracy_malformed    a stated accuracy that is not a number from 0 to 10,000 m; it is then as if not stated
///   returned_malformed    rework (返工) that is no whole number from 0 to 1000 and none of true, yes, y, 是, false,
///   no,
///                         n, 否; it is then as if never sent back
///
/// A table need not have the columns closed, street, ward and source; which of them are not there is told in `absent`.
/// One that the city file names otherwise (`"street": "location"`) has to be there, an empty name is never looked for.
///
/// How the file is written is declared in `source`: frame of the places (an EPSG code, GCJ-02, BD-09; `lon` is the
/// column of the easting and `lat` that of the northing, whatever order EPSG gives them), encoding, the zone of the
/// city for times with an offset, the system of serial dates (base/written_time.hpp). A report's place is in degrees of
/// WGS 84 and its times are the wall clock of the city.
///
/// A layer of a GeoPackage (`source.layer`, by default named like the file) is read with the same columns. Has it
/// points, they are the places, in the frame that the file declares; `source.crs` counts there if it is GCJ-02 or
/// BD-09, or if the file says "undefined" (crs_missing if neither says anything). Is it a table of columns, it is read
/// as a CSV is.
///
/// The way a ward is written is its text with every run of digits replaced by one sign: `Ward 3` and `Ward 12` are
/// written alike, `03` and `3` alike, and so are all texts without digits (`Roxbury`, `Fenway`). A file that writes
/// most wards as `Ward N` thus flags `03` and `3`; in the Boston file these are 10,359 rows. Of equally frequent ways
/// the one that sorts first counts as usual.
///
/// Swapped axes: |lat| > 90 with lat and lon exchanged being a place on earth; and, where the caller gives the extent
/// in which reports are expected, a row outside of it whose exchanged form lies inside. Other rows outside the extent
/// are kept; attribution lists them as outside, with the distance.
///
/// @errors of the whole file: column_missing (field: the column), and those of csv_reader.hpp and point_table.hpp;
/// cancelled; crs_missing,
///         crs_unknown, parameter_invalid (source); of a row with geometry: geometry_empty, geometry_type
/// @guarantee reports and rejected ascend by row; row numbers of both together are 1..n
/// @cost 0.2 s for 93,963 rows of gzip (25 MB of text); 300 bytes per report

#include <filesystem>
#include <optional>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

/// A closed range of longitudes and latitudes.
struct LonLatBox {
  LonLat min;
  LonLat max;
  [[nodiscard]] bool contains(LonLat p) const {
    return p.lon >= min.lon && p.lon <= max.lon && p.lat >= min.lat && p.lat <= max.lat;
  }
  friend bool operator==(const LonLatBox&, const LonLatBox&) = default;
};

struct ReportFormat {
  ReportColumns columns = {};
  ReportSource source = {};
  std::optional<LonLatBox> expected_extent = {};
  std::string separator = {};  ///< of a CSV, as text_separator has it
};

/// `.csv`, `.csv.gz` or `.gpkg`. Errors and rejected rows carry the path's file name.
[[nodiscard]] Expected<ReportTable> read_reports(const std::filesystem::path& path, const ReportFormat& format,
                                                 const Progress& progress = {}, const CancelToken& cancel = {});

/// The same from memory; `file_name` goes into the errors.
[[nodiscard]] Expected<ReportTable> reports_from_csv(std::string_view bytes, std::string_view file_name,
                                                     const ReportFormat& format);

}  // namespace libgrid::io
