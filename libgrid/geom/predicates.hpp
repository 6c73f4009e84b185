#pragma once
/// Exact decisions: the answers of real arithmetic on the given doubles, never of rounded arithmetic.
///
///   Side s = orientation(a, b, p);             // is p left of, right of, or on the line ab
///   Location l = locate(ring_or_polygon, p);   // inside, border, outside
///
/// Plain double arithmetic decides 9 % of the points within 2 ulp of a shared border wrongly; these never do.
/// @guarantee independent of optimisation flags (built with -ffp-contract=off)
/// @cost a few ns where the filter decides (almost always); about 0.3 us where the exact expansion must
/// @source Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates",
///         stages A and D; filter bound (3 + 16 eps) eps with eps = 2^-53

#include <span>

#include <libgrid/geom/shapes.hpp>

namespace libgrid {
inline namespace geom {

enum class Side : signed char { right = -1, on = 0, left = 1 };

/// @pre finite coordinates, magnitudes between 2^-140 and 2^140 or zero (no overflow or underflow in the products)
[[nodiscard]] Side orientation(Xy a, Xy b, Xy p);

/// p lies on the closed segment ab.
[[nodiscard]] bool on_segment(Xy a, Xy b, Xy p);

enum class Location : unsigned char { outside, border, inside };

/// Where p lies relative to all rings together (even-odd parity over outer ring and holes).
/// An invalid ring still has a defined answer: parity.
[[nodiscard]] Location locate(const Polygon& polygon, Xy p);
[[nodiscard]] Location locate(const MultiPolygon& polygons, Xy p);

/// One step of the crossing count: the ray from p to +x against the edge ab.
enum class Crossing : unsigned char { none, crosses, touches };
[[nodiscard]] Crossing ray_crossing(Xy a, Xy b, Xy p);

}  // namespace geom
}  // namespace libgrid
