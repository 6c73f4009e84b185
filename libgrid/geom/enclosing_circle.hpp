#pragma once
/// The convex hull of points, and the smallest circle around them.
///
///   std::vector<Xy> hull = convex_hull(face.outer);             // counter-clockwise, not closed, no three in line
///   Circle circle = smallest_enclosing_circle(hull);
///   double compactness = circular_compactness(area(face), circle.radius);      // 1 for a disc
///
/// @pre       at least one point; finite coordinates
/// @guarantee the hull is exact; no point lies farther from the centre than the radius times 1 + 1e-12
/// @cost      hull O(n log n); circle O(n) a round, a handful of rounds
/// @source    hull: Andrew 1979; circle: the farthest point enters the at most three points that hold the circle, as in
///            Gaertner, Fast and Robust Smallest Enclosing Balls, 1999

#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
inline namespace geom {

struct Circle {
  Xy centre;
  Metres radius;
  friend bool operator==(const Circle&, const Circle&) = default;
};

[[nodiscard]] std::vector<Xy> convex_hull(std::span<const Xy> points);
[[nodiscard]] Circle smallest_enclosing_circle(std::span<const Xy> points);

/// Area over that of a disc of this radius (Reock).
[[nodiscard]] double circular_compactness(SquareMetres area, Metres radius);

}  // namespace geom
}  // namespace libgrid
