#include <libgrid/zoning/quality.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace libgrid::zoning {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

/// One level of a map over the graph: which zone (index in the map) every block lies in.
std::vector<std::vector<std::size_t>> zones_of_blocks(const ZoneMap& map, const BlockGraph& graph, int deepest) {
  std::unordered_map<std::int64_t, std::size_t> index;
  for (std::size_t i = 0; i < map.zones.size(); ++i) index.emplace(map.zones[i].id.value, i);
  const auto find = [&](ZoneId id) {
    const auto found = index.find(id.value);
    return found == index.end() ? kNowhere : found->second;
  };
  std::vector<std::vector<std::size_t>> of(static_cast<std::size_t>(deepest),
                                           std::vector<std::size_t>(graph.size(), kNowhere));
  for (const BlockZone& row : map.blocks) {
    const auto block = graph.index_of(row.block);
    if (!block) continue;
    for (std::size_t zone = find(row.zone); zone != kNowhere;) {
      of[static_cast<std::size_t>(map.zones[zone].level - 1)][*block] = zone;
      zone = map.zones[zone].parent ? find(*map.zones[zone].parent) : kNowhere;
    }
  }
  return of;
}

std::int64_t holes_of(const MultiPolygon& shape) {
  std::int64_t holes = 0;
  for (const Polygon& polygon : shape) holes += static_cast<std::int64_t>(polygon.holes.size());
  return holes;
}

/// Pieces of every zone over borders and links: a walk inside the zone from each block that was not reached yet.
void count_pieces(const BlockGraph& graph, const std::vector<std::size_t>& zone_of, std::vector<ZoneQuality>& zones) {
  std::vector<bool> reached(graph.size(), false);
  std::vector<std::size_t> open;
  for (std::size_t start = 0; start < graph.size(); ++start) {
    if (reached[start] || zone_of[start] == kNowhere) continue;
    ++zones[zone_of[start]].pieces;
    reached[start] = true;
    open.push_back(start);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      for (const BlockNeighbour& n : graph.neighbours(at))
        if (!reached[n.block] && !n.wall && zone_of[n.block] == zone_of[at]) {
          reached[n.block] = true;
          open.push_back(n.block);
        }
    }
  }
}

using MainLengths = std::map<std::pair<std::size_t, std::size_t>, Metres>;

MainLengths main_lengths(const BlockGraph& graph, std::span<const MainBorder> borders) {
  MainLengths lengths;
  for (const MainBorder& border : borders) {
    const auto a = graph.index_of(border.a);
    const auto b = graph.index_of(border.b);
    if (a && b) lengths[{std::min(*a, *b), std::max(*a, *b)}] += border.length;
  }
  return lengths;
}

/// Sums of one level over its blocks and their borders.
void add_level(const BlockGraph& graph, const std::vector<std::size_t>& zone_of, const MainLengths& main,
               std::vector<ZoneQuality>& zones) {
  std::vector<std::set<std::size_t>> neighbours(zones.size());
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (zone_of[i] == kNowhere) continue;
    ZoneQuality& zone = zones[zone_of[i]];
    const BlockNode& node = graph.node(i);
    ++zone.blocks;
    zone.workload += node.workload;
    zone.street_length += node.street_length;
    zone.reports += node.reports;
    zone.area += node.area;
    for (const BlockNeighbour& n : graph.neighbours(i)) {
      if (n.link || zone_of[n.block] == zone_of[i]) continue;
      zone.border += n.border;
      const auto found = main.find({std::min<std::size_t>(i, n.block), std::max<std::size_t>(i, n.block)});
      // A street on the border may be longer than the border (two carriageways): not more than all of it is main road.
      if (found != main.end()) zone.main_border += Metres{std::min(found->second.value, n.border.value)};
      if (zone_of[n.block] != kNowhere) neighbours[zone_of[i]].insert(zone_of[n.block]);
    }
  }
  for (std::size_t z = 0; z < zones.size(); ++z) zones[z].neighbours += static_cast<std::int64_t>(neighbours[z].size());
}

LevelQuality summary_of(int level, std::span<const ZoneQuality> zones) {
  LevelQuality sum{.level = level, .lightest = std::numeric_limits<double>::infinity()};
  sum.worst_polsby_popper = std::numeric_limits<double>::infinity();
  for (const ZoneQuality& zone : zones) {
    if (zone.level != level) continue;
    ++sum.zones;
    sum.lightest = std::min(sum.lightest, zone.load);
    sum.heaviest = std::max(sum.heaviest, zone.load);
    sum.mean_polsby_popper += zone.polsby_popper;
    sum.worst_polsby_popper = std::min(sum.worst_polsby_popper, zone.polsby_popper);
    sum.border += zone.border;
    sum.main_border += zone.main_border;
    sum.not_connected += zone.pieces == 1 ? 0 : 1;
    sum.holes += zone.holes;
  }
  sum.mean_polsby_popper /= static_cast<double>(std::max<std::int64_t>(sum.zones, 1));
  sum.border = Metres{sum.border.value / 2};  // either side counted it
  sum.main_border = Metres{sum.main_border.value / 2};
  sum.main_share = sum.border.value > 0 ? sum.main_border.value / sum.border.value : 0.0;
  return sum;
}

}  // namespace

PlanQuality plan_quality(const ZoneMap& map, const BlockGraph& graph, std::span<const MainBorder> main_borders) {
  PlanQuality quality;
  int deepest = 0;
  for (const Zone& zone : map.zones) {
    deepest = std::max(deepest, zone.level);
    quality.zones.push_back({.zone = zone.id,
                             .code = zone.code,
                             .level = zone.level,
                             .polsby_popper = zone.polsby_popper,
                             .holes = holes_of(zone.shape)});
  }
  const MainLengths main = main_lengths(graph, main_borders);
  double total = 0.0;  // of the blocks that are in zones
  for (const auto& zone_of : zones_of_blocks(map, graph, deepest)) {
    add_level(graph, zone_of, main, quality.zones);
    count_pieces(graph, zone_of, quality.zones);
    total = 0.0;
    for (std::size_t i = 0; i < graph.size(); ++i) total += zone_of[i] != kNowhere ? graph.node(i).workload : 0.0;
  }
  for (int level = 1; level <= deepest; ++level) {
    const auto count = static_cast<double>(std::ranges::count(map.zones, level, &Zone::level));
    for (ZoneQuality& zone : quality.zones)
      if (zone.level == level && total > 0) zone.load = zone.workload * count / total;
    if (count > 0) quality.levels.push_back(summary_of(level, quality.zones));
  }
  return quality;
}

}  // namespace libgrid::zoning
