#pragma once
/// Times as people write them: a local wall clock without a time zone, to the second.
///
///   Expected<LocalTime> opened = parse_local_time("2015-01-31T23:59:07");
///   Seconds age = *closed - *opened;
///
/// City exports write local time without an offset; libgrid keeps it so and never guesses a zone
/// (docs/units_and_crs.md). A day has 86,400 s.
/// @errors time_malformed: anything but YYYY-MM-DD[T ]HH:MM:SS of a real calendar day, 00:00:00 to 23:59:59.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>

namespace libgrid {
inline namespace base {

struct LocalTime {
  std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00 on the same wall clock

  friend constexpr auto operator<=>(LocalTime, LocalTime) = default;
  friend constexpr Seconds operator-(LocalTime a, LocalTime b) { return Seconds{a.seconds - b.seconds}; }
  friend constexpr LocalTime operator+(LocalTime t, Seconds s) { return LocalTime{t.seconds + s.value}; }
};

[[nodiscard]] Expected<LocalTime> parse_local_time(std::string_view text);
/// What a text that was refused looks like, in a few words for the detail of the error: a serial date of a spreadsheet,
/// an offset, no seconds ...; empty: like nothing known.
[[nodiscard]] std::string_view why_no_time(std::string_view text);
[[nodiscard]] std::string to_text(LocalTime time);  ///< "2015-01-31T23:59:07"

}  // namespace base
}  // namespace libgrid
