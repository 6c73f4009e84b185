#pragma once
/// Decimal numbers as strangers write them: the whole text is the number, without blanks, sign +, or hexadecimal.
/// @errors number_malformed, number_not_finite (nan, inf, or too large for a double)

#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<double> parse_number(std::string_view text);

}  // namespace libgrid::io::detail
