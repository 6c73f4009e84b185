#pragma once
/// Decimal numbers as strangers write them: the whole text is the number, without blanks, sign +, or hexadecimal.
///
///   parse_number("-71.0648").value();            // a double
///   parse_whole("12").value();                   // std::int64_t; "12.0" is none
///   parse_whole("120", {.least = 0, .most = 99}).error().code;   // number_malformed
/// @errors number_malformed (of a whole number also: outside its range); number_not_finite (nan, inf, or too large for
/// a
///         double)

#include <cstdint>
#include <limits>
#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<double> parse_number(std::string_view text);

struct WholeRange {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};
[[nodiscard]] Expected<std::int64_t> parse_whole(std::string_view text, WholeRange range = {});

}  // namespace libgrid::io
