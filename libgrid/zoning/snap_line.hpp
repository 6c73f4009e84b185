#pragma once
/// A line drawn by hand onto the streets it was meant to follow.
///
///   Expected<SnappedLine> along = snap_line(drawn, streets, {.reach = 30_m});
///   editor.apply(SplitZoneByLine{zone, along->line});
///
/// Begins and ends at the points of the streets nearest to the ends of the drawn line; between them the shortest way
/// over the streets, every metre counted 1 + 4 x (its distance from the drawn line / reach) times, so that of two
/// streets the nearer one is taken. Streets meet where they have a vertex in common, as in OpenStreetMap.
/// Units: plane metres.
/// @pre       the drawn line has at least two points
/// @guarantee every vertex but the two ends is a vertex of a street, no vertex is farther from the drawn line than
///            `reach`; independent of the order of the streets
/// @errors    parameter_invalid (field "line"): no street within reach of an end, or no way between the ends;
///            number_not_finite (field "line")
/// @cost      O(street vertices + m log m) for m street vertices within reach

#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::zoning {

struct SnapOptions {
  Metres reach{30.0};  ///< how far from the drawn line a street may run
};

struct SnappedLine {
  LineString line;
  Metres farthest;  ///< of its vertices from the drawn line
};

[[nodiscard]] Expected<SnappedLine> snap_line(std::span<const Xy> drawn, std::span<const LineString> streets,
                                              const SnapOptions& options = {});

}  // namespace libgrid::zoning
