#pragma once
/// Enumerations are kept as words: a file stays readable by a person, and when enumerators move.

#include <array>
#include <string_view>

#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::store::detail {

template <class Enum>
struct WordsOf;

template <>
struct WordsOf<MergeReason> {
  static constexpr std::array<std::string_view, 3> words{"none", "small", "thin"};
};
template <>
struct WordsOf<RoadSide> {
  static constexpr std::array<std::string_view, 3> words{"whole", "left", "right"};
};
template <>
struct WordsOf<DutyRule> {
  static constexpr std::array<std::string_view, 3> words{"inside", "border_lower_code", "outside"};
};
template <>
struct WordsOf<AttributionMethod> {
  static constexpr std::array<std::string_view, 3> words{"inside", "border", "none"};
};
template <>
struct WordsOf<UnassignedReason> {
  static constexpr std::array<std::string_view, 3> words{"none", "default_coordinate", "outside"};
};

}  // namespace libgrid::store::detail
