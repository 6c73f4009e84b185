#include <libgrid/io/detail/road_tags.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

std::string lower_tag(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, lower_tag(text)) != words.end();
}

std::optional<double> leading_number(std::string_view text, std::string_view& rest) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// The quoted text that begins at `at`; `at` moves behind it. Empty where there is none.
std::string quoted(std::string_view text, std::size_t& at) {
  std::string out;
  if (at >= text.size() || text[at] != '"') return at = text.size(), out;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  ++at;
  return out;
}

}  // namespace

OneWay one_way_of(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kForward{"yes", "true", "1", "t", "y", "ft", "f"};
  static constexpr std::array<std::string_view, 4> kBackward{"-1", "reverse", "tf", "b"};
  if (is_one_of(text, kForward)) return OneWay::forward;
  return is_one_of(text, kBackward) ? OneWay::backward : OneWay::no;
}

bool yes_of(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kNo{"", "no", "false", "0", "n", "f"};
  return !is_one_of(text, kNo);
}

std::optional<Metres> width_of(std::string_view text) {
  std::string_view rest;
  const auto number = leading_number(text, rest);
  const bool metres = rest.empty() || rest == " m" || rest == "m" || rest == "米";
  return number && metres && *number > 0.0 ? std::optional(Metres{*number}) : std::nullopt;
}

std::optional<int> whole_of(std::string_view text) {
  std::string_view rest;
  const auto number = leading_number(text, rest);
  if (!number || !rest.empty() || *number != std::floor(*number) || std::abs(*number) > 1e6) return std::nullopt;
  return static_cast<int>(*number);
}

std::map<std::string, std::string, std::less<>> tags_of(std::string_view hstore) {
  std::map<std::string, std::string, std::less<>> tags;
  for (std::size_t at = 0; at < hstore.size();) {
    std::string key = quoted(hstore, at);
    if (hstore.substr(std::min(at, hstore.size()), 2) != "=>") break;
    at += 2;
    tags.insert_or_assign(std::move(key), quoted(hstore, at));
    if (at < hstore.size() && hstore[at] == ',') ++at;
  }
  return tags;
}

bool mend_utf8(std::string& text) {
  if (is_utf8(text)) return false;
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t good = valid_utf8_prefix(rest);
    out += rest.substr(0, good);
    rest.remove_prefix(good);
    if (rest.empty()) break;
    out += "\xEF\xBF\xBD";
    rest.remove_prefix(1);
  }
  text = std::move(out);
  return true;
}

}  // namespace libgrid::io::detail
