#pragma once
/// How good a plan is, per zone and per level: loads, connection, compactness, borders, holes, neighbours.
///
///   PlanQuality quality = plan_quality(draft.map, graph, main_borders);
///   quality.levels.back().main_share;                 // share of the borders between zones that lie on main roads
///   quality.zones[i].load;                            // 1.02: two per cent above the mean of its level
///
/// Everything is computed from the blocks again, not taken from the zones' own columns; compactness is that of the
/// zone's shape. Metres, square metres; loads relative to total / zones of the level.
/// @pre  the map's blocks are those of the graph; every zone of a lower level names its parent
/// @guarantee zones in the order of the map, levels ascending; sums are taken in the order of the graph
/// @cost O(blocks + borders) per level

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

/// How many metres of the border between two blocks lie on a main road.
struct MainBorder {
  BlockId a;
  BlockId b;
  Metres length;
};

struct ZoneQuality {
  ZoneId zone;
  std::string code;
  int level = 1;
  std::int64_t blocks = 0;
  double workload = 0.0;  ///< share of the city's
  double load = 0.0;      ///< over the mean of the level
  Metres street_length{};
  std::int64_t reports = 0;
  SquareMetres area{};
  std::int64_t pieces = 0;  ///< connected over shared borders and declared links; 1 is what a plan promises
  double polsby_popper = 0.0;
  Metres border{};       ///< with other zones of the level
  Metres main_border{};  ///< of it, on main roads
  std::int64_t holes = 0;
  std::int64_t neighbours = 0;  ///< zones with which it shares a border
};

struct LevelQuality {
  int level = 1;
  std::int64_t zones = 0;
  double lightest = 0.0;  ///< load
  double heaviest = 0.0;
  double mean_polsby_popper = 0.0;
  double worst_polsby_popper = 0.0;
  Metres border{};  ///< between zones, each metre once
  Metres main_border{};
  double main_share = 0.0;
  std::int64_t not_connected = 0;
  std::int64_t holes = 0;
};

struct PlanQuality {
  std::vector<LevelQuality> levels;
  std::vector<ZoneQuality> zones;
};

[[nodiscard]] PlanQuality plan_quality(const ZoneMap& map, const BlockGraph& graph,
                                       std::span<const MainBorder> main_borders);

}  // namespace libgrid::zoning
