#pragma once
/// The few GEOS calls that coverage needs, in libgrid's values. The only file beside geos.cpp that knows GEOS exists.

#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

/// Nodes lines by snap rounding on a grid and removes duplicates; every vertex of the result is on the grid.
/// @source Hobby 1999 as in JTS OverlayNG's SnapRoundingNoder (GEOSUnaryUnionPrec)
[[nodiscard]] Expected<std::vector<LineString>> node_lines(std::span<const LineString> lines, Metres grid);

/// All bounded faces of fully noded lines; dangling ends and bridges are left out. Order is not specified.
[[nodiscard]] Expected<std::vector<Polygon>> polygonize(std::span<const LineString> lines);

/// A valid polygonal shape that covers the same points (even-odd); unchanged where it is valid already.
struct Repaired {
  MultiPolygon shape;
  bool changed = false;
};
[[nodiscard]] Expected<Repaired> repair(const MultiPolygon& shape);

/// The parts of lines inside a polygon, with ends and crossings rounded to the grid.
[[nodiscard]] Expected<std::vector<LineString>> clip_lines(std::span<const LineString> lines, const Polygon& polygon,
                                                           Metres grid);

}  // namespace libgrid::coverage::detail
