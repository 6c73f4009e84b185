#include <libgrid/store/detail/row.hpp>

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include <sqlite3.h>

namespace libgrid::store::detail {

void RowWriter::check(int code) {
  if (code == SQLITE_OK || error_) return;
  error_ = make_error(ErrorCode::store_failed, sqlite3_errstr(code));
}

RowWriter& RowWriter::refuse(Error error) {
  if (!error_) error_ = std::move(error);
  return null();
}

RowWriter& RowWriter::integer(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.handle(), ++column_, value));
  return *this;
}

RowWriter& RowWriter::real(double value) {
  if (std::isnan(value)) {
    const auto bits = std::bit_cast<std::array<std::byte, sizeof value>>(value);
    return blob(bits);
  }
  check(sqlite3_bind_double(statement_.handle(), ++column_, value));
  return *this;
}

RowWriter& RowWriter::text(std::string_view value) {
  const char* data = value.empty() ? "" : value.data();  // a null pointer would bind NULL
  check(sqlite3_bind_text64(statement_.handle(), ++column_, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

RowWriter& RowWriter::null() {
  check(sqlite3_bind_null(statement_.handle(), ++column_));
  return *this;
}

RowWriter& RowWriter::blob(std::span<const std::byte> bytes) {
  check(sqlite3_bind_blob64(statement_.handle(), ++column_, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

// A shape that cannot be read back would make the store unreadable, so it is read back before it is kept.
RowWriter& RowWriter::shape(const Polygon& polygon) {
  if (polygon == Polygon{}) return null();
  const Bytes bytes = to_wkb(polygon);
  if (auto again = polygons_from_wkb(bytes); !again) return refuse(std::move(again.error()));
  return blob(bytes);
}

RowWriter& RowWriter::shape(const MultiPolygon& polygons) {
  if (polygons.empty()) return null();
  const Bytes bytes = to_wkb(polygons);
  if (auto again = polygons_from_wkb(bytes); !again) return refuse(std::move(again.error()));
  return blob(bytes);
}

RowWriter& RowWriter::line(std::span<const Xy> line) {
  if (line.empty()) return null();
  const Bytes bytes = to_wkb(line);
  if (auto again = line_from_wkb(bytes); !again) return refuse(std::move(again.error()));
  return blob(bytes);
}

Expected<void> RowWriter::run() {
  if (error_) return fail(std::move(*error_));
  GRID_CHECK(statement_.step());
  column_ = 0;
  return {};
}

void RowReader::refuse(Error error) {
  if (!error_) error_ = std::move(error);
}

bool RowReader::is(int type) {
  if (sqlite3_column_type(statement_.handle(), column_) == type) return true;
  const char* name = sqlite3_column_name(statement_.handle(), column_);
  refuse(make_error(ErrorCode::store_failed, std::string("unexpected value in column ") + (name ? name : "?")));
  return false;
}

std::int64_t RowReader::integer() {
  const std::int64_t value = is(SQLITE_INTEGER) ? sqlite3_column_int64(statement_.handle(), column_) : 0;
  ++column_;
  return value;
}

double RowReader::real() {
  sqlite3_stmt* row = statement_.handle();
  double value = 0.0;
  if (sqlite3_column_type(row, column_) == SQLITE_FLOAT) {
    value = sqlite3_column_double(row, column_++);
  } else if (const auto bits = blob(); bits.size() == sizeof value) {
    std::memcpy(&value, bits.data(), sizeof value);
  } else {
    refuse(make_error(ErrorCode::store_failed, "a number of " + std::to_string(bits.size()) + " bytes"));
  }
  return value;
}

std::string RowReader::text() {
  sqlite3_stmt* row = statement_.handle();
  std::string value;
  if (is(SQLITE_TEXT)) {
    const unsigned char* data = sqlite3_column_text(row, column_);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column_));
    value.assign(reinterpret_cast<const char*>(data), size);
  }
  ++column_;
  return value;
}

std::span<const std::byte> RowReader::blob() {
  sqlite3_stmt* row = statement_.handle();
  std::span<const std::byte> bytes;
  if (is(SQLITE_BLOB)) {
    const void* data = sqlite3_column_blob(row, column_);
    bytes = {static_cast<const std::byte*>(data), static_cast<std::size_t>(sqlite3_column_bytes(row, column_))};
  }
  ++column_;
  return bytes;
}

bool RowReader::skip_null() {
  if (sqlite3_column_type(statement_.handle(), column_) != SQLITE_NULL) return false;
  ++column_;
  return true;
}

MultiPolygon RowReader::polygons() {
  if (skip_null()) return {};
  auto polygons = polygons_from_wkb(blob());
  if (polygons) return std::move(*polygons);
  refuse(std::move(polygons.error()));
  return {};
}

Polygon RowReader::polygon() {
  MultiPolygon parts = polygons();
  if (parts.size() > 1) refuse(make_error(ErrorCode::geometry_type, "one polygon is needed"));
  return parts.size() == 1 ? std::move(parts.front()) : Polygon{};
}

LineString RowReader::line() {
  if (skip_null()) return {};
  auto line = line_from_wkb(blob());
  if (line) return std::move(*line);
  refuse(std::move(line.error()));
  return {};
}

}  // namespace libgrid::store::detail
