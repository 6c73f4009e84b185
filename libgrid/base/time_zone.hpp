#pragma once
/// The zone of a city as declared data: how far its wall clock is ahead of UTC, and since when in the year.
///
///   GRID_TRY(xuchang, TimeZone::parse("+08:00"));
///   GRID_TRY(boston, TimeZone::parse("EST5EDT,M3.2.0,M11.1.0"));     // as POSIX writes the rule of summer time
///   LocalTime wall = boston.local(*parse_local_time("2015-07-01T16:00:00"));      // UTC in, 12:00 in Boston out
///
/// The rule is a text and not a name like Asia/Shanghai: the tables of names differ from machine to machine and from
/// year to year, and the same file must give the same bytes. One rule holds for all years; where summer time was kept
/// otherwise in the past (Shanghai 1986 to 1991, Boston before 2007), the offsets of that past are read wrongly.
///
/// Understood: `Z`, `+08:00`, `-0500`, `+08`; and of POSIX `CST-8`, `EST5EDT,M3.2.0,M11.1.0`, `<+0330>-3:30`, days as
/// Mmonth.week.weekday only, with /time behind a day. In POSIX a positive number is west: CST-8 is UTC+08:00.
///
/// @errors parameter_invalid
/// @source POSIX.1-2017, 8.3 (TZ); RFC 3339 for offsets

#include <cstdint>
#include <optional>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>

namespace libgrid {
inline namespace base {

/// The seconds of an ISO 8601 offset: Z, +08:00, +0800, +08; empty for anything else, -00:00 (unknown) among it.
[[nodiscard]] std::optional<Seconds> parse_utc_offset(std::string_view text);

class TimeZone {
 public:
  [[nodiscard]] static Expected<TimeZone> parse(std::string_view text);

  /// The wall clock of the city at a moment of UTC. In the hour that autumn repeats two moments have one wall clock.
  [[nodiscard]] LocalTime local(LocalTime utc) const;

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  /// The week-th weekday (0: Sunday) of a month, 5: the last; at so many seconds of that day's wall clock.
  struct Change {
    unsigned month = 1, week = 1, weekday = 0;
    Seconds at = Seconds{7'200};
    friend bool operator==(const Change&, const Change&) = default;
  };
  struct Summer {
    Seconds ahead;
    Change begins, ends;
    friend bool operator==(const Summer&, const Summer&) = default;
  };
  struct Text;  ///< what is left to read of a rule
  static LocalTime wall_clock_of(const Change& change, std::int64_t year);

  Seconds ahead_;
  std::optional<Summer> summer_;
};

}  // namespace base
}  // namespace libgrid
