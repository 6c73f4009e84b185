#include <libgrid/io/detail/json_text.hpp>

#include <array>
#include <charconv>
#include <cmath>

#include <libgrid/io/csv_writer.hpp>

namespace libgrid::io::detail {
namespace {

void append_escape(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kDigits[code >> 4];
  out += kDigits[code & 15];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') {
      append_escape(out, c);
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_json_number(std::string& out, double number) {
  out += std::isfinite(number) ? shortest_text(number) : "null";
}

void append_fixed(std::string& out, double number, int decimals) {
  std::array<char, 400> text{};  // 309 digits before the point at most
  const auto [end, reason] =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, decimals);
  std::string_view digits(text.data(), static_cast<std::size_t>(end - text.data()));
  if (digits.find('.') != std::string_view::npos) {
    digits = digits.substr(0, digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
  }
  out += digits == "-0" ? "0" : digits;
}

}  // namespace libgrid::io::detail
