#include <libgrid/base/written_time.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace libgrid {
inline namespace base {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kWallClock = 19;                                        // YYYY-MM-DDTHH:MM:SS
constexpr LocalTime kFirstTime{-62'167'219'200}, kLastTime{253'402'300'799};  // of the years 0000 to 9999

/// A system of serial dates: what day 0 would be, and which days there are.
struct System {
  std::int64_t zero = 0;  ///< days since 1970-01-01
  std::int64_t first = 0, last = 0;
};
constexpr System kSince1900{-25'569, 1, 2'958'465};  // day 0 as seen from March 1900: 1899-12-30
constexpr System kSince1904{-24'107, 0, 2'957'003};
constexpr std::int64_t kNoSuchDay = 60;  // 1900-02-29

bool digits_only(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

struct Serial {
  std::string_view whole, fraction;
  bool negative = false;
};

/// digits[.digits], perhaps with a minus.
std::optional<Serial> serial_of(std::string_view text) {
  Serial serial;
  if (text.starts_with('-')) serial.negative = true, text.remove_prefix(1);
  const std::size_t point = text.find('.');
  serial.whole = text.substr(0, point);
  serial.fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
  if (!digits_only(serial.whole) || !digits_only(serial.fraction)) return std::nullopt;
  return serial;
}

/// The nearest second of a share of the day, halves up: exact on the digits that are read.
std::int64_t seconds_of_day(std::string_view fraction) {
  const std::string_view read = fraction.substr(0, 12);
  std::int64_t unit = 1;
  for (std::size_t i = 0; i < read.size(); ++i) unit *= 10;
  return (number(read) * kDay + unit / 2) / unit;
}

/// The beginning of a text, whole characters of UTF-8.
std::string beginning(std::string_view text) {
  std::size_t n = std::min<std::size_t>(text.size(), 40);
  while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0U) == 0x80U) --n;
  return std::string(text.substr(0, n));
}

Expected<LocalTime> refuse(std::string_view text, std::string_view why) {
  return fail(ErrorCode::time_malformed, beginning(text) + (why.empty() ? "" : ": ") + std::string(why));
}

Expected<LocalTime> time_of_serial(std::string_view text, const Serial& serial, SerialDates dates) {
  constexpr std::size_t kMostDigits = 7;
  const System& system = dates == SerialDates::since_1900 ? kSince1900 : kSince1904;
  if (serial.negative) return refuse(text, "a negative serial date");
  if (serial.whole.size() > kMostDigits) return refuse(text, "no serial date is that large");
  const std::int64_t seconds = number(serial.whole) * kDay + seconds_of_day(serial.fraction);
  const std::int64_t day = seconds / kDay;
  if (day < system.first || day > system.last) return refuse(text, "no day of the serial dates that are declared");
  if (dates == SerialDates::since_1904) return LocalTime{seconds + system.zero * kDay};
  if (day == kNoSuchDay) return refuse(text, "1900-02-29, a day that never was");
  return LocalTime{seconds + (system.zero + (day < kNoSuchDay ? 1 : 0)) * kDay};
}

/// A wall clock somewhere and how far it is ahead of UTC.
Expected<LocalTime> time_of_offset(std::string_view text, std::string_view rest, const TimeWriting& writing) {
  const auto wall = parse_local_time(text.substr(0, kWallClock));
  if (!wall) return refuse(text, "no such day or time of day");
  const auto offset = parse_utc_offset(rest);
  if (!offset) return refuse(text, "no such offset");
  if (!writing.zone) return refuse(text, "an offset; the city file names no time_zone");
  const LocalTime local = writing.zone->local(LocalTime{wall->seconds - offset->value});
  if (local < kFirstTime || local > kLastTime) return refuse(text, "no such year on the city's clock");
  return local;
}

}  // namespace

Expected<LocalTime> read_time(std::string_view text, const TimeWriting& writing) {
  if (auto time = parse_local_time(text)) return time;
  if (text.size() > kWallClock) {
    std::string_view rest = text.substr(kWallClock);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    if (rest.starts_with('+') || rest.starts_with('-') || rest == "Z") return time_of_offset(text, rest, writing);
  }
  const auto serial = serial_of(text);
  if (serial && writing.serial != SerialDates::refused) return time_of_serial(text, *serial, writing.serial);
  return refuse(text, why_no_time(text));
}

}  // namespace base
}  // namespace libgrid
