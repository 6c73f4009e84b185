#include <libgrid/io/detail/utf8.hpp>

#include <cstdint>
#include <cstring>

namespace libgrid::io::detail {
namespace {

/// What may follow a first byte: how many bytes, and the range of the second (the others are 80..BF).
struct Form {
  std::size_t following;
  unsigned char second_low;
  unsigned char second_high;
};

constexpr Form kNone{0, 1, 0};

Form form_of(unsigned char first) {
  if (first >= 0xC2 && first <= 0xDF) return {1, 0x80, 0xBF};
  if (first == 0xE0) return {2, 0xA0, 0xBF};  // below A0: overlong
  if (first == 0xED) return {2, 0x80, 0x9F};  // above 9F: surrogates
  if (first >= 0xE1 && first <= 0xEF) return {2, 0x80, 0xBF};
  if (first == 0xF0) return {3, 0x90, 0xBF};  // below 90: overlong
  if (first >= 0xF1 && first <= 0xF3) return {3, 0x80, 0xBF};
  if (first == 0xF4) return {3, 0x80, 0x8F};  // above 8F: beyond U+10FFFF
  return kNone;
}

bool eight_ascii(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080ULL) == 0;
}

bool continues(std::string_view text, std::size_t at, const Form& form) {
  if (form.following == 0 || form.following >= text.size() - at) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(1) < form.second_low || byte(1) > form.second_high) return false;
  for (std::size_t i = 2; i <= form.following; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return false;
  }
  return true;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8 && eight_ascii(text.data() + at)) {
      at += 8;
      continue;
    }
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      ++at;
      continue;
    }
    const Form form = form_of(first);
    if (!continues(text, at, form)) return at;
    at += 1 + form.following;
  }
  return at;
}

std::string_view beginning_of(std::string_view text, std::size_t bytes) {
  const std::string_view front = text.substr(0, bytes);
  return front.substr(0, valid_utf8_prefix(front));
}

}  // namespace libgrid::io::detail
