#include <libgrid/base/error_details.hpp>

#include <algorithm>
#include <optional>
#include <vector>

#include <libgrid/base/detail/analysis_sentences.hpp>
#include <libgrid/base/detail/error_sentences.hpp>
#include <libgrid/base/detail/zoning_sentences.hpp>

namespace libgrid {
inline namespace base {
namespace {

constexpr std::string_view kHole = "{}";
constexpr int kDeepest = 4;  // a sentence inside a sentence inside a sentence: as certificates have them

// The texts at the holes of `pattern`, each as short as can be; nothing where the text is another sentence.
std::optional<std::vector<std::string_view>> values_at_holes(std::string_view text, std::string_view pattern) {
  std::vector<std::string_view> values;
  std::size_t hole = pattern.find(kHole);
  if (!text.starts_with(pattern.substr(0, hole))) return std::nullopt;
  if (hole == pattern.npos) return text == pattern ? std::optional(values) : std::nullopt;
  text.remove_prefix(hole);
  while (true) {
    pattern.remove_prefix(hole + kHole.size());
    hole = pattern.find(kHole);
    const std::string_view words = pattern.substr(0, hole);
    if (hole == pattern.npos) {  // the last value reaches to the words at the end
      if (!text.ends_with(words)) return std::nullopt;
      values.push_back(text.substr(0, text.size() - words.size()));
      return values;
    }
    const std::size_t end = text.find(words);
    if (end == text.npos) return std::nullopt;
    values.push_back(text.substr(0, end));
    text.remove_prefix(end + words.size());
  }
}

std::string translated(std::string_view text, bool words_too, int depth);

// The Chinese sentence with its values; {1} is the second value where Chinese has another order.
std::string filled(std::string_view pattern, const std::vector<std::string_view>& values, int depth) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t hole = pattern.find('{'); hole != pattern.npos; hole = pattern.find('{')) {
    const bool numbered = pattern[hole + 1] != '}';
    const std::size_t value = numbered ? static_cast<std::size_t>(pattern[hole + 1] - '0') : next++;
    out += pattern.substr(0, hole);
    out += translated(values[value], false, depth + 1);
    pattern.remove_prefix(hole + kHole.size() + (numbered ? 1 : 0));
  }
  return out += pattern;
}

std::string translated(std::string_view text, bool words_too, int depth) {
  if (depth >= kDeepest) return std::string(text);
  std::string chinese;
  const auto known = [&](const detail::ErrorSentence& sentence) {
    if (!words_too && sentence.en.find(' ') == std::string_view::npos) return false;
    const auto values = values_at_holes(text, sentence.en);
    if (values) chinese = filled(sentence.zh, *values, depth);
    return values.has_value();
  };
  const bool found = std::ranges::any_of(detail::kErrorSentences, known) ||
                     std::ranges::any_of(detail::kAnalysisSentences, known) ||
                     std::ranges::any_of(detail::kZoningSentences, known);
  return found ? chinese : std::string(text);
}

}  // namespace

std::string detail_in_chinese(ErrorCode code, std::string_view detail) {
  return translated(detail, code == ErrorCode::parameter_invalid, 0);
}

}  // namespace base
}  // namespace libgrid
