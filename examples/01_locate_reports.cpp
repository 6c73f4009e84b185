// Demonstrates: which zone answers for a report, on borders and outside too.

#include <cstdio>
#include <string>
#include <vector>

#include <libgrid/attribution/attributor.hpp>

using libgrid::Attribution;
using libgrid::Xy;

namespace {

// Two zones side by side, 100 m wide each:   | BOS-01 | BOS-02 |
libgrid::Zone zone(std::int64_t id, const std::string& code, double west) {
  libgrid::Zone made;
  made.id = libgrid::ZoneId{id};
  made.code = code;
  made.shape = {{.outer = {{west, 0}, {west + 100, 0}, {west + 100, 100}, {west, 100}, {west, 0}}, .holes = {}}};
  return made;
}

std::string answer(const Attribution& report) {
  switch (report.reason) {
    case libgrid::UnassignedReason::default_coordinate:
      return "no zone: the geocoder's default place";
    case libgrid::UnassignedReason::outside:
      return "no zone: outside, " + std::to_string(static_cast<int>(report.distance->value)) + " m from the nearest";
    default:
      break;
  }
  const char* how = report.method == libgrid::AttributionMethod::border ? " (on a border)" : "";
  return "zone " + std::to_string(report.zone->value) + how;
}

}  // namespace

int main() {
  libgrid::ZoneMap map;
  map.zones = {zone(1, "BOS-01", 0), zone(2, "BOS-02", 100)};
  const libgrid::attribution::Attributor attributor(map, /*level=*/1);

  const std::vector<Xy> places{{30, 50}, {170, 50}, {100, 50}, {230, 50}, {1, 1}};
  const std::vector<char> at_default{0, 0, 0, 0, 1};  // found by attribution::find_default_coordinates
  const auto answers = attributor.attribute_all(places, at_default);
  if (!answers) return 1;

  for (std::size_t i = 0; i < places.size(); ++i) {
    std::printf("(%3.0f, %2.0f)  %s\n", places[i].x, places[i].y, answer((*answers)[i]).c_str());
  }
}
