#pragma once
/// Pieces of JSON text, appended: strings with their escapes, numbers as the shortest text.

#include <string>
#include <string_view>

namespace libgrid::io::detail {

void append_json_string(std::string& out, std::string_view text);  ///< with its quotes; UTF-8 stays as it is
void append_json_number(std::string& out, double number);          ///< null where not finite
/// At most `decimals` digits after the point, no trailing zeros, no "-0".
void append_fixed(std::string& out, double number, int decimals);

}  // namespace libgrid::io::detail
