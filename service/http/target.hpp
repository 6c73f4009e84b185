#pragma once
/// The request target: path and query out of "/v1/locate?lon=-71.06&lat=42.36".
///
///   Expected<Target> target = parse_target("/v1/zones/%E7%BD%91?level=2");
///
/// @errors parameter_invalid (field "path" or "query"): not an absolute path, broken %-escape, a NUL, a control
///         character, a backslash, bytes that are not UTF-8, over 8,192 bytes
/// @guarantee the path begins with '/' and has no empty, "." or ".." segment left (those are refused, not resolved)
/// @source RFC 3986, sections 2.1, 3.3, 3.4; '+' in a query is a blank (HTML forms)

#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <service/http/handler.hpp>

namespace libgrid::service {

struct Target {
  std::string path;
  Fields query;
};

[[nodiscard]] Expected<Target> parse_target(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace libgrid::service
