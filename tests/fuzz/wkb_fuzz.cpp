/// Any bytes as WKB. Promise: what was read is written and read back the same.

#include <cstdint>
#include <span>

#include <libgrid/geom/wkb.hpp>

#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace libgrid;
  const auto wkb = std::as_bytes(std::span(bytes, size));
  if (const auto point = point_from_wkb(wkb)) FUZZ_CHECK(point_from_wkb(to_wkb(*point)).value() == *point);
  if (const auto line = line_from_wkb(wkb)) FUZZ_CHECK(line_from_wkb(to_wkb(*line)).value() == *line);
  if (const auto polygons = polygons_from_wkb(wkb)) {
    FUZZ_CHECK(polygons_from_wkb(to_wkb(*polygons)).value() == *polygons);
  }
  return 0;
}
