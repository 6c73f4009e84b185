#pragma once
/// Points of the two kinds of frame, which never meet by accident: plane metres and degrees.
///
///   Xy corner{236'012.5, 900'471.0};       // plane metres, x east, y north
///   LonLat report{-71.0648, 42.3574};      // degrees, longitude first (GeoJSON order) everywhere
///   // Xy wrong = report;                  // does not compile (tests/compile_fail/frames_do_not_mix.cpp)
///
/// Only the room crs turns one into the other.

#include <cmath>
#include <compare>

#include <libgrid/base/units.hpp>

namespace libgrid {
inline namespace geom {

struct Xy {
  double x = 0.0;
  double y = 0.0;
  friend constexpr auto operator<=>(Xy, Xy) = default;
};

struct LonLat {
  double lon = 0.0;
  double lat = 0.0;
  friend constexpr auto operator<=>(LonLat, LonLat) = default;
};

/// The frame tag: an EPSG code. 0 is "not declared" and is refused wherever a frame is needed.
struct Frame {
  int epsg = 0;
  friend constexpr auto operator<=>(Frame, Frame) = default;
};

inline constexpr Frame kWgs84{4326};
inline constexpr Frame kWebMercator{3857};

/// The lattice of plan coordinates: 2^-10 m (about 1 mm), exact in doubles, so shared borders are bit-identical.
inline constexpr double kLattice = 0x1.0p-10;

/// Nearest lattice point, halves away from zero. @pre |x|, |y| < 2^42 m
[[nodiscard]] inline Xy snap(Xy p) {
  return {std::round(p.x / kLattice) * kLattice, std::round(p.y / kLattice) * kLattice};
}
[[nodiscard]] inline bool on_lattice(Xy p) { return snap(p) == p; }

[[nodiscard]] inline Metres distance(Xy a, Xy b) { return Metres{std::hypot(a.x - b.x, a.y - b.y)}; }

/// Distance to the closed segment ab.
[[nodiscard]] Metres distance_to_segment(Xy p, Xy a, Xy b);

}  // namespace geom
}  // namespace libgrid
