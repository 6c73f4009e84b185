#include <service/handlers/zone_colours.hpp>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace libgrid::service {
namespace {

using Neighbours = std::map<ZoneId, std::set<ZoneId>>;

Neighbours neighbours_of(std::span<const workflow::ZoneView> zones, int level) {
  Neighbours neighbours;
  std::map<Xy, std::set<ZoneId>> at;
  for (const workflow::ZoneView& view : zones) {
    if (view.zone.level != level) continue;
    neighbours[view.zone.id];
    for (const Polygon& polygon : view.zone.shape) {
      for (const Xy& p : polygon.outer) at[p].insert(view.zone.id);
      for (const Ring& hole : polygon.holes)
        for (const Xy& p : hole) at[p].insert(view.zone.id);
    }
  }
  std::map<std::pair<ZoneId, ZoneId>, int> shared;
  for (const auto& [p, here] : at)
    for (const ZoneId a : here)
      for (const ZoneId b : here)
        if (a != b && ++shared[{a, b}] == 2) neighbours[a].insert(b);
  return neighbours;
}

int lowest_free(const std::set<ZoneId>& neighbours, const std::map<ZoneId, int>& colours) {
  std::set<int> taken;
  for (const ZoneId zone : neighbours)
    if (const auto at = colours.find(zone); at != colours.end()) taken.insert(at->second);
  int free = 0;
  while (taken.contains(free)) ++free;
  return free;
}

}  // namespace

std::map<ZoneId, int> zone_colours(std::span<const workflow::ZoneView> zones, int level) {
  const Neighbours neighbours = neighbours_of(zones, level);
  std::vector<std::pair<std::size_t, ZoneId>> order;
  for (const auto& [zone, near] : neighbours) order.emplace_back(near.size(), zone);
  std::ranges::sort(
      order, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::map<ZoneId, int> colours;
  for (const auto& [count, zone] : order) colours[zone] = lowest_free(neighbours.at(zone), colours);
  return colours;
}

}  // namespace libgrid::service
