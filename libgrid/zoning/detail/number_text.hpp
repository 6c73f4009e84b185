#pragma once
/// Numbers in certificates and findings: fixed digits, no locale.

#include <array>
#include <charconv>
#include <string>

namespace libgrid::zoning::detail {

/// fixed(0.95, 4) is "0.9500".
[[nodiscard]] inline std::string fixed(double value, int digits) {
  std::array<char, 400> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits);
  return {text.data(), end.ptr};
}

/// The shortest text that reads back the same number: "0.05".
[[nodiscard]] inline std::string shortest(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// The same without an exponent: "0.0001".
[[nodiscard]] inline std::string plain(double value) {
  std::array<char, 400> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr};
}

}  // namespace libgrid::zoning::detail
