#pragma once
/// Times as tables from strangers have them, as the source declares them: wall clocks, offsets, serial dates.
///
///   GRID_TRY(zone, TimeZone::parse("+08:00"));
///   const TimeWriting writing{.zone = zone, .serial = SerialDates::since_1900};
///   read_time("2015-01-31T23:59:07", writing);            // the wall clock of the city, as written
///   read_time("2015-01-31T15:59:07Z", writing);           // the same moment: 23:59:07
///   read_time("42035.999386574", writing);                // the same, out of a spreadsheet
///
/// A wall clock without an offset is the city's. An offset (Z, +08:00, +0800, +08, one blank before it allowed) needs
/// the city's zone: without one it is refused. A serial date is the number of a spreadsheet's day with the share of the
/// day behind the point, read to the nearest second (halves up; digits after the twelfth are not read). Which system a
/// book counts in cannot be told from the numbers, so it is declared:
///   since_1900  1 is 1900-01-01, 61 is 1900-03-01; 60 is 1900-02-29, a day that never was: refused, as are 0 and less
///   since_1904  0 is 1904-01-01
/// Both end with 9999-12-31. Negative serial dates, exponents and signs are refused.
///
/// @errors time_malformed; the detail says what the text looks like
/// @source ECMA-376 part 1, 18.17.4.1 (dates in SpreadsheetML); ISO 8601 for offsets

#include <optional>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/time_zone.hpp>

namespace libgrid {
inline namespace base {

enum class SerialDates : unsigned char { refused, since_1900, since_1904 };

/// How a source writes its times.
struct TimeWriting {
  std::optional<TimeZone> zone = {};  ///< of the city; empty: offsets are refused
  SerialDates serial = SerialDates::refused;
};

[[nodiscard]] Expected<LocalTime> read_time(std::string_view text, const TimeWriting& writing);

}  // namespace base
}  // namespace libgrid
