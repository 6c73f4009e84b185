#pragma once
/// Near along the streets: cases on a street network, and which of them can be parent and child.
///
///   const StreetGround ground = street_ground(segments, 30_m);            // segments: lines that meet at end points
///   const StreetPlaces on = on_streets(ground, places);                   // places[i] of cases[i]
///   const std::vector<CasePair> pairs = near_pairs(cases, ground, on, rules);   // rules: largest radius and window
///   Forest forest = rebound_forest(cases, pairs, rules);                 // and smaller ones, from the same pairs
///
/// The distance of two cases is along the streets where both lie within the reach of one (from the nearest place on
/// the street, the way to it not counted), in the plane where one of them does not; measured() says which. Two sides
/// of a wall that are streets apart are no longer near.
/// Only pairs that rebound_forest can use are listed: of one category, the earlier (by opening, then id) open when the
/// later is reported, or settled no longer than the window before.
/// @pre       segments of at least two points; finite coordinates; ids distinct
/// @guarantee equal to the distances of every pair (tested); pairs come by the earlier place on the streets
/// @cost      one bounded search per distinct place with a candidate; 1 M cases with snapping 1.4 s (hotspot_bench)
/// @source    hotspot.md 4.1 (30 m)

#include <optional>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>
#include <libgrid/roads/snapper.hpp>
#include <libgrid/roads/street_graph.hpp>

namespace libgrid {
namespace hotspot {

enum class DistanceKind : unsigned char { plane, street };

struct StreetGround {
  roads::StreetGraph graph;
  roads::Snapper snapper;
  Metres reach;
};
[[nodiscard]] StreetGround street_ground(std::span<const LineString> segments, Metres reach);

struct StreetPlaces {
  std::vector<Xy> at;                                    ///< as given
  std::vector<Xy> on_street;                             ///< the nearest place on a street, or as given
  std::vector<std::optional<roads::StreetPlace>> place;  ///< empty: no street within the reach
};
[[nodiscard]] StreetPlaces on_streets(const StreetGround& ground, std::span<const Xy> places);

[[nodiscard]] inline DistanceKind measured(const StreetPlaces& places, std::size_t a, std::size_t b) {
  return places.place[a] && places.place[b] ? DistanceKind::street : DistanceKind::plane;
}

/// @pre places.at.size() == cases.size()
[[nodiscard]] std::vector<CasePair> near_pairs(std::span<const ForestCase> cases, const StreetGround& ground,
                                               const StreetPlaces& places, const ForestRules& rules);

/// Distance of each place from the nearest of some others (schools), in the same measure; empty beyond the limit.
[[nodiscard]] std::vector<std::optional<Metres>> nearest_of(const StreetGround& ground, const StreetPlaces& places,
                                                            const StreetPlaces& others, Metres limit);

}  // namespace hotspot
}  // namespace libgrid
