#pragma once
/// The thin interface between the network and the city: a request is a value, a handler is a function of it.
///
///   Handler hello = [](const Request&) { return Response{.body = "你好", .content_type = "text/plain"}; };
///   Response r = hello(Request{.path = "/hello"});
///
/// No handler sees a socket, so every handler is tested as a function, and the server can be replaced alone.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::service {

/// Lower-case name to value; at most one value per name reaches a handler.
using Fields = std::map<std::string, std::string, std::less<>>;

struct Request {
  std::string method = "GET";
  std::string path;  ///< decoded, begins with '/', UTF-8, no NUL
  Fields query;      ///< decoded; of equal names the first
  Fields headers;    ///< names in lower case
  std::string body;
  Fields parameters;  ///< filled by the router: {id} of "/v1/zones/{id}"
};

struct Response {
  int status = 200;
  std::string body;
  std::string content_type = "application/json; charset=utf-8";
  Fields headers;
};

using Handler = std::function<Response(const Request&)>;

/// The value of a field, or "" if there is none.
[[nodiscard]] std::string_view value_of(const Fields& fields, std::string_view name);

/// {"code", "status", "message_zh", "message_en", "cure_zh", "cure_en", "detail", "field"} with the code's HTTP status.
[[nodiscard]] Response error_response(const Error& error);

}  // namespace libgrid::service
