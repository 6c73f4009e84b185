#pragma once
/// 回头看 on the street: the visits of a day shared out among inspectors, and the order in which each walks.
///
///   std::vector<InspectorRoute> routes = inspector_routes(places, hours, {.inspectors = 3, .start = office});
///   for (std::size_t i : routes[0].stops) ... places[i]        // first, second, ...
///
/// Places are swept around the start by angle (Gillett & Miller's sweep), from just behind the widest empty angle, and
/// cut where the hours so far pass a share of all: each inspector has one sector and about the same hours. Inside it
/// the order is route_order (nearest neighbour, 2-opt) from the start. An open path: the way home is not counted.
/// Places at the start come first; ties of angles by distance, then by position.
/// @pre       equal lengths, hours > 0, inspectors > 0
/// @guarantee every place is in one route; the hours of two routes differ by at most two visits of the longest
/// @cost      O(n log n), then that of route_order: quadratic in the stops of an inspector, for each round of 2-opt
/// @source    Gillett & Miller 1974; Croes 1958 (2-opt)

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

struct RouteRules {
  std::size_t inspectors = 1;
  Xy start{};
};

struct InspectorRoute {
  std::vector<std::size_t> stops;  ///< positions in places, in walking order
  double hours = 0.0;              ///< sum over the stops
  Metres length{};                 ///< straight, from the start over all stops
};

/// One per inspector; without stops where there are more inspectors than places.
[[nodiscard]] std::vector<InspectorRoute> inspector_routes(std::span<const Xy> places, std::span<const double> hours,
                                                           const RouteRules& rules);

}  // namespace hotspot
}  // namespace libgrid
