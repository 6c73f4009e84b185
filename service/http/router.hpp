#pragma once
/// Which handler answers which path.
///
///   Router router;
///   router.get("/v1/zones/{id}", [](const Request& r) { return zone_page(r.parameters.at("id")); }, {"as_of"});
///   router.on("POST", "/v1/decisions", record);
///   Response answer = router(Request{.path = "/v1/zones/17"});
///
/// A pattern is literal segments and {name} segments; a {name} takes one segment. Where several patterns fit, the one
/// with the earlier literal wins. HEAD is answered as GET (the server leaves the body out). A good answer carries an
/// ETag over its bytes, and If-None-Match gets 304.
/// A route says which query keys it knows; any other is refused with the nearest of them, so that a slip of the pen
/// does not answer another question (`otherwise` takes what it gets: a page may be asked for with anything).
/// @errors in the answer: not_found, parameter_invalid (a query key, field = the key), method_not_allowed (with Allow:
/// the methods of the path), internal for a handler that throws

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <service/http/handler.hpp>

namespace libgrid::service {

class Router {
 public:
  using Keys = std::vector<std::string>;

  void get(std::string pattern, Handler handler, Keys query = {}) {
    on("GET", std::move(pattern), std::move(handler), std::move(query));
  }
  void on(std::string method, std::string pattern, Handler handler, Keys query = {});
  /// Answers every path that no pattern fits.
  void otherwise(Handler handler) { otherwise_ = std::move(handler); }

  [[nodiscard]] Response operator()(const Request& request) const;

  /// All patterns, sorted, each once; openapi.yaml lists the same (tested).
  [[nodiscard]] std::vector<std::string> patterns() const;

  /// Query keys of all methods of a pattern, sorted, each once; openapi.yaml lists the same (tested).
  [[nodiscard]] Keys query_keys(std::string_view pattern) const;

 private:
  struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> segments;
    Handler handler;
    Keys query;
  };
  [[nodiscard]] Response dispatch(const Request& request) const;

  std::vector<Route> routes_;
  Handler otherwise_;
};

/// A strong ETag of the bytes, in quotes.
[[nodiscard]] std::string etag_of(std::string_view bytes);

}  // namespace libgrid::service
