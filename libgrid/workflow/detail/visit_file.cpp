#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/workflow/detail/visit_file.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::array<std::string_view, 5> kVisitColumns{"zone", "level", "day", "visits", "hours"};
constexpr std::size_t kHours = 4;

template <class Number>
Expected<Number> in_column(Expected<Number> number, std::size_t column) {
  if (number) return number;
  return fail(std::move(number.error()).at_field(std::string(kVisitColumns.at(column))));
}

Expected<double> hours_in(std::string_view text) {
  auto hours = io::parse_number(text);
  if (hours && *hours < 0.0) return fail(ErrorCode::number_malformed, std::string(text));
  return hours;
}

class VisitRows {
 public:
  explicit VisitRows(VisitFile& into) : into_(into) { at_.fill(-1); }

  Expected<void> find_columns(std::span<const std::string> names) {
    for (std::size_t k = 0; k < kVisitColumns.size(); ++k) {
      const auto found = std::ranges::find(names, kVisitColumns[k]);
      if (found != names.end()) at_[k] = found - names.begin();
      if (at_[k] < 0 && k != kHours)
        return fail(make_error(ErrorCode::column_missing, std::string(kVisitColumns[k]))
                        .at_field(std::string(kVisitColumns[k])));
    }
    into_.has_hours = at_[kHours] >= 0;
    return {};
  }

  void take(const io::CsvRow& row) {
    auto visit = read(row);
    if (visit) {
      into_.rows.push_back(std::move(*visit));
    } else {
      into_.refused.push_back({std::move(visit.error()).at_row(row.number)});
    }
  }

 private:
  Expected<VisitRow> read(const io::CsvRow& row) const {
    const auto field = [&](std::size_t k) { return row.fields[static_cast<std::size_t>(at_[k])]; };
    VisitRow visit;
    visit.zone = std::string(field(0));
    if (visit.zone.empty()) return fail(make_error(ErrorCode::id_missing).at_field("zone"));
    constexpr std::int64_t kMostLevel = std::numeric_limits<int>::max();
    GRID_TRY(level, in_column(io::parse_whole(field(1), {.least = 0, .most = kMostLevel}), 1));
    auto day = parse_local_time(std::string(field(2)) + "T00:00:00");
    if (!day) return fail(std::move(day.error()).at_field("day"));
    GRID_TRY(visits, in_column(io::parse_whole(field(3), {.least = 0}), 3));
    visit.level = static_cast<int>(level), visit.day = *day, visit.visits = visits;
    if (!into_.has_hours) return visit;
    GRID_TRY(hours, in_column(hours_in(field(kHours)), kHours));
    visit.hours = hours;
    return visit;
  }

  VisitFile& into_;
  std::array<std::ptrdiff_t, kVisitColumns.size()> at_{};
};

}  // namespace

Expected<VisitFile> read_visits(const std::filesystem::path& path) {
  VisitFile file;
  VisitRows rows(file);
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) { return rows.find_columns(names); };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    rows.take(row);
    return {};
  };
  handler.rejected = [&](RejectedRow bad) { file.refused.push_back(std::move(bad)); };
  auto done = io::read_csv(path, handler);
  const std::string name = path.filename().string();
  if (!done) return fail(std::move(done.error()).in_file(name));
  for (RejectedRow& bad : file.refused) bad.error = std::move(bad.error).in_file(name);
  for (const VisitRow& row : file.rows) {
    file.from = &row == &file.rows.front() ? row.day : std::min(file.from, row.day);
    file.until = std::max(file.until, row.day + days(1));
  }
  return file;
}

}  // namespace libgrid::workflow::detail
