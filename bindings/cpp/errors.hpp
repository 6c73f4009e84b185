#pragma once
/// Error -> libgrid.GridError, which is a ValueError, and for its kind of code a KeyError or an OSError as well.
///
///   City city = unwrap(io_or_workflow_call());      // the value, or the exception
///   throw_error(bad_argument("x", "numbers are needed, not text"));
///
/// @pre the GIL is held

#include <string>
#include <utility>

#include <libgrid/base/error.hpp>

namespace libgrid::bindings {

[[noreturn]] void throw_error(const Error& error);

/// parameter_invalid at the field `argument`.
[[nodiscard]] Error bad_argument(const std::string& argument, std::string detail);

template <class T>
[[nodiscard]] T unwrap(Expected<T> result) {
  if (!result) throw_error(result.error());
  return *std::move(result);
}
inline void unwrap(Expected<void> result) {
  if (!result) throw_error(result.error());
}

}  // namespace libgrid::bindings
