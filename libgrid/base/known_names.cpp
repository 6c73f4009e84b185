#include <libgrid/base/known_names.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace libgrid {
inline namespace base {
namespace {

constexpr std::size_t kMostTold = 12;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Characters that are put in, left out or replaced between two names (Levenshtein); capitals are no slip.
std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string joined(const std::vector<std::string_view>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
    text += i == 0 ? "" : ", ";
    text += names[i].empty() ? "\"\"" : names[i];
  }
  return text;
}

}  // namespace

std::string some_of(const std::vector<std::string_view>& names) {
  std::string text = joined(names, kMostTold);
  return names.size() <= kMostTold ? text : text + ", ... (" + std::to_string(names.size()) + ")";
}

std::string_view nearest_name(std::string_view asked, const std::vector<std::string_view>& names) {
  const auto slips = [asked](std::string_view name) { return slips_between(asked, name); };
  const auto nearest = std::ranges::min_element(names, {}, slips);
  return nearest == names.end() ? std::string_view() : *nearest;
}

std::string unknown_key(std::string_view key, const std::vector<std::string_view>& known, std::string_view nearest) {
  if (known.empty()) return "unknown key; none is known here";
  const std::string_view told = nearest.empty() ? nearest_name(key, known) : nearest;
  return "unknown key, nearest: " + std::string(told) + "; known here: " + joined(known, known.size());
}

}  // namespace base
}  // namespace libgrid
