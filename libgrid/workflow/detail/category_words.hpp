#pragma once
/// The categories of an analysis as words: those asked for, or all.

#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] inline report::Words words_of(const std::vector<std::string>& categories) {
  if (categories.empty()) return {"全部类别", "all categories"};
  std::string text;
  for (const std::string& category : categories) text += (text.empty() ? "" : "; ") + category;
  return {text, text};
}

}  // namespace libgrid::workflow::detail
