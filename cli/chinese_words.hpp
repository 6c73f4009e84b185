#pragma once
/// Names of steps, methods and reasons for people who read Chinese; files keep the English words.

#include <string_view>

namespace libgrid::cli {

/// The word itself where there is no other.
[[nodiscard]] std::string_view chinese_word(std::string_view word);

}  // namespace libgrid::cli
