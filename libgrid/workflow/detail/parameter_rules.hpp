#pragma once
/// What a request must satisfy, one parameter at a time, so that the refusal names the one that does not.
///
///   GRID_CHECK(parameters_hold({{"radius", r, r > 0.0, "above 0 m"}, {"level", q, q > 0.0 && q < 1.0, "above 0,
///   below 1"}}));
///   // E_PARAMETER_INVALID: field radius: a parameter is invalid (-5: above 0 m)
///
/// @errors parameter_invalid with the field, its value and what it must be
/// @cost   O(rules)

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow::detail {

struct ParameterRule {
  std::string_view field;
  double value;
  bool holds;  ///< write the condition so that NaN fails it
  std::string_view allowed;
};

/// The first that does not hold.
[[nodiscard]] Expected<void> parameters_hold(std::initializer_list<ParameterRule> rules);

/// Statistics of neighbours say nothing of less than four zones. @errors parameter_invalid, field zones
[[nodiscard]] Expected<void> enough_zones(std::size_t zones);

/// A name that nobody has, and what there is (base/known_names.hpp). `known` sorted or in an order that tells
/// something.
[[nodiscard]] Error unknown_name(std::string_view field, std::string_view name, std::span<const std::string> known);

}  // namespace libgrid::workflow::detail
