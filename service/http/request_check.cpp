#include <service/http/request_check.hpp>

#include <algorithm>

namespace libgrid::service {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> refused(ErrorCode code, std::string_view name, std::string_view value) {
  return fail(make_error(code, std::string(value.substr(0, 200))).at_field(std::string(name)));
}

}  // namespace

bool is_loopback_host(std::string_view host) {
  const std::string name = lower(host);
  for (const std::string_view known : {"127.0.0.1", "localhost", "[::1]"}) {
    if (!name.starts_with(known)) continue;
    const std::string_view rest = std::string_view(name).substr(known.size());
    if (rest.empty() || (rest.front() == ':' && rest.size() > 1 && rest.size() <= 6 && all_digits(rest.substr(1))))
      return true;
  }
  return false;
}

Expected<void> check_headers(std::span<const HeaderLine> lines) {
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
  for (const auto& [written, value] : lines) {
    const std::string name = lower(written);
    if (name == "host" && (++hosts > 1 || !is_loopback_host(value)))
      return refused(ErrorCode::parameter_invalid, "Host", value);
    if (name == "content-length" && (++lengths > 1 || value.empty() || !all_digits(value)))
      return refused(ErrorCode::parameter_invalid, "Content-Length", value);
    if (name == "transfer-encoding" && (++codings > 1 || lower(value) != "chunked"))
      return refused(ErrorCode::parameter_invalid, "Transfer-Encoding", value);
    if (name == "content-encoding" && lower(value) != "identity")
      return refused(ErrorCode::format_unknown, "Content-Encoding", value);
  }
  if (hosts == 0) return refused(ErrorCode::parameter_invalid, "Host", "missing");
  if (lengths > 0 && codings > 0)
    return refused(ErrorCode::parameter_invalid, "Transfer-Encoding", "together with Content-Length");
  return {};
}

Fields to_fields(std::span<const HeaderLine> lines) {
  Fields fields;
  for (const auto& [name, value] : lines) {
    const auto [at, added] = fields.try_emplace(lower(name), value);
    if (!added) at->second += ", " + value;
  }
  return fields;
}

}  // namespace libgrid::service
