#pragma once
/// What a step is called on the terminal: its name as it is kept, or Chinese.
///
///   fmt::print("{} ({:.1f} s)", step_word("forest", Language::chinese), 1.2);     // 反弹关联
///
/// The names of progress come here too; one that is not known, or has a number behind its first word, keeps the rest.

#include <string>
#include <string_view>

#include "terminal.hpp"

namespace libgrid::cli {

[[nodiscard]] std::string step_word(std::string_view step, Language language);

}  // namespace libgrid::cli
