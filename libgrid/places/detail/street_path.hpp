#pragma once
/// Along one street, made of many ways, from one place to another.

#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/places/location_text.hpp>

namespace libgrid::places::detail {

/// The shortest way along the street's ways from the point nearest to `from` to that nearest to `to`. Ways are joined
/// where they share a vertex, and over gaps of at most `jump` between an end of one and any vertex of another. Empty:
/// not joined.
/// @cost O(v log v + e v) for v vertices and e ends
[[nodiscard]] LineString street_path(std::span<const LineString> ways, Xy from, Xy to, Metres jump);

/// The part of the street by compass: its extent along that axis is halved; middle is the half between the quarters,
/// along the longer axis. Pieces in the order of the ways.
[[nodiscard]] std::vector<LineString> street_section(std::span<const LineString> ways, Compass part);

}  // namespace libgrid::places::detail
