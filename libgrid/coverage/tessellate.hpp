#pragma once
/// 万米单元网格: a district cut into squares or hexagons of one area.
///
///   Tessellation t = tessellate(district, {.cell = CellShape::square, .area = 10'000_m2}).value();
///   t.units;                         // cover the district exactly, share their borders vertex for vertex
///
/// Cells lie at multiples of their size in the plane, so the same ground always gets the same cells. They are clipped
/// to the district; a clipped piece that is small or thin is merged into the neighbour with the longest shared border
/// (merge_faces.hpp), never across districts. Several districts (communities) are cut together, so that units on both
/// sides of their border share its vertices; ground that two claim goes to the first. Units are numbered in rows from
/// north to south, in a row from west to east, by their centroids.
/// @pre       the district's rings are closed; an invalid one counts by even-odd parity
/// @guarantee the areas of the units sum to the area of the districts' union on the 2^-10 m lattice
/// (statistics.snapped);
///            the lattice changes the districts by at most perimeter x 1 mm (snap_change()); no overlap, no gap
/// @errors    geometry_empty; parameter_invalid (area not positive, more than 10 million cells); internal
/// @cost      O(n log n); 100 km2 in squares of 10,000 m2 take about 0.2 s

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage {

enum class CellShape : unsigned char { square, hexagon };

struct TessellationRules {
  CellShape cell = CellShape::square;
  SquareMetres area{10'000.0};
  double merge_below = 0.25;    ///< share of `area` under which a clipped piece is merged
  double thin_quotient = 0.25;  ///< isoperimetric quotient under which ...
  double thin_below = 0.75;     ///< ... a piece smaller than this share of `area` is merged
};

struct Unit {
  std::size_t district = 0;  ///< position of its district
  Polygon shape;
  SquareMetres area;
  std::int64_t pieces = 1;  ///< cells or parts of cells it was made of
  friend bool operator==(const Unit&, const Unit&) = default;
};

struct TessellationStatistics {
  std::int64_t cells = 0;  ///< cells and parts of cells inside
  std::int64_t whole = 0;  ///< of these, cells that the district does not cut
  std::int64_t merged_small = 0;
  std::int64_t merged_thin = 0;
  SquareMetres district;  ///< of all districts as given (even-odd), each by itself
  SquareMetres snapped;   ///< of their union on the lattice; the sum of the units
  SquareMetres overlap;   ///< on the lattice: ground times (districts there - 1)
  Metres perimeter;       ///< of all districts as given

  /// What the lattice alone did to the districts.
  [[nodiscard]] SquareMetres snap_change() const { return snapped + overlap - district; }
};

struct Tessellation {
  std::vector<Unit> units;
  TessellationStatistics statistics;
};

/// Units by district, then in reading order.
[[nodiscard]] Expected<Tessellation> tessellate(std::span<const MultiPolygon> districts,
                                                const TessellationRules& rules = {});
[[nodiscard]] Expected<Tessellation> tessellate(const MultiPolygon& district, const TessellationRules& rules = {});

/// Positions in rows of `row` height from north to south, in a row from west to east (ties: the given order).
[[nodiscard]] std::vector<std::size_t> reading_order(std::span<const Xy> places, Metres row);

}  // namespace libgrid::coverage
