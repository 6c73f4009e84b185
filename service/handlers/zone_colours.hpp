#pragma once
/// Colours for a map of zones: neighbours never share one.
///
///   std::map<ZoneId, int> colour = zone_colours(zones, 2);      // 0, 1, 2 ... as few as greedy colouring needs
///
/// Zones are neighbours if their borders share two lattice points; zones that share most borders are coloured first.
/// @guarantee depends on the zones only, not on their order
/// @cost O(v log v) in vertices

#include <map>
#include <span>

#include <libgrid/workflow/city_view.hpp>

namespace libgrid::service {

[[nodiscard]] std::map<ZoneId, int> zone_colours(std::span<const workflow::ZoneView> zones, int level);

}  // namespace libgrid::service
