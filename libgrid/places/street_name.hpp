#pragma once
/// What two spellings of one name have in common: the folded name.
///
///   const NameRules rules = NameRules::common();
///   fold_name("West Sixth Street", rules) == fold_name("W 6th St.", rules)     // "w 6th st"
///   fold_name("颖昌大道", rules) == fold_name("颍昌大道", rules)
///   fold_name("光明二巷", rules) == fold_name("光明2巷", rules)
///
/// Full-width letters and digits become half-width, letters small, Chinese numerals digits (一一 is 11, 十二 is 12),
/// written variants of a character one character. Points, apostrophes and, in Chinese text, blanks go; runs of blanks
/// are one. Words of a Latin name are replaced by the table: type words (Street, St), compass words, ordinals.
/// @guarantee folding a folded name changes nothing; text that is not UTF-8 keeps a mark at each broken byte
/// @cost O(length)

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace libgrid::places {

/// The tables are data: a city adds its own.
struct NameRules {
  std::map<char32_t, char32_t> characters;   ///< variant -> the character that stands for it
  std::map<std::string, std::string> words;  ///< small Latin word -> the word that stands for it

  [[nodiscard]] static NameRules common();
};

/// A folded text that knows where each of its characters came from.
struct FoldedText {
  std::u32string text;
  std::vector<std::size_t>
      origin;  ///< of every character, and one past the last: index of a code point of the original
};

[[nodiscard]] FoldedText fold_characters(std::string_view text, const NameRules& rules);
[[nodiscard]] std::string fold_name(std::string_view name, const NameRules& rules);

}  // namespace libgrid::places
