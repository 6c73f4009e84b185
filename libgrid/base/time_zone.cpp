#include <libgrid/base/time_zone.hpp>

#include <chrono>
#include <cstddef>
#include <string>

namespace libgrid {
inline namespace base {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kFarthestHours = 24;  // of an offset in POSIX
constexpr std::int64_t kLatestHours = 167;   // of a change in POSIX, a week less an hour

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Two digits at the beginning, which are then gone; -1: they are not there.
int two_digits(std::string_view& text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return -1;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return number;
}

}  // namespace

std::optional<Seconds> parse_utc_offset(std::string_view text) {
  constexpr int kMostHours = 14;
  if (text == "Z") return Seconds{0};
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const bool west = text[0] == '-';
  text.remove_prefix(1);
  const int hours = two_digits(text);
  if (text.size() > 2 && text[0] == ':') text.remove_prefix(1);
  const int minutes = text.empty() ? 0 : two_digits(text);
  if (hours < 0 || minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
  const std::int64_t seconds = hours * kHour + minutes * 60;
  if (seconds > kMostHours * kHour || (west && seconds == 0)) return std::nullopt;
  return Seconds{west ? -seconds : seconds};
}

struct TimeZone::Text {
  std::string_view rest;

  bool take(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }

  /// Three letters or more, or anything in <>.
  bool name() {
    std::size_t n = 0;
    if (take('<')) {
      n = rest.find('>');
      if (n == std::string_view::npos || n < 3) return false;
      return rest.remove_prefix(n + 1), true;
    }
    while (n < rest.size() && is_letter(rest[n])) ++n;
    rest.remove_prefix(n);
    return n >= 3;
  }

  std::optional<std::int64_t> number(std::int64_t most) {
    std::size_t n = 0;
    std::int64_t value = 0;
    while (n < rest.size() && n < 3 && is_digit(rest[n])) value = value * 10 + (rest[n++] - '0');
    rest.remove_prefix(n);
    return n == 0 || value > most ? std::nullopt : std::optional(value);
  }

  /// [+-]hh[:mm[:ss]]
  std::optional<Seconds> clock(std::int64_t most_hours) {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hours = number(most_hours);
    if (!hours) return std::nullopt;
    std::int64_t seconds = *hours * kHour;
    for (const std::int64_t unit : {std::int64_t{60}, std::int64_t{1}}) {
      if (!take(':')) break;
      const auto part = number(59);
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return Seconds{negative ? -seconds : seconds};
  }

  /// ,Mm.w.d[/time]
  std::optional<Change> change() {
    if (!take(',') || !take('M')) return std::nullopt;
    const auto month = number(12);
    if (!month || *month < 1 || !take('.')) return std::nullopt;
    const auto week = number(5);
    if (!week || *week < 1 || !take('.')) return std::nullopt;
    const auto weekday = number(6);
    if (!weekday) return std::nullopt;
    Change change{static_cast<unsigned>(*month), static_cast<unsigned>(*week), static_cast<unsigned>(*weekday)};
    if (!take('/')) return change;
    const auto at = clock(kLatestHours);
    if (!at) return std::nullopt;
    change.at = *at;
    return change;
  }
};

Expected<TimeZone> TimeZone::parse(std::string_view text) {
  TimeZone zone;
  if (const auto offset = parse_utc_offset(text)) {
    zone.ahead_ = *offset;
    return zone;
  }
  const auto refuse = [&] {
    return fail(make_error(ErrorCode::parameter_invalid,
                           std::string(text.substr(0, 40)) + ": +08:00 or a rule like EST5EDT,M3.2.0,M11.1.0")
                    .at_field("time_zone"));
  };
  Text rule{text};
  if (!rule.name()) return refuse();
  const auto west = rule.clock(kFarthestHours);
  if (!west) return refuse();
  zone.ahead_ = Seconds{-west->value};
  if (rule.rest.empty()) return zone;
  if (!rule.name()) return refuse();
  Summer summer{zone.ahead_ + Seconds{kHour}, {}, {}};
  if (!rule.rest.empty() && rule.rest[0] != ',') {
    const auto summer_west = rule.clock(kFarthestHours);
    if (!summer_west) return refuse();
    summer.ahead = Seconds{-summer_west->value};
  }
  const auto begins = rule.change();
  const auto ends = begins ? rule.change() : std::nullopt;
  if (!ends || !rule.rest.empty()) return refuse();
  summer.begins = *begins;
  summer.ends = *ends;
  zone.summer_ = summer;
  return zone;
}

LocalTime TimeZone::wall_clock_of(const Change& change, std::int64_t year) {
  namespace chrono = std::chrono;
  constexpr unsigned kLast = 5;
  const auto month = chrono::year{static_cast<int>(year)} / chrono::month{change.month};
  const chrono::weekday weekday{change.weekday};
  const chrono::sys_days day = change.week == kLast ? chrono::sys_days{month / weekday[chrono::last]}
                                                    : chrono::sys_days{month / weekday[change.week]};
  return LocalTime{day.time_since_epoch().count() * 86'400} + change.at;
}

LocalTime TimeZone::local(LocalTime utc) const {
  const LocalTime standard = utc + ahead_;
  if (!summer_) return standard;
  const auto day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{standard.seconds}});
  const auto year = static_cast<int>(std::chrono::year_month_day{day}.year());
  const LocalTime begins = wall_clock_of(summer_->begins, year);  // on the clock of winter
  const LocalTime ends = wall_clock_of(summer_->ends, year) + (ahead_ - summer_->ahead);
  const bool summer = begins < ends ? begins <= standard && standard < ends : !(ends <= standard && standard < begins);
  return summer ? utc + summer_->ahead : standard;
}

}  // namespace base
}  // namespace libgrid
