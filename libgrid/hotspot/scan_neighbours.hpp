#pragma once
/// Orders of places other than circles for the scan: along the streets, or from neighbour to neighbour.
///
///   std::vector<ScanNeighbours> balls = street_neighbours(ground, places, 500_m);  // ground, places: street_cases.hpp
///   std::vector<ScanNeighbours> sets = connected_neighbours(weights, 4);           // rook, queen, shared borders
///   ScanResult found = scan({places.at, population, counts, days, balls}, options);
///
/// Street balls: the places within a distance along the streets; a place without a street is alone in its ball.
/// Connected sets: the places within so many steps from neighbour to neighbour, all of a step together, or one by one
/// by index (ScanOptions::ties). Each zone is connected; these are nested sets around a centre, not every connected
/// subset (of which there are exponentially many).
/// @pre       weights: symmetric neighbours, itself or not
/// @guarantee by distance, then index; the centre is among them, at distance 0
/// @cost      street: a bounded search for each place, and a question for each other within the limit; connected: the
/// edges within the steps for each
/// @source    hotspot.md 4.4

#include <vector>

#include <libgrid/hotspot/scan.hpp>
#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {

[[nodiscard]] std::vector<ScanNeighbours> street_neighbours(const StreetGround& ground, const StreetPlaces& places,
                                                            Metres limit);
[[nodiscard]] std::vector<ScanNeighbours> connected_neighbours(const Weights& weights, std::size_t steps);

}  // namespace hotspot
}  // namespace libgrid
