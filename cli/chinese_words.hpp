#pragma once
/// A word that the program keeps in English, as it is shown on the terminal: a step, a part of one, a reason.
///
///   fmt::print("{} ({:.1f} s)", shown_word("forest", Language::chinese), 1.2);     // 反弹关联
///
/// One that is not known, or has a number behind its first word, keeps the rest.

#include <string>
#include <string_view>

#include "terminal.hpp"

namespace libgrid::cli {

[[nodiscard]] std::string shown_word(std::string_view word, Language language);

/// The half of "第3网格 / Grid 3" that is of the language; a name in one language stays.
[[nodiscard]] std::string shown_name(std::string_view name, Language language);

}  // namespace libgrid::cli
