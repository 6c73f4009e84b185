#pragma once
/// A heat map as a pyramid of pictures that any web map lays over its ground: {z}/{x}/{y}.png, Web Mercator.
///
///   GRID_TRY(count, write_heat_images(folder / "images", {raster, heat}, {10, 14}, projector, context));
///   // images/{z}/{x}/{y}.png, images/tiles.json (TileJSON 3.0, scheme xyz), images/legend.json
///
/// A pixel has the colour of the cell that its middle lies in, at every zoom; 256 x 256 pixels. Without heat it is
/// transparent. Colours: kHeatColours, class k from peak x (k / 6)^2 on, so that low heat is seen beside high; the
/// legend says the bounds in reports per km2. A tile without heat is not written, nor is anything without any.
/// The plane is asked at every 16th pixel and interpolated between: under a thousandth of a pixel off in a city.
/// @pre    heat has raster.columns x raster.rows values
/// @errors parameter_invalid: zooms not 0 <= least <= most <= 16, or more than 20,000 tiles; file_unwritable;
/// cancelled

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/workflow/workspace.hpp>
#include <libgrid/workflow/zoom_range.hpp>

namespace libgrid::workflow::detail {

inline constexpr std::uint32_t kTilePixels = 256;
using Colour = std::array<std::uint8_t, 4>;  ///< red, green, blue, opacity
inline constexpr std::array<Colour, 6> kHeatColours{{{255, 255, 178, 150},
                                                     {254, 217, 118, 165},
                                                     {254, 178, 76, 180},
                                                     {253, 141, 60, 195},
                                                     {240, 59, 32, 210},
                                                     {189, 0, 38, 225}}};  // ColorBrewer YlOrRd

struct HeatImages {
  const hotspot::DensityRaster& raster;
  std::span<const double> heat;  ///< per km2
  std::string_view notes{};      ///< HeatNotes::members, at the end of tiles.json and legend.json
};

/// Transparent for no heat. @pre peak > 0 unless value is 0
[[nodiscard]] Colour heat_colour(double value, double peak);

/// The number of pictures written.
[[nodiscard]] Expected<std::int64_t> write_heat_images(const std::filesystem::path& folder, const HeatImages& heat,
                                                       ZoomRange zooms, const crs::Projector& projector,
                                                       const StepContext& context);

}  // namespace libgrid::workflow::detail
