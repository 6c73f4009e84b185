#pragma once
/// UTF-8 as code points, and back; bytes that are not UTF-8 become U+FFFD one by one, so nothing is lost silently.

#include <string>
#include <string_view>

namespace libgrid::places::detail {

[[nodiscard]] std::u32string code_points(std::string_view utf8);
[[nodiscard]] std::string utf8(std::u32string_view text);

[[nodiscard]] bool is_latin_letter(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
/// The place of 一 to 九 (and 〇, 零) as 1 to 9 (0), 十 as 10, 百 as 100; -1 for any other character.
[[nodiscard]] int numeral_value(char32_t c);

}  // namespace libgrid::places::detail
