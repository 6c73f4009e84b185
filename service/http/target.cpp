#include <service/http/target.hpp>

#include <algorithm>
#include <optional>

namespace libgrid::service {
namespace {

constexpr std::size_t kMaxLength = 8192;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { is_plus, is_blank };

/// Empty if an escape is broken or a control character comes out.
std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex(text[i + 1]);
      const int low = hex(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::is_blank) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return std::nullopt;
    out.push_back(c);
  }
  return is_utf8(out) ? std::optional(out) : std::nullopt;
}

bool has_odd_segment(std::string_view path) {
  for (std::size_t begin = 1; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment.empty() || segment == "." || segment == "..") return true;
    begin = end + 1;
  }
  return false;
}

tl::unexpected<Error> refused(std::string_view text, const char* field) {
  return fail(make_error(ErrorCode::parameter_invalid, std::string(text.substr(0, 200))).at_field(field));
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t more = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : 3;
    if (lead >= 0x80 && (lead < 0xC2 || lead > 0xF4)) return false;
    if (more >= text.size() - i) return false;
    for (std::size_t k = 1; k <= more; ++k)
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80) return false;
    if (more >= 2) {  // overlong forms, surrogates, beyond U+10FFFF
      const auto next = static_cast<unsigned char>(text[i + 1]);
      if (lead == 0xE0 && next < 0xA0) return false;
      if (lead == 0xED && next > 0x9F) return false;
      if (lead == 0xF0 && next < 0x90) return false;
      if (lead == 0xF4 && next > 0x8F) return false;
    }
    i += more + 1;
  }
  return true;
}

Expected<Target> parse_target(std::string_view text) {
  if (text.size() > kMaxLength || text.empty() || text.front() != '/') return refused(text, "path");
  const std::string_view raw = text.substr(0, text.find('#'));
  const std::size_t mark = std::min(raw.find('?'), raw.size());
  const auto path = decoded(raw.substr(0, mark), Plus::is_plus);
  if (!path || path->find('\\') != std::string::npos || has_odd_segment(*path)) return refused(text, "path");
  Target target{.path = *path, .query = {}};
  for (std::size_t begin = mark + 1; begin < raw.size();) {
    const std::size_t end = std::min(raw.find('&', begin), raw.size());
    const std::string_view pair = raw.substr(begin, end - begin);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decoded(pair.substr(0, equals), Plus::is_blank);
    const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::is_blank);
    if (!name || !value) return refused(text, "query");
    if (!name->empty()) target.query.try_emplace(*name, *value);
    begin = end + 1;
  }
  return target;
}

}  // namespace libgrid::service
