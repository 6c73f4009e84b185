#include <service/http/router.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

#include <libgrid/base/known_names.hpp>

namespace libgrid::service {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    segments.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool is_name(std::string_view segment) { return !segment.empty() && segment.front() == '{'; }

std::optional<Fields> match(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  // The last {name} may carry an extension: "{y}.mvt".
  if (pattern.size() != path.size()) return std::nullopt;
  Fields found;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_name(pattern[i])) {
      if (pattern[i] != path[i]) return std::nullopt;
      continue;
    }
    const std::size_t close = pattern[i].find('}');
    const std::string_view suffix = std::string_view(pattern[i]).substr(close + 1);
    if (path[i].size() <= suffix.size() || !path[i].ends_with(suffix)) return std::nullopt;
    found[pattern[i].substr(1, close - 1)] = path[i].substr(0, path[i].size() - suffix.size());
  }
  return found;
}

bool lists(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

/// What a key was called before: whoever still sends it is told the word of today, not the nearest in letters.
constexpr std::pair<std::string_view, std::string_view> kOldName{"at", "as_of"};

std::optional<Error> unknown_query(const Router::Keys& known, const Fields& query) {
  for (const auto& [key, value] : query) {
    if (std::ranges::find(known, key) != known.end()) continue;
    const bool renamed = key == kOldName.first && std::ranges::find(known, kOldName.second) != known.end();
    return make_error(ErrorCode::parameter_invalid,
                      unknown_key(key, as_names(known), renamed ? kOldName.second : std::string_view()))
        .at_field(key);
  }
  return std::nullopt;
}

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

std::string etag_of(std::string_view bytes) {
  // FNV-1a, 64 bit, and the length: cheap, and enough to tell two answers of one server apart.
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string tag = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) tag.push_back(kDigits[(hash >> shift) & 15U]);
  return tag + "-" + std::to_string(bytes.size()) + "\"";
}

void Router::on(std::string method, std::string pattern, Handler handler, Keys query) {
  std::vector<std::string> segments = segments_of(pattern);
  routes_.push_back({std::move(method), std::move(pattern), std::move(segments), std::move(handler), std::move(query)});
  std::ranges::stable_sort(routes_, [](const Route& a, const Route& b) {
    return std::ranges::lexicographical_compare(a.segments, b.segments, [](const std::string& x, const std::string& y) {
      return std::pair(is_name(x), std::string_view(x)) < std::pair(is_name(y), std::string_view(y));
    });
  });
}

Response Router::dispatch(const Request& request) const {
  const std::vector<std::string> path = segments_of(request.path);
  std::string others;  // methods of the same path
  for (const Route& route : routes_) {
    auto found = match(route.segments, path);
    if (!found) continue;
    if (route.method == (request.method == "HEAD" ? "GET" : request.method)) {
      if (const auto unknown = unknown_query(route.query, request.query)) return error_response(*unknown);
      Request with_parameters = request;
      with_parameters.parameters = std::move(*found);
      return route.handler(with_parameters);
    }
    if (others.find(route.method) == std::string::npos)
      others += (others.empty() ? "" : ", ") + (route.method == "GET" ? "GET, HEAD" : route.method);
  }
  if (others.empty() && reads(request) && otherwise_) return otherwise_(request);
  if (others.empty() && reads(request)) return error_response(make_error(ErrorCode::not_found, request.path));
  Response refused = error_response(make_error(ErrorCode::method_not_allowed, request.method));
  if (!others.empty()) refused.headers["allow"] = others;
  return refused;
}

Response Router::operator()(const Request& request) const {
  Response response;
  try {
    response = dispatch(request);
  } catch (const std::exception& problem) {  // a bug in one handler must not end the service
    return error_response(make_error(ErrorCode::internal, problem.what()));
  }
  if (response.status != 200 || !reads(request)) return response;
  const std::string& etag = response.headers.try_emplace("etag", etag_of(response.body)).first->second;
  response.headers.try_emplace("cache-control", "no-cache");
  if (lists(value_of(request.headers, "if-none-match"), etag)) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

Router::Keys Router::query_keys(std::string_view pattern) const {
  Keys all;
  for (const Route& route : routes_)
    if (route.pattern == pattern) all.insert(all.end(), route.query.begin(), route.query.end());
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

std::vector<std::string> Router::patterns() const {
  std::vector<std::string> all;
  for (const Route& route : routes_) all.push_back(route.pattern);
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

}  // namespace libgrid::service
