#pragma once
/// How much load has to go from which zone to which neighbour, at least: a minimum-cost flow on the graph of zones.
///
/// min sum f(i, j), f >= 0 between zones with an arc, so that every zone ends within its limits (partition.md, section
/// 3: the bound that no plan with these zones can go below). Every unit that crosses one arc costs one.
/// @guarantee exact for whole-number loads; ties by the order of zones and arcs
/// @cost O(augmentations x arcs); 207 zones in a millisecond, 2,055 in a tenth of a second
/// @source Ahuja, Magnanti & Orlin 1993, Network Flows, section 9.7 (successive shortest paths)

#include <span>
#include <vector>

#include <libgrid/zoning/detail/nesting.hpp>

namespace libgrid::zoning::detail {

struct ZoneArc {
  int from = 0;
  int to = 0;
  Load flow = 0;
};

struct ZoneFlow {
  std::vector<ZoneArc> arcs;  ///< in the order given, with their flows
  Load moved = 0;             ///< sum of the flows
  Load unmet = 0;             ///< load that cannot be brought within the limits: no way leads out of or into the zones
};

/// @pre loads.size() == zones; arcs name zones
[[nodiscard]] ZoneFlow least_flow(std::span<const Load> loads, Load least, Load most, std::vector<ZoneArc> arcs);

/// The same where the zones of the levels above must end within their limits too: all load goes from its zone over arcs
/// to the zone where it ends, and on to the zones above that one.
[[nodiscard]] ZoneFlow least_flow(std::span<const Load> loads, Load least, Load most, std::vector<ZoneArc> arcs,
                                  std::span<const UpperLevel> upper);

}  // namespace libgrid::zoning::detail
