#pragma once
/// Words and numbers as the report shows them: escaped, in both languages, digits in groups.
///
///   both({"街区", "Blocks"})      // <span class="zh">街区</span><span class="en">Blocks</span>
///   thousands(93963)              // "93,963"
///   fixed(1543.96, 1)             // "1,544.0"
///   escaped("a < b & c")          // "a &lt; b &amp; c"
///
/// Everything that comes from data passes `escaped` before it enters the page, in text and in attributes alike.

#include <cstdint>
#include <string>
#include <string_view>

namespace libgrid::workflow::detail::report {

/// The same words in Chinese and English; plain text, escaped where it is shown.
struct Words {
  std::string zh;
  std::string en;
  friend bool operator==(const Words&, const Words&) = default;
};

/// Text for HTML, SVG and double-quoted attributes; control characters that no document may hold become U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// Both languages; the style sheet shows the chosen one.
[[nodiscard]] std::string both(const Words& words);

/// "zh · en", escaped: for places that cannot switch, such as tooltips; once if both are the same.
[[nodiscard]] std::string side_by_side(const Words& words);

/// "1,234,567"; the minus sign is U+2212 so that it is as wide as a digit.
[[nodiscard]] std::string thousands(std::int64_t number);
/// With a fixed number of decimals; "–" if not finite.
[[nodiscard]] std::string fixed(double number, int decimals);
/// 0.1234 -> "12.3 %"; a share that is not zero never shows as zero: "< 0.1 %"
[[nodiscard]] std::string percent(double share, int decimals = 1);

/// "en | zh", as findings are kept, taken apart; a text without " | " stands for both languages.
[[nodiscard]] Words words_of_finding(std::string_view finding);

}  // namespace libgrid::workflow::detail::report
