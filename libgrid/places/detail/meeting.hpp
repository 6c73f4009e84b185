#pragma once
/// Where two streets meet: their crossings, told apart when they are far from each other.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::places::detail {

struct Meeting {
  Xy at;                    ///< of the touching points that were taken as one crossing, the one nearest to their mean
  std::int64_t points = 0;  ///< how many points were taken as this one
  Metres gap;               ///< 0 where the lines touch; else how far they stay apart
};

/// Points where the lines touch or cross; if there are none, the nearest approach of at most `gap`. Points within
/// `apart` of each other (through others) are one crossing: dual carriageways meet in four. Ordered by gap, points
/// falling, place.
/// @cost O(n m) in segments, with a box test per pair of lines
[[nodiscard]] std::vector<Meeting> meetings(std::span<const LineString> a, std::span<const LineString> b, Metres gap,
                                            Metres apart);

/// The nearest point of the lines to p, and how far it is. @pre at least one line with two points
struct NearestPoint {
  Xy at;
  Metres distance;
  std::size_t line = 0;
};
[[nodiscard]] NearestPoint nearest_on(std::span<const LineString> lines, Xy p);

}  // namespace libgrid::places::detail
