#include <libgrid/places/detail/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace libgrid::places::detail {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Bytes of the sequence that starts with this byte; 0 if none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

bool well_formed(char32_t c, std::size_t bytes) {
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  return c >= kLeast[bytes] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

/// The code point at `at` and its bytes; the replacement and one byte where the text is broken.
std::pair<char32_t, std::size_t> decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = sequence_length(lead);
  if (bytes == 1) return {lead, 1};
  if (bytes == 0 || at + bytes > text.size()) return {kReplacement, 1};
  char32_t c = lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0u) != 0x80u) return {kReplacement, 1};
    c = (c << 6u) | (next & 0x3Fu);
  }
  if (!well_formed(c, bytes)) return {kReplacement, 1};
  return {c, bytes};
}

void append(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) {
    byte(0xC0u | (c >> 6u));
  } else if (c < 0x10000) {
    byte(0xE0u | (c >> 12u));
    byte(0x80u | ((c >> 6u) & 0x3Fu));
  } else {
    byte(0xF0u | (c >> 18u));
    byte(0x80u | ((c >> 12u) & 0x3Fu));
    byte(0x80u | ((c >> 6u) & 0x3Fu));
  }
  byte(0x80u | (c & 0x3Fu));
}

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, bytes] = decode(text, at);
    out += c;
    at += bytes;
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text) append(out, c);
  return out;
}

bool is_latin_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

int numeral_value(char32_t c) {
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
  if (c == U'〇') return 0;
  if (c == U'十') return 10;
  if (c == U'百') return 100;
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace libgrid::places::detail
