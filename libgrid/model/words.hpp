#pragma once
/// The words that enumerations are written with in every file, answer and table (docs/outputs.md).
///
///   word(DutyRule::border_lower_code);      // "border_lower_code"
///   word(UnassignedReason::none);           // "none"; tables leave the field empty instead
///   words(report.flags);                    // "closed_before_opened;street_missing"
///
/// One table each, in the order of the enumerators, so that a word and its value can be looked up both ways.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <libgrid/model/barrier.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid {
inline namespace model {

template <class Enum>
struct WordsOf;

template <>
struct WordsOf<MergeReason> {
  static constexpr std::array<std::string_view, 4> words{"none", "small", "thin", "artefact"};
};
template <>
struct WordsOf<MergeRule> {
  static constexpr std::array<std::string_view, 2> words{"thresholds", "artefacts"};
};
template <>
struct WordsOf<BarrierKind> {
  static constexpr std::array<std::string_view, 3> words{"river", "railway", "wall"};
};
template <>
struct WordsOf<RoadSide> {
  static constexpr std::array<std::string_view, 3> words{"whole", "left", "right"};
};
template <>
struct WordsOf<DutyRule> {
  static constexpr std::array<std::string_view, 9> words{
      "inside",        "border_lower_code", "outside",           "named",  "border_centre",
      "border_longer", "border_authority",  "border_south_east", "nearest"};
};
template <>
struct WordsOf<RoadKind> {
  static constexpr std::array<std::string_view, 4> words{"main_road", "secondary", "branch", "back_lane"};
};
template <>
struct WordsOf<BorderRule> {
  static constexpr std::array<std::string_view, 5> words{"lower_code", "centre_line", "longer_share",
                                                         "higher_authority", "south_east"};
};
template <>
struct WordsOf<AttributionMethod> {
  static constexpr std::array<std::string_view, 3> words{"inside", "border", "none"};
};
template <>
struct WordsOf<UnassignedReason> {
  static constexpr std::array<std::string_view, 3> words{"none", "default_coordinate", "outside"};
};

template <class Enum>
[[nodiscard]] constexpr std::string_view word(Enum value) {
  return WordsOf<Enum>::words[static_cast<std::size_t>(value)];
}

/// The value of a word, or nothing.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> from_word(std::string_view text) {
  for (std::size_t i = 0; i < WordsOf<Enum>::words.size(); ++i)
    if (WordsOf<Enum>::words[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

/// All words of an enumeration for a message: "lower_code, centre_line, longer_share".
template <class Enum>
[[nodiscard]] std::string all_words() {
  std::string text;
  for (const std::string_view each : WordsOf<Enum>::words) text.append(text.empty() ? "" : ", ").append(each);
  return text;
}

/// Empty for `none`, else the word: how an optional reason stands in a table.
template <class Enum>
[[nodiscard]] constexpr std::string_view word_or_empty(Enum value) {
  return value == Enum::none ? std::string_view{} : word(value);
}

/// The flags of the output contract, joined by ';' in the order of the enumeration. ward_missing is none of them: the
/// empty field says it already.
[[nodiscard]] std::string words(ReportFlags flags);

}  // namespace model
}  // namespace libgrid
