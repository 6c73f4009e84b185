#include <libgrid/io/detail/report_rows.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/detail/utf8.hpp>
#include <libgrid/io/number_text.hpp>

namespace libgrid::io::detail {
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

void read_accuracy(std::string_view text, Report& report) {
  constexpr double kFarthest = 10'000.0;  // a report that is wrong by more says nothing about its place
  if (blank(text)) return;
  const auto metres = parse_number(text);
  if (metres && *metres >= 0.0 && *metres <= kFarthest) return void(report.accuracy = Metres{*metres});
  report.flags.set(ReportFlag::accuracy_malformed);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// How often, or whether: a whole number, or yes and no in a few ways of writing.
void read_returned(std::string_view text, Report& report) {
  constexpr double kMost = 1000.0;
  constexpr std::array<std::string_view, 4> kYes{"true", "yes", "y", "是"}, kNo{"false", "no", "n", "否"};
  if (blank(text)) return;
  const std::string word = lower_case(text);
  if (std::ranges::find(kNo, word) != kNo.end()) return;
  if (std::ranges::find(kYes, word) != kYes.end()) return void(report.returned = 1);
  const auto times = parse_number(text);
  if (times && *times >= 0.0 && *times <= kMost && std::trunc(*times) == *times)
    return void(report.returned = static_cast<std::int64_t>(*times));
  report.flags.set(ReportFlag::returned_malformed);
}

using OptionalColumn = std::optional<std::size_t>;

/// Nothing where the table has no such column.
std::string_view text_in(std::span<const std::string_view> fields, OptionalColumn column) {
  return column ? fields[*column] : std::string_view();
}

OptionalColumn column_of(std::span<const std::string> names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (name.empty() || found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

ReportRows::ReportRows(std::string_view file, const ReportFormat& format, PlaceIn places)
    : file_(file), columns_(format.columns), places_(places), extent_(format.expected_extent) {
  if (places == PlaceIn::geometry) columns_.lon = columns_.lat = "geometry";  // what errors name
}

Expected<ReportRows> ReportRows::make(std::string_view file, const ReportFormat& format, PlaceIn places) {
  ReportRows rows(file, format, places);
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

Expected<void> ReportRows::find_columns(std::span<const std::string> names) {
  const auto find = [&](const std::string& name, std::size_t& place) -> Expected<void> {
    const OptionalColumn found = column_of(names, name);
    if (!found) return fail(make_error(ErrorCode::column_missing, name).at_field(name));
    place = *found;
    return {};
  };
  GRID_CHECK(find(columns_.id, id_));
  GRID_CHECK(find(columns_.opened, opened_));
  GRID_CHECK(find(columns_.category, category_));
  if (places_ == PlaceIn::columns) {
    GRID_CHECK(find(columns_.lon, lon_));
    GRID_CHECK(find(columns_.lat, lat_));
  }
  return find_optional_columns(names);
}

/// What a report may have. A name that the city file chose has to be there: it may be a misspelt one.
Expected<void> ReportRows::find_optional_columns(std::span<const std::string> names) {
  const ReportColumns usual;
  const std::array wanted{std::tuple(&columns_.closed, &usual.closed, &closed_),
                          std::tuple(&columns_.street, &usual.street, &street_),
                          std::tuple(&columns_.ward, &usual.ward, &ward_),
                          std::tuple(&columns_.accuracy, &usual.accuracy, &accuracy_),
                          std::tuple(&columns_.source, &usual.source, &source_),
                          std::tuple(&columns_.returned, &usual.returned, &returned_),
                          std::tuple(&columns_.resolution, &usual.resolution, &resolution_)};
  for (const auto& [name, default_name, place] : wanted) {
    *place = column_of(names, *name);
    if (*place || name->empty()) continue;
    if (*name != *default_name) return fail(make_error(ErrorCode::column_missing, *name).at_field(*name));
    table_.absent.push_back(*name);
  }
  return {};
}

void ReportRows::take(std::int64_t number, std::span<const std::string_view> fields, const Expected<Xy>* place) {
  Expected<Report> report = read(number, fields, place);
  if (report) {
    ids_.insert(report->id);
    table_.reports.push_back(std::move(*report));
    return;
  }
  Error error = std::move(report.error()).in_file(file_).at_row(number);
  if (error.id.empty()) error.id = std::string(beginning_of(fields[id_], 80));
  refuse(RejectedRow{std::move(error)});
}

ReportTable ReportRows::finish() {
  flag_odd_wards(table_.reports);
  return std::move(table_);
}

Expected<Report> ReportRows::read(std::int64_t number, std::span<const std::string_view> fields,
                                  const Expected<Xy>* place) const {
  Report report;
  report.row = number;
  report.id = std::string(fields[id_]);
  report.category = std::string(fields[category_]);
  report.street = std::string(text_in(fields, street_));
  report.ward = std::string(text_in(fields, ward_));
  report.source = std::string(text_in(fields, source_));
  report.resolution = std::string(text_in(fields, resolution_));
  GRID_CHECK(check_id(report.id));
  auto opened = read_time(fields[opened_], times_);
  if (!opened) return fail(std::move(opened.error()).at_field(columns_.opened));
  report.opened = *opened;
  if (blank(report.category)) return fail(make_error(ErrorCode::type_missing).at_field(columns_.category));
  if (place != nullptr && !*place) return fail(place->error());
  const auto drawn = [&](Xy p) { return place_from(p.x, p.y, shortest_text(p.x) + ", " + shortest_text(p.y)); };
  GRID_TRY(at, place != nullptr ? drawn(**place) : read_place(fields[lon_], fields[lat_]));
  report.at = at;
  read_closed(text_in(fields, closed_), report);
  read_accuracy(text_in(fields, accuracy_), report);
  read_returned(text_in(fields, returned_), report);
  if (blank(report.street)) report.flags.set(ReportFlag::street_missing);
  if (blank(report.ward)) report.flags.set(ReportFlag::ward_missing);
  return report;
}

Expected<void> ReportRows::check_id(const std::string& id) const {
  if (blank(id)) return fail(make_error(ErrorCode::id_missing).at_field(columns_.id));
  if (ids_.contains(id)) return fail(make_error(ErrorCode::id_duplicate, id).at_field(columns_.id));
  return {};
}

Expected<LonLat> ReportRows::read_place(std::string_view lon_text, std::string_view lat_text) const {
  auto lon = parse_number(lon_text);
  if (!lon) return fail(std::move(lon.error()).at_field(columns_.lon));
  auto lat = parse_number(lat_text);
  if (!lat) return fail(std::move(lat.error()).at_field(columns_.lat));
  return place_from(*lon, *lat,
                    "lon " + std::string(lon_text.substr(0, 40)) + ", lat " + std::string(lat_text.substr(0, 40)));
}

Expected<LonLat> ReportRows::place_from(double east, double north, const std::string& shown) const {
  return foreign_ ? foreign_place(east, north, shown) : place_in_degrees({east, north}, shown);
}

/// A place in another frame or under a shifted datum.
Expected<LonLat> ReportRows::foreign_place(double east, double north, const std::string& shown) const {
  const Expected<Xy> at = foreign_->to_plane(east, north);
  const auto expected = [&](const Expected<Xy>& p) { return p && extent_ && extent_->contains({p->x, p->y}); };
  if (!expected(at) && expected(foreign_->to_plane(north, east)))
    return fail(make_error(ErrorCode::axes_swapped, shown).at_field(columns_.lon));
  if (!at) return fail(make_error(at.error().code, shown).at_field(columns_.lon));
  return LonLat{at->x, at->y};
}

Expected<LonLat> ReportRows::place_in_degrees(LonLat at, const std::string& shown) const {
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

void ReportRows::read_closed(std::string_view text, Report& report) const {
  if (text.empty()) return;
  const auto closed = read_time(text, times_);
  if (!closed) {
    report.flags.set(ReportFlag::close_time_malformed);
    return;
  }
  report.closed = *closed;
  if (*closed < report.opened) report.flags.set(ReportFlag::closed_before_opened);
}

}  // namespace libgrid::io::detail
