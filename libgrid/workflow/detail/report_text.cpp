#include <libgrid/workflow/detail/report_text.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace libgrid::workflow::detail::report {
namespace {

constexpr std::string_view kMinus = "−";
constexpr std::string_view kNone = "–";

std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

/// A sign in front unless every digit is zero.
std::string signed_text(bool negative, const std::string& digits) {
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return negative && !zero ? std::string(kMinus) + digits : digits;
}

bool forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        forbidden(c) ? out += "\xEF\xBF\xBD" : out += c;
    }
  }
  return out;
}

std::string both(const Words& words) {
  if (words.zh == words.en) return escaped(words.en);
  return R"(<span class="zh" lang="zh">)" + escaped(words.zh) + R"(</span><span class="en" lang="en">)" +
         escaped(words.en) + "</span>";
}

std::string side_by_side(const Words& words) {
  return words.zh == words.en ? escaped(words.en) : escaped(words.zh) + " · " + escaped(words.en);
}

std::string thousands(std::int64_t number) {
  std::string digits = std::to_string(number);
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  return signed_text(negative, grouped(digits));
}

std::string fixed(double number, int decimals) {
  if (!std::isfinite(number)) return std::string(kNone);
  return signed_text(number < 0.0, grouped(fmt::format("{:.{}f}", std::abs(number), decimals)));
}

std::string percent(double share, int decimals) {
  if (!std::isfinite(share)) return std::string(kNone);
  const double least = std::pow(10.0, -decimals);
  if (share > 0.0 && share * 100.0 < least / 2.0) return "< " + fixed(least, decimals) + " %";
  return fixed(share * 100.0, decimals) + " %";
}

Words words_of_finding(std::string_view finding) {
  const std::size_t bar = finding.find(" | ");
  if (bar == std::string_view::npos) return {std::string(finding), std::string(finding)};
  return {std::string(finding.substr(bar + 3)), std::string(finding.substr(0, bar))};
}

}  // namespace libgrid::workflow::detail::report
