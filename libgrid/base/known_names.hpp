#pragma once
/// What there is, for the error about what there is not.
///
///   some_of(names);                            // "ward, name, area", the first twelve and then how many there are
///   nearest_name("cel_m", names);              // "cell_m": the fewest slips of the pen away
///   unknown_key("cel_m", names);               // "unknown key, nearest: cell_m; known here: cell_m, least_reports"

#include <concepts>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace libgrid {
inline namespace base {

/// In their order; an empty name is written "".
[[nodiscard]] std::string some_of(const std::vector<std::string_view>& names);
/// The earlier of two that are as near; empty: there are none.
[[nodiscard]] std::string_view nearest_name(std::string_view asked, const std::vector<std::string_view>& names);
/// @param nearest what it is called here, where that is known for sure
[[nodiscard]] std::string unknown_key(std::string_view key, const std::vector<std::string_view>& known,
                                      std::string_view nearest = {});

/// Texts of any kind as names. @pre they outlive the names
template <std::ranges::input_range Texts>
  requires std::convertible_to<std::ranges::range_reference_t<const Texts&>, std::string_view>
[[nodiscard]] std::vector<std::string_view> as_names(const Texts& texts) {
  return {std::ranges::begin(texts), std::ranges::end(texts)};
}

}  // namespace base
}  // namespace libgrid
