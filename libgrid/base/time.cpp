#include <libgrid/base/time.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>

namespace libgrid {
inline namespace base {
namespace {

/// Digits at [from, from + count) as a number, or -1.
int digits(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool punctuated(std::string_view text) {
  return text.size() == 19 && text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == ' ') &&
         text[13] == ':' && text[16] == ':';
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A number with leading zeros; years outside 0 to 9999 simply take more room.
std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(std::abs(number));
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return number < 0 ? '-' + text : text;
}

}  // namespace

std::string_view why_no_time(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find('.'));
  const std::string_view fraction = text.size() > whole.size() ? text.substr(whole.size() + 1) : std::string_view("0");
  if (whole.size() == 5 && all_digits(whole) && all_digits(fraction)) return "a serial date of a spreadsheet";
  if (text.size() > 19 && punctuated(text.substr(0, 19))) {
    const char next = text[19];
    if (next == '.' || next == ',') return "fractions of a second";
    if (next == '+' || next == '-' || next == 'Z') return "an offset; times are local wall clock";
  }
  if (text.size() == 16 && text[4] == '-' && text[13] == ':') return "no seconds";
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') return "a date without a time";
  return {};
}

Expected<LocalTime> parse_local_time(std::string_view text) {
  const auto refuse = [&] { return fail(ErrorCode::time_malformed, std::string(text.substr(0, 40))); };
  if (!punctuated(text)) return refuse();
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (year < 0 || month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0) return refuse();
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return refuse();
  const std::int64_t day_number = std::chrono::sys_days{date}.time_since_epoch().count();
  return LocalTime{day_number * 86'400 + hour * 3'600 + minute * 60 + second};
}

std::string to_text(LocalTime time) {
  const std::chrono::sys_seconds instant{std::chrono::seconds{time.seconds}};
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{instant - midnight};
  return padded(static_cast<int>(date.year()), 4) + '-' + padded(static_cast<unsigned>(date.month()), 2) + '-' +
         padded(static_cast<unsigned>(date.day()), 2) + 'T' + padded(clock.hours().count(), 2) + ':' +
         padded(clock.minutes().count(), 2) + ':' + padded(clock.seconds().count(), 2);
}

}  // namespace base
}  // namespace libgrid
