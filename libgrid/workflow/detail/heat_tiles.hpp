#pragma once
/// A heat map as a folder of vector tiles that any web map reads: density, hexagons, squares.
///
///   GRID_TRY(count, write_heat_tiles(folder / "tiles", {raster, heat, {hexagons, squares}}, {10, 14}, projector,
///   context));
///   // tiles/{z}/{x}/{y}.mvt and tiles/tiles.json (TileJSON 3.0)
///
/// Layer density: the raster's cells with heat, property per_km2; where a cell is narrower than kLeastUnits tile units
/// (of 4,096) 2 x 2, 4 x 4 ... cells are averaged, so a tile has a bounded size and the reports of a zoom stay the same
/// (per_km2 times area). Layers of bins: reports, per_km2; every bin at every zoom. A tile without a feature is not
/// written: the map asks for what tiles.json bounds and takes a missing tile as an empty one. Of an invented city every
/// feature has the property synthetic: a tile says so without its tiles.json.
/// @pre    heat has raster.columns x raster.rows values
/// @errors parameter_invalid: zooms not 0 <= least <= most <= 16, or more than 100,000 tiles; file_unwritable;
/// cancelled

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/workflow/detail/heat_bins.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/workflow/zoom_range.hpp>

namespace libgrid::workflow::detail {

inline constexpr double kLeastUnits = 16.0;

struct HeatTiles {
  const hotspot::DensityRaster& raster;
  std::span<const double> heat;  ///< per km2
  std::span<const HeatBins> bins;
  std::string_view notes{};  ///< HeatNotes::members, at the end of tiles.json
  bool synthetic = false;
};

/// The number of tiles written.
[[nodiscard]] Expected<std::int64_t> write_heat_tiles(const std::filesystem::path& folder, const HeatTiles& heat,
                                                      ZoomRange zooms, const crs::Projector& projector,
                                                      const StepContext& context);

/// The raster with 2^halvings x 2^halvings cells averaged; cells beyond the rim count as 0.
struct CoarseHeat {
  hotspot::DensityRaster raster;
  std::vector<double> heat;
};
[[nodiscard]] CoarseHeat coarse_heat(const hotspot::DensityRaster& raster, std::span<const double> heat, int halvings);

}  // namespace libgrid::workflow::detail
