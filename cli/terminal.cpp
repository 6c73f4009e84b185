#include "terminal.hpp"

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>

#include <fmt/format.h>

#include <libgrid/workflow/accepted_rows.hpp>

#include "chinese_words.hpp"

namespace libgrid::cli {
namespace {

/// The one token that SIGINT and SIGTERM set; a handler can only reach what is global.
CancelToken& interrupted() {
  static CancelToken token;
  return token;
}

extern "C" void on_signal(int) { interrupted().cancel(); }

/// Columns that UTF-8 text takes on a terminal: two for CJK, one for the rest.
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) == 0x80U) continue;
    width += byte >= 0xE3U && byte <= 0xEFU ? 2 : 1;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, display_width(text)), ' ');
}

using Clock = std::chrono::steady_clock;

/// When the bar that is on its way began, and from which share; a share that falls begins another.
struct BarStart {
  Clock::time_point at = Clock::now();
  double share = 0.0;
  double last = 0.0;
};

/// What is left at the speed so far, e.g. "1:05 left"; empty while that says nothing.
std::string time_left(BarStart& start, double share) {
  if (share < start.last || start.last == 0.0) start = {Clock::now(), share, share};
  start.last = share;
  const double seconds = std::chrono::duration<double>(Clock::now() - start.at).count();
  if (seconds < 1.0 || share <= start.share) return {};
  const auto left = static_cast<long>(seconds * (1.0 - share) / (share - start.share));
  return fmt::format("  -{}:{:02}", left / 60, left % 60);
}

void draw_bar(Language language, std::string_view step, double share) {
  constexpr int kWidth = 30;
  static BarStart start;  // one terminal, one bar at a time
  const int filled = static_cast<int>(std::clamp(share, 0.0, 1.0) * kWidth);
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  fmt::print(stderr, "\r\033[K  {} {:3.0f} %  {}{}", bar, share * 100.0, shown_word(step, language),
             time_left(start, share));
  if (share >= 1.0) fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace

Language choose_language(std::string_view option) {
  std::string text(option);
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); text.empty() && value != nullptr) text = value;
  return text.starts_with("zh") ? Language::chinese : Language::english;
}

Terminal::Terminal(Language language) : language_(language) {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

workflow::StepContext Terminal::context() const {
  workflow::StepContext context;
  if (isatty(STDERR_FILENO) != 0)
    context.progress =
        Progress{[language = language_](std::string_view step, double share) { draw_bar(language, step, share); }};
  context.cancel = interrupted();
  context.stopwatch = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
  return context;
}

void Terminal::say(std::string_view english, std::string_view chinese) const {
  fmt::print("{}\n", language_ == Language::chinese ? chinese : english);
}

void Terminal::show(const workflow::StepSummary& summary) const {
  fmt::print("{} ({:.1f} s)\n", shown_word(summary.step, language_), summary.seconds);
  for (const workflow::Figure& figure : summary.figures) {
    const std::string& label = language_ == Language::chinese ? figure.label_zh : figure.label_en;
    if (std::holds_alternative<std::string>(figure.value) && std::get<std::string>(figure.value).size() == 64) continue;
    fmt::print("  {}{:>16}\n", padded(label, 46), workflow::shown(figure));
  }
  for (const std::string& finding : summary.findings) {
    const std::size_t bar = finding.find(" | ");
    fmt::print("  ! {}\n", language_ == Language::chinese ? finding.substr(bar + 3) : finding.substr(0, bar));
  }
}

void Terminal::show_error(const Error& error) const {
  fmt::print(stderr, "libgrid: {}: {}\n", info(error.code).name,
             language_ == Language::chinese ? message_zh(error) : message_en(error));
}

int Terminal::finish(const Expected<workflow::StepSummary>& result) const {
  if (result) {
    show(*result);
    const auto rows = workflow::accepted_rows(*result);
    if (!rows || !rows->none()) return 0;
    fmt::print(
        stderr, "libgrid: {}\n",
        language_ == Language::chinese ? "没有一行可用，原因见上" : "not one row could be used; the reasons are above");
    return 3;
  }
  show_error(result.error());
  return result.error().code == ErrorCode::cancelled ? 130 : 1;
}

}  // namespace libgrid::cli
