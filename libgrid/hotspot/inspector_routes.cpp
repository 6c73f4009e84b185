#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <tuple>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/inspector_routes.hpp>
#include <libgrid/hotspot/lookback.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Around the start, from just behind the widest empty angle.
std::vector<std::size_t> swept(std::span<const Xy> places, Xy start) {
  std::vector<double> angle;
  for (const Xy& place : places)
    angle.push_back(place == start ? -2.0 * std::numbers::pi : std::atan2(place.y - start.y, place.x - start.x));
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {},
                    [&](std::size_t i) { return std::tuple(angle[i], distance(places[i], start).value, i); });
  const auto around = std::ranges::find_if(order, [&](std::size_t i) { return angle[i] >= -std::numbers::pi; });
  auto first = around;
  double widest = 0.0;
  for (auto at = around; at != order.end(); ++at) {
    const double before = at == around ? angle[order.back()] - 2.0 * std::numbers::pi : angle[*(at - 1)];
    if (angle[*at] - before > widest + 1e-12) widest = angle[*at] - before, first = at;
  }
  std::rotate(around, first, order.end());
  return order;
}

Metres length_of(std::span<const Xy> places, std::span<const std::size_t> stops, Xy start) {
  Metres sum{0.0};
  Xy here = start;
  for (const std::size_t i : stops) sum = sum + distance(here, places[i]), here = places[i];
  return sum;
}

}  // namespace

std::vector<InspectorRoute> inspector_routes(std::span<const Xy> places, std::span<const double> hours,
                                             const RouteRules& rules) {
  GRID_ASSERT(hours.size() == places.size() && rules.inspectors > 0);
  const double total = std::accumulate(hours.begin(), hours.end(), 0.0);
  std::vector<InspectorRoute> routes(rules.inspectors);
  double before = 0.0;
  for (const std::size_t i : swept(places, rules.start)) {
    const double middle = (before + hours[i] / 2.0) / total * static_cast<double>(rules.inspectors);
    InspectorRoute& route = routes[std::min(static_cast<std::size_t>(middle), rules.inspectors - 1)];
    route.stops.push_back(i), route.hours += hours[i], before += hours[i];
  }
  for (InspectorRoute& route : routes) {
    std::vector<Xy> at;
    for (const std::size_t i : route.stops) at.push_back(places[i]);
    std::vector<std::size_t> stops;
    for (const std::size_t k : route_order(at, rules.start)) stops.push_back(route.stops[k]);
    route.stops = std::move(stops);
    route.length = length_of(places, route.stops, rules.start);
  }
  return routes;
}

}  // namespace hotspot
}  // namespace libgrid
