#include <libgrid/io/reports.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

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
  ReportRows(std::string_view file, const ReportColumns& columns, const std::optional<LonLatBox>& extent)
      : file_(file), columns_(columns), extent_(extent) {}

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
  Expected<Report> read(const CsvRow& row) const {
    const auto& fields = row.fields;
    Report report;
    report.row = row.number;
    report.id = std::string(fields[id_]);
    report.category = std::string(fields[category_]);
    report.street = std::string(fields[street_]);
    report.ward = std::string(fields[ward_]);
    GRID_CHECK(check_id(report.id));
    auto opened = parse_local_time(fields[opened_]);
    if (!opened) return fail(unreadable_time(fields[opened_]));
    report.opened = *opened;
    if (blank(report.category)) return fail(make_error(ErrorCode::type_missing).at_field(columns_.category));
    GRID_TRY(at, read_place(fields[lon_], fields[lat_]));
    report.at = at;
    read_closed(fields[closed_], report);
    if (blank(report.street)) report.flags.set(ReportFlag::street_missing);
    if (blank(report.ward)) report.flags.set(ReportFlag::ward_missing);
    return report;
  }

  [[nodiscard]] Error unreadable_time(std::string_view text) const {
    std::string shown(detail::beginning_of(text));
    if (const std::string_view why = why_no_time(text); !why.empty()) shown += ": " + std::string(why);
    return make_error(ErrorCode::time_malformed, std::move(shown)).at_field(columns_.opened);
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
    const LonLat at{*lon, *lat};
    const LonLat exchanged{*lat, *lon};
    const std::string shown =
        "lon " + std::string(lon_text.substr(0, 40)) + ", lat " + std::string(lat_text.substr(0, 40));
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

  static void read_closed(std::string_view text, Report& report) {
    if (text.empty()) return;
    const auto closed = parse_local_time(text);
    if (!closed) {
      report.flags.set(ReportFlag::close_time_malformed);
      return;
    }
    report.closed = *closed;
    if (*closed < report.opened) report.flags.set(ReportFlag::closed_before_opened);
  }

  std::string file_;
  const ReportColumns& columns_;
  const std::optional<LonLatBox>& extent_;
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

}  // namespace

Expected<ReportTable> read_reports(const std::filesystem::path& path, const ReportColumns& columns,
                                   const Progress& progress, const CancelToken& cancel,
                                   const std::optional<LonLatBox>& expected_extent, const CsvLimits& limits) {
  ReportRows rows(path.filename().string(), columns, expected_extent);
  CsvHandler handler = handler_of(rows);
  handler.progress = [&](double share) -> Expected<void> {
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    progress.report("read reports", share);
    return {};
  };
  GRID_CHECK(read_csv(path, handler, limits));
  return rows.finish();
}

Expected<ReportTable> reports_from_csv(std::string_view bytes, std::string_view file_name, const ReportColumns& columns,
                                       const std::optional<LonLatBox>& expected_extent) {
  ReportRows rows(file_name, columns, expected_extent);
  GRID_CHECK(read_csv_text(bytes, file_name, handler_of(rows)));
  return rows.finish();
}

}  // namespace libgrid::io
