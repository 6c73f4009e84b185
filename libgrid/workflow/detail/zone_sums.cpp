#include <libgrid/workflow/detail/zone_sums.hpp>

#include <map>
#include <optional>

namespace libgrid::workflow::detail {

void sum_up(ZoneMap& map, std::span<const Block> blocks) {
  std::map<ZoneId, std::size_t> place;
  for (std::size_t i = 0; i < map.zones.size(); ++i) {
    place[map.zones[i].id] = i;
    map.zones[i].street_length = Metres{}, map.zones[i].reports = 0, map.zones[i].workload = 0.0;
  }
  std::map<BlockId, ZoneId> zone_of;
  for (const BlockZone& row : map.blocks) zone_of[row.block] = row.zone;
  for (const Block& block : blocks) {
    const auto found = zone_of.find(block.id);
    if (found == zone_of.end()) continue;
    for (std::optional<ZoneId> at = found->second; at; at = map.zones[place.at(*at)].parent) {
      Zone& zone = map.zones[place.at(*at)];
      zone.street_length += block.street_length;
      zone.reports += block.reports;
      zone.workload += block.workload;
    }
  }
}

}  // namespace libgrid::workflow::detail
