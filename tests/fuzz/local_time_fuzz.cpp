/// Any bytes as a time. Promise: what is accepted as a local time is written back as it was, but for the T; what is
/// accepted with an offset or as a serial date is a time that is written and read back; any bytes as a zone of the
/// city.

#include <cstdint>
#include <string>
#include <string_view>

#include <libgrid/base/time.hpp>
#include <libgrid/base/written_time.hpp>

#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace libgrid;
  std::string text(reinterpret_cast<const char*>(bytes), size);
  static const TimeZone boston = TimeZone::parse("EST5EDT,M3.2.0,M11.1.0").value();
  for (const SerialDates dates : {SerialDates::since_1900, SerialDates::since_1904})
    if (const auto time = read_time(text, {.zone = boston, .serial = dates}))
      FUZZ_CHECK(parse_local_time(to_text(*time)).value() == *time);
  if (const auto zone = TimeZone::parse(text)) {
    const Seconds ahead = zone->local(LocalTime{0}) - LocalTime{0};
    FUZZ_CHECK(ahead.value >= -26 * 3'600 && ahead.value <= 26 * 3'600);
  }
  const auto time = parse_local_time(text);
  if (!time) return 0;
  text[10] = 'T';
  FUZZ_CHECK(to_text(*time) == text);
  return 0;
}
