#include <algorithm>

#include <libgrid/base/error_codes.hpp>
#include <libgrid/store/detail/row_of.hpp>

// Braced initialisers are evaluated from left to right, which is the order of the columns.

namespace libgrid::store::detail {
namespace {

std::optional<LocalTime> optional_time(RowReader& row) {
  if (row.skip_null()) return std::nullopt;
  return row.time();
}

// Kept by its stable name: the numbers of the enumeration may move.
ErrorCode error_code(RowReader& row) {
  const std::string name = row.text();
  const auto found = std::ranges::find(all_errors(), name, &ErrorInfo::name);
  if (found != all_errors().end()) return found->code;
  row.refuse(make_error(ErrorCode::store_failed, "unknown error code " + name));
  return ErrorCode::internal;
}

}  // namespace

void RowOf<Report>::write(RowWriter& row, const Report& report) {
  row.integer(report.row).text(report.id).time(report.opened);
  report.closed ? row.time(*report.closed) : row.null();
  row.text(report.category).text(report.street).text(report.ward);
  row.real(report.at.lon).real(report.at.lat).integer(report.flags.bits);
  report.accuracy ? row.quantity(*report.accuracy) : row.null();
  row.text(report.source).integer(report.returned).text(report.resolution);
}

Report RowOf<Report>::read(RowReader& row) {
  return {.row = row.integer(),
          .id = row.text(),
          .opened = row.time(),
          .closed = optional_time(row),
          .category = row.text(),
          .street = row.text(),
          .ward = row.text(),
          .at = {.lon = row.real(), .lat = row.real()},
          .flags = {static_cast<std::uint8_t>(row.integer())},  // 0..255 by the table's CHECK
          .accuracy = row.optional_quantity<Metres>(),
          .source = row.text(),
          .returned = row.integer(),
          .resolution = row.text()};
}

void RowOf<RejectedRow>::write(RowWriter& row, const RejectedRow& rejected) {
  const Error& error = rejected.error;
  row.text(info(error.code).name).text(error.detail).text(error.file);
  error.row ? row.integer(*error.row) : row.null();
  row.text(error.field).text(error.id);
}

RejectedRow RowOf<RejectedRow>::read(RowReader& row) {
  Error error = make_error(error_code(row));
  error.detail = row.text();
  error.file = row.text();
  if (!row.skip_null()) error.row = row.integer();
  error.field = row.text();
  error.id = row.text();
  return {std::move(error)};
}

void RowOf<Attribution>::write(RowWriter& row, const Attribution& attribution) {
  row.id(attribution.zone).word(attribution.method).word(attribution.reason);
  attribution.distance ? row.quantity(*attribution.distance) : row.null();
}

Attribution RowOf<Attribution>::read(RowReader& row) {
  Attribution attribution{.zone = row.optional_id<ZoneId>(),
                          .method = row.word<AttributionMethod>(),
                          .reason = row.word<UnassignedReason>(),
                          .distance = row.optional_quantity<Metres>()};
  return attribution;
}

}  // namespace libgrid::store::detail
