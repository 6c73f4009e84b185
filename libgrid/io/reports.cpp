#include <libgrid/io/reports.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include <libgrid/base/written_time.hpp>
#include <libgrid/crs/source_projector.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/number_text.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io {
namespace {

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

bool on_earth(LonLat p) { return std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0; }

/// The ward's way of writing: digits as one sign; all texts without digits alike (see reports.hpp).
std::string way_of_writing(std::string_view ward) {
  std::string way;
  bool has_digits = false;
  for (const char c : ward) {
    const bool digit = c >= '0' && c <= '9';
    has_digits = has_digits || digit;
    if (!digit) {
      way += c;
    } else if (way.empty() || way.back() != '#') {
      way += '#';
    }
  }
  return has_digits ? way : "words";
}

void flag_odd_wards(std::vector<Report>& reports) {
  std::map<std::string, std::int64_t> rows_of;
  for (const Report& report : reports) {
    if (!report.flags.has(ReportFlag::ward_missing)) ++rows_of[way_of_writing(report.ward)];
  }
  if (rows_of.size() < 2) return;
  const auto usual = std::ranges::max_element(rows_of, {}, &std::pair<const std::string, std::int64_t>::second);
  for (Report& report : reports) {
    if (report.flags.has(ReportFlag::ward_missing)) continue;
    if (way_of_writing(report.ward) != usual->first) report.flags.set(ReportFlag::ward_odd);
  }
}

/// Turns rows into reports, one after the other.
class ReportRows {
 public:
  [[nodiscard]] static Expected<ReportRows> make(std::string_view file, const ReportFormat& format) {
    ReportRows rows(file, format);
    GRID_TRY(frame, crs::parse_source_frame(format.source.crs));
    if (frame != crs::SourceFrame{}) {
      GRID_TRY(projector, crs::SourceProjector::make(frame, kWgs84));
      rows.foreign_.emplace(std::move(projector));
    }
    if (!format.source.time_zone.empty()) {
      GRID_TRY(zone, TimeZone::parse(format.source.time_zone));
      rows.times_.zone = zone;
    }
    rows.times_.serial = format.source.serial_dates;
    return rows;
  }

  Expected<void> find_columns(std::span<const std::string> names) {
    const std::array<std::pair<const std::string*, std::size_t*>, 8> wanted{{{&columns_.id, &id_},
                                                                             {&columns_.opened, &opened_},
                                                                             {&columns_.closed, &closed_},
                                                                             {&columns_.category, &category_},
                                                                             {&columns_.street, &street_},
                                                                             {&columns_.ward, &ward_},
                                                                             {&columns_.lon, &lon_},
                                                                             {&columns_.lat, &lat_}}};
    for (const auto& [name, place] : wanted) {
      const auto found = std::ranges::find(names, *name);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, *name).at_field(*name));
      *place = static_cast<std::size_t>(found - names.begin());
    }
    if (columns_.accuracy.empty()) return {};
    const auto found = std::ranges::find(names, columns_.accuracy);
    if (found == names.end())
      return fail(make_error(ErrorCode::column_missing, columns_.accuracy).at_field(columns_.accuracy));
    accuracy_ = static_cast<std::size_t>(found - names.begin());
    return {};
  }

  void take(const CsvRow& row) {
    Expected<Report> report = read(row);
    if (report) {
      ids_.insert(report->id);
      table_.reports.push_back(std::move(*report));
      return;
    }
    Error error = std::move(report.error()).in_file(file_).at_row(row.number);
    if (error.id.empty()) error.id = std::string(detail::beginning_of(row.fields[id_], 80));
    refuse(RejectedRow{std::move(error)});
  }

  void refuse(RejectedRow rejected) { table_.rejected.push_back(std::move(rejected)); }

  [[nodiscard]] ReportTable finish() {
    flag_odd_wards(table_.reports);
    return std::move(table_);
  }

 private:
  ReportRows(std::string_view file, const ReportFormat& format)
      : file_(file), columns_(format.columns), extent_(format.expected_extent) {}

  Expected<Report> read(const CsvRow& row) const {
    const auto& fields = row.fields;
    Report report;
    report.row = row.number;
    report.id = std::string(fields[id_]);
    report.category = std::string(fields[category_]);
    report.street = std::string(fields[street_]);
    report.ward = std::string(fields[ward_]);
    GRID_CHECK(check_id(report.id));
    auto opened = read_time(fields[opened_], times_);
    if (!opened) return fail(std::move(opened.error()).at_field(columns_.opened));
    report.opened = *opened;
    if (blank(report.category)) return fail(make_error(ErrorCode::type_missing).at_field(columns_.category));
    GRID_TRY(at, read_place(fields[lon_], fields[lat_]));
    report.at = at;
    read_closed(fields[closed_], report);
    if (accuracy_) read_accuracy(fields[*accuracy_], report);
    if (blank(report.street)) report.flags.set(ReportFlag::street_missing);
    if (blank(report.ward)) report.flags.set(ReportFlag::ward_missing);
    return report;
  }

  Expected<void> check_id(const std::string& id) const {
    if (blank(id)) return fail(make_error(ErrorCode::id_missing).at_field(columns_.id));
    if (ids_.contains(id)) return fail(make_error(ErrorCode::id_duplicate, id).at_field(columns_.id));
    return {};
  }

  Expected<LonLat> read_place(std::string_view lon_text, std::string_view lat_text) const {
    auto lon = detail::parse_number(lon_text);
    if (!lon) return fail(std::move(lon.error()).at_field(columns_.lon));
    auto lat = detail::parse_number(lat_text);
    if (!lat) return fail(std::move(lat.error()).at_field(columns_.lat));
    const std::string shown =
        "lon " + std::string(lon_text.substr(0, 40)) + ", lat " + std::string(lat_text.substr(0, 40));
    return foreign_ ? foreign_place(*lon, *lat, shown) : place_in_degrees({*lon, *lat}, shown);
  }

  /// A place in a frame of metres or under a shifted datum.
  [[nodiscard]] Expected<LonLat> foreign_place(double east, double north, const std::string& shown) const {
    const Expected<Xy> at = foreign_->to_plane(east, north);
    const auto expected = [&](const Expected<Xy>& p) { return p && extent_ && extent_->contains({p->x, p->y}); };
    if (!expected(at) && expected(foreign_->to_plane(north, east)))
      return fail(make_error(ErrorCode::axes_swapped, shown).at_field(columns_.lon));
    if (!at) return fail(make_error(at.error().code, shown).at_field(columns_.lon));
    return LonLat{at->x, at->y};
  }

  [[nodiscard]] Expected<LonLat> place_in_degrees(LonLat at, const std::string& shown) const {
    const LonLat exchanged{at.lat, at.lon};
    const std::string& guilty = std::abs(at.lat) > 90.0 ? columns_.lat : columns_.lon;
    if (!on_earth(at)) {
      const ErrorCode code = on_earth(exchanged) ? ErrorCode::axes_swapped : ErrorCode::coordinate_out_of_range;
      return fail(make_error(code, shown).at_field(guilty));
    }
    if (extent_ && !extent_->contains(at) && extent_->contains(exchanged)) {
      return fail(make_error(ErrorCode::axes_swapped, shown).at_field(columns_.lon));
    }
    return at;
  }

  static void read_accuracy(std::string_view text, Report& report) {
    constexpr double kFarthest = 10'000.0;  // a report that is wrong by more says nothing about its place
    if (blank(text)) return;
    const auto metres = detail::parse_number(text);
    if (metres && *metres >= 0.0 && *metres <= kFarthest) return void(report.accuracy = Metres{*metres});
    report.flags.set(ReportFlag::accuracy_malformed);
  }

  void read_closed(std::string_view text, Report& report) const {
    if (text.empty()) return;
    const auto closed = read_time(text, times_);
    if (!closed) {
      report.flags.set(ReportFlag::close_time_malformed);
      return;
    }
    report.closed = *closed;
    if (*closed < report.opened) report.flags.set(ReportFlag::closed_before_opened);
  }

  std::string file_;
  ReportColumns columns_;
  std::optional<LonLatBox> extent_;
  std::optional<crs::SourceProjector> foreign_;  ///< empty: longitude and latitude of WGS 84
  TimeWriting times_;
  std::optional<std::size_t> accuracy_;
  std::size_t id_ = 0, opened_ = 0, closed_ = 0, category_ = 0, street_ = 0, ward_ = 0, lon_ = 0, lat_ = 0;
  std::unordered_set<std::string> ids_;  ///< of accepted rows
  ReportTable table_;
};

CsvHandler handler_of(ReportRows& rows) {
  CsvHandler handler;
  handler.header = [&rows](std::span<const std::string> names) { return rows.find_columns(names); };
  handler.row = [&rows](const CsvRow& row) -> Expected<void> {
    rows.take(row);
    return {};
  };
  handler.rejected = [&rows](RejectedRow rejected) { rows.refuse(std::move(rejected)); };
  return handler;
}

Expected<CsvLimits> limits_of(const ReportSource& source) {
  CsvLimits limits;
  GRID_TRY(encoding, text_encoding(source.encoding));
  limits.encoding = encoding;
  return limits;
}

}  // namespace

Expected<ReportTable> read_reports(const std::filesystem::path& path, const ReportFormat& format,
                                   const Progress& progress, const CancelToken& cancel) {
  GRID_TRY(rows, ReportRows::make(path.filename().string(), format));
  GRID_TRY(limits, limits_of(format.source));
  CsvHandler handler = handler_of(rows);
  handler.progress = [&](double share) -> Expected<void> {
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    progress.report("read reports", share);
    return {};
  };
  GRID_CHECK(read_csv(path, handler, limits));
  return rows.finish();
}

Expected<ReportTable> reports_from_csv(std::string_view bytes, std::string_view file_name, const ReportFormat& format) {
  GRID_TRY(rows, ReportRows::make(file_name, format));
  GRID_TRY(limits, limits_of(format.source));
  GRID_CHECK(read_csv_text(bytes, file_name, handler_of(rows), limits));
  return rows.finish();
}

}  // namespace libgrid::io
