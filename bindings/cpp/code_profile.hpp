#pragma once
/// The digits of a code of unit grids, as Python hands them over: object, county, street, community, sequence.

#include <array>

#include <libgrid/model/unit_code.hpp>

#include "errors.hpp"

namespace libgrid::bindings {

using CodeDigits = std::array<int, 5>;

/// @throws parameter_invalid at `digits`: a count that is not 0 to 9
inline CodeProfile code_profile(const CodeDigits& digits, int first) {
  for (const int count : digits)
    if (count < 0 || count > 9) throw_error(bad_argument("digits", "from 0 to 9 each"));
  return {.name = "",
          .object = digits[0],
          .county = digits[1],
          .street = digits[2],
          .community = digits[3],
          .sequence = digits[4],
          .first = first,
          .source = ""};
}

}  // namespace libgrid::bindings
