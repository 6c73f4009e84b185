#pragma once
/// Reports counted in hexagons or squares, with the shape of each: one list for the GeoPackage and for the tiles.
///
///   const HeatBins hexagons = hexagon_bins(points, 200_m);      // side 200 m
///   io::Layer layer = layer_of(hexagons);                       // q, r, reports, per_km2

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/io/geopackage_writer.hpp>

namespace libgrid::workflow::detail {

struct HeatBin {
  std::array<std::int64_t, 2> at{};  ///< q, r of a hexagon; column, row of a square
  std::int64_t reports = 0;
  Polygon shape;
};

struct HeatBins {
  std::string name;                       ///< hexagons, squares
  std::array<std::string, 2> at_columns;  ///< what `at` is called
  double km2 = 0.0;                       ///< of one bin
  std::vector<HeatBin> bins;              ///< those with a report, ascending by `at`
};

[[nodiscard]] HeatBins hexagon_bins(std::span<const Xy> points, Metres side);
[[nodiscard]] HeatBins square_bins(std::span<const Xy> points, Metres side);

[[nodiscard]] io::Layer layer_of(const HeatBins& bins);

}  // namespace libgrid::workflow::detail
