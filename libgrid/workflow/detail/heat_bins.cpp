#include <cmath>
#include <numbers>

#include <libgrid/hotspot/density.hpp>
#include <libgrid/workflow/detail/heat_bins.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kSquareMetresPerKm2 = 1e6;

Polygon hexagon_at(Xy centre, double side) {
  Polygon shape;
  for (int k = 0; k <= 6; ++k) {
    const double angle = (static_cast<double>(k % 6) * 60.0 + 30.0) * std::numbers::pi / 180.0;
    shape.outer.push_back({centre.x + side * std::cos(angle), centre.y + side * std::sin(angle)});
  }
  return shape;
}

Polygon square_at(hotspot::SquareCell cell, double side) {
  const double west = static_cast<double>(cell.column) * side, south = static_cast<double>(cell.row) * side;
  const double east = static_cast<double>(cell.column + 1) * side, north = static_cast<double>(cell.row + 1) * side;
  return {.outer = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, .holes = {}};
}

}  // namespace

HeatBins hexagon_bins(std::span<const Xy> points, Metres side) {
  const double area = 1.5 * std::numbers::sqrt3 * side.value * side.value;
  HeatBins bins{"hexagons", {"q", "r"}, area / kSquareMetresPerKm2, {}};
  for (const hotspot::HexCount& hex : hotspot::hex_counts(points, side))
    bins.bins.push_back(
        {{hex.cell.q, hex.cell.r}, hex.count, hexagon_at(hotspot::hex_centre(hex.cell, side), side.value)});
  return bins;
}

HeatBins square_bins(std::span<const Xy> points, Metres side) {
  HeatBins bins{"squares", {"column", "row"}, side.value * side.value / kSquareMetresPerKm2, {}};
  for (const hotspot::SquareCount& square : hotspot::square_counts(points, side))
    bins.bins.push_back({{square.cell.column, square.cell.row}, square.count, square_at(square.cell, side.value)});
  return bins;
}

io::Layer layer_of(const HeatBins& bins) {
  io::Layer layer{.name = bins.name,
                  .geometry = io::GeometryKind::polygon,
                  .columns = {{bins.at_columns[0], io::ColumnType::integer},
                              {bins.at_columns[1], io::ColumnType::integer},
                              {"reports", io::ColumnType::integer},
                              {"per_km2", io::ColumnType::real}}};
  for (const HeatBin& bin : bins.bins)
    layer.rows.push_back(
        {{bin.at[0], bin.at[1], bin.reports, static_cast<double>(bin.reports) / bins.km2}, to_wkb(bin.shape)});
  return layer;
}

}  // namespace libgrid::workflow::detail
