#pragma once
/// Exact well-formedness of UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut off.
/// @source The Unicode Standard 15, table 3-7

#include <cstddef>
#include <string_view>

namespace libgrid::io::detail {

/// Length of the longest well-formed prefix; text.size() if all of it is.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

/// The beginning of a stranger's text for an error message: whole characters, at most `bytes` bytes.
/// @pre text is UTF-8
[[nodiscard]] std::string_view beginning_of(std::string_view text, std::size_t bytes = 40);

}  // namespace libgrid::io::detail
