#pragma once
/// Value or error: what every function at a border (file, HTTP, Python, a user's polygon) returns.
///
///   Expected<double> lon = parse_number(text);
///   if (!lon) return fail(lon.error().at_field("lon"));
///
/// An Error names what is wrong (code), where (file, row, field, id), why (detail) and the cure (from the table).
/// A broken precondition is a bug, not an Error: use GRID_ASSERT.

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include <libgrid/base/error_codes.hpp>

namespace libgrid {
inline namespace base {

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string detail;               ///< the offending value or numbers, in English, e.g. "12x.5"
  std::string file;                 ///< file or layer name, empty if none
  std::optional<std::int64_t> row;  ///< data row from 1 (the header is not counted)
  std::string field;                ///< column or property name
  std::string id;                   ///< id of the thing that is wrong

  [[nodiscard]] Error in_file(std::string name) && { return file = std::move(name), std::move(*this); }
  [[nodiscard]] Error at_row(std::int64_t number) && { return row = number, std::move(*this); }
  [[nodiscard]] Error at_field(std::string name) && { return field = std::move(name), std::move(*this); }
  [[nodiscard]] Error about(std::string what) && { return id = std::move(what), std::move(*this); }
};

/// One sentence: text, place, detail, cure. `message_zh` is the same in Chinese.
[[nodiscard]] std::string message_en(const Error& error);
[[nodiscard]] std::string message_zh(const Error& error);

template <class T>
using Expected = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail = {}) {
  return tl::unexpected<Error>(
      Error{.code = code, .detail = std::move(detail), .file = {}, .row = {}, .field = {}, .id = {}});
}
[[nodiscard]] inline Error make_error(ErrorCode code, std::string detail = {}) {
  return Error{.code = code, .detail = std::move(detail), .file = {}, .row = {}, .field = {}, .id = {}};
}

}  // namespace base
}  // namespace libgrid

/// A precondition of our own code; checked in debug and sanitizer builds.
#define GRID_ASSERT(condition) assert(condition)

/// Returns the error of an Expected expression from the enclosing function, else yields its value.
#define GRID_TRY(variable, expression)                                          \
  auto variable##_or = (expression);                                            \
  if (!variable##_or) return ::libgrid::fail(std::move(variable##_or.error())); \
  auto& variable = *variable##_or

/// The same for Expected<void>.
#define GRID_CHECK(expression)                                              \
  do {                                                                      \
    auto grid_check = (expression);                                         \
    if (!grid_check) return ::libgrid::fail(std::move(grid_check.error())); \
  } while (false)
