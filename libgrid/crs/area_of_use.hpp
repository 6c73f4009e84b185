#pragma once
/// Where the authority says that a frame is meant to be used.
///
///   auto area = area_of_use(Frame{4547});          // CGCS2000, 3-degree zone of 114 E
///   area->contains(LonLat{113.8, 34.0});           // Xuchang: yes; Boston: no
///
/// Units: degrees of longitude and latitude. @errors none: empty where the frame or its area is not known
/// @cost  one look-up in PROJ's database, about 1 ms

#include <optional>

#include <libgrid/geom/xy.hpp>

namespace libgrid::crs {

/// West > east across the date line.
struct UsableArea {
  double west = -180.0, south = -90.0, east = 180.0, north = 90.0;

  /// Also within `margin` degrees around it.
  [[nodiscard]] bool contains(LonLat p, double margin = 0.0) const {
    const double from = west - margin, to = east + margin;
    const bool between = west <= east ? p.lon >= from && p.lon <= to : p.lon >= from || p.lon <= to;
    return between && p.lat >= south - margin && p.lat <= north + margin;
  }
};

[[nodiscard]] std::optional<UsableArea> area_of_use(Frame frame);

}  // namespace libgrid::crs
