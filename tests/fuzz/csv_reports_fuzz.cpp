/// Any bytes as a report table. Promises: every row number from 1 to n is in exactly one of the two lists, ascending;
/// rejected rows name file, row and code; reports hold finite coordinates on earth; a row cut off early (need_more)
/// never turns into another row when more bytes come.

#include <cmath>
#include <cstdint>
#include <string_view>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/csv_row.hpp>
#include <libgrid/io/detail/utf8.hpp>
#include <libgrid/io/reports.hpp>

#include "check.hpp"

namespace {

using namespace libgrid;

void check_rows(const ReportTable& table) {
  std::size_t good = 0, bad = 0;
  for (std::int64_t row = 1; good + bad < table.reports.size() + table.rejected.size(); ++row) {
    const bool is_good = good < table.reports.size() && table.reports[good].row == row;
    const bool is_bad = bad < table.rejected.size() && table.rejected[bad].error.row == row;
    FUZZ_CHECK(is_good != is_bad);
    good += is_good ? 1 : 0;
    bad += is_bad ? 1 : 0;
  }
}

void check_reports(const ReportTable& table) {
  for (const Report& report : table.reports) {
    FUZZ_CHECK(std::abs(report.at.lon) <= 180.0 && std::abs(report.at.lat) <= 90.0);
    FUZZ_CHECK(!report.id.empty() && !report.category.empty());
  }
  for (const RejectedRow& rejected : table.rejected) {
    FUZZ_CHECK(rejected.error.file == "fuzz.csv");
    FUZZ_CHECK(io::detail::is_utf8(message_en(rejected.error)) && io::detail::is_utf8(message_zh(rejected.error)));
  }
}

/// A decision on a front part of the text is the decision on all of it.
void check_front_parts(std::string_view text) {
  if (text.empty() || text.size() > 64) return;
  io::detail::RowScanner whole_scanner;
  const auto whole = whole_scanner.scan(text, true);
  for (std::size_t size = 1; size < text.size(); ++size) {
    io::detail::RowScanner scanner;
    const auto part = scanner.scan(text.substr(0, size), false);
    if (part.kind == io::detail::RowScan::Kind::need_more) continue;
    FUZZ_CHECK(part.kind == whole.kind && part.bytes == whole.bytes);
  }
}

/// Whatever the bytes are declared to be, what comes out is UTF-8 as wide as the header.
void check_declared(std::string_view text, io::TextEncoding encoding) {
  std::size_t width = 0;
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    width = names.size();
    return {};
  };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    FUZZ_CHECK(row.fields.size() == width);
    for (const std::string_view field : row.fields) FUZZ_CHECK(io::detail::is_utf8(field));
    return {};
  };
  handler.rejected = [](const RejectedRow& row) { FUZZ_CHECK(row.error.row.has_value()); };
  io::CsvLimits limits;
  limits.encoding = encoding;
  (void)io::read_csv_text(text, "fuzz.csv", handler, limits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  check_front_parts(text);
  check_declared(text, io::TextEncoding::gb18030);
  check_declared(text, io::TextEncoding::utf16);
  // Short names, so that the fuzzer finds headers; the box makes the heuristic of swapped axes reachable.
  const ReportColumns columns{
      .id = "i", .opened = "o", .closed = "c", .category = "t", .street = "s", .ward = "w", .lon = "x", .lat = "y"};
  const ReportSource source{
      .crs = size % 2 == 0 ? "EPSG:4326" : "GCJ-02", .time_zone = "+08:00", .serial_dates = SerialDates::since_1900};
  const io::LonLatBox box{.min = {10.0, 20.0}, .max = {30.0, 40.0}};
  if (const auto table =
          io::reports_from_csv(text, "fuzz.csv", {.columns = columns, .source = source, .expected_extent = box})) {
    check_rows(*table);
    check_reports(*table);
  }
  return 0;
}
