#pragma once
/// A raster of numbers on the plane to a GeoTIFF that any GIS opens.
///
///   const io::PlaneRaster raster{.origin = {235'000, 899'000}, .cell = 100_m, .columns = 200, .rows = 150};
///   GRID_CHECK(io::write_geotiff("heat.tif", Frame{26986}, raster, heat));      // heat[row * columns + column]
///
/// Tags are metadata items as `gdalinfo` lists them: TIFFTAG_IMAGEDESCRIPTION and its like, or words of one's own.
/// Rows run from the south in memory and from the north in the file; 64-bit numbers, deflated, NaN is "no data".
/// @errors parameter_invalid (sizes), crs_unknown, file_unwritable
/// @guarantee whole or not at all (AtomicFile)

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::io {

struct PlaneRaster {
  Xy origin{};  ///< south-west corner
  Metres cell{1.0};
  std::size_t columns = 0;
  std::size_t rows = 0;
};

struct RasterTag {
  std::string name;
  std::string value;
};

[[nodiscard]] Expected<void> write_geotiff(const std::filesystem::path& path, Frame frame, const PlaneRaster& raster,
                                           std::span<const double> values, std::span<const RasterTag> tags = {});

}  // namespace libgrid::io
