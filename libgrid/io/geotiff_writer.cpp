#include <libgrid/io/geotiff_writer.hpp>

#include <array>
#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_srs_api.h>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>

namespace libgrid::io {
namespace {

using detail::Dataset;

Expected<std::string> crs_text(Frame frame) {
  const std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, decltype(&OSRDestroySpatialReference)> crs{
      OSRNewSpatialReference(nullptr), OSRDestroySpatialReference};
  char* text = nullptr;
  if (OSRImportFromEPSG(crs.get(), frame.epsg) != OGRERR_NONE || OSRExportToWkt(crs.get(), &text) != OGRERR_NONE)
    return fail(ErrorCode::crs_unknown, "EPSG:" + std::to_string(frame.epsg));
  std::string result(text);
  VSIFree(text);
  return result;
}

bool write_rows(GDALDatasetH dataset, const PlaneRaster& raster, std::span<const double> values) {
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  const int columns = static_cast<int>(raster.columns);
  GDALSetRasterNoDataValue(band, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < raster.rows; ++row) {
    const auto south_up = values.subspan((raster.rows - 1 - row) * raster.columns, raster.columns);
    std::vector<double> line(south_up.begin(), south_up.end());
    if (GDALRasterIO(band, GF_Write, 0, static_cast<int>(row), columns, 1, line.data(), columns, 1, GDT_Float64, 0,
                     0) != CE_None)
      return false;
  }
  return true;
}

Expected<void> write_to(const std::string& path, const std::string& crs, const PlaneRaster& raster,
                        std::span<const double> values, std::span<const RasterTag> tags) {
  const detail::GdalSession gdal;
  GDALRegister_GTiff();
  const char* options[] = {"COMPRESS=DEFLATE", nullptr};  // NOLINT(modernize-avoid-c-arrays): as GDAL wants it
  Dataset dataset{GDALCreate(GDALGetDriverByName("GTiff"), path.c_str(), static_cast<int>(raster.columns),
                             static_cast<int>(raster.rows), 1, GDT_Float64,
                             const_cast<char**>(options))};  // NOLINT: GDAL only reads them
  if (!dataset) return fail(ErrorCode::file_unwritable, gdal.heard().message);
  const double north = raster.origin.y + static_cast<double>(raster.rows) * raster.cell.value;
  std::array<double, 6> place{raster.origin.x, raster.cell.value, 0.0, north, 0.0, -raster.cell.value};
  GDALSetGeoTransform(dataset.get(), place.data());
  GDALSetProjection(dataset.get(), crs.c_str());
  for (const RasterTag& tag : tags) GDALSetMetadataItem(dataset.get(), tag.name.c_str(), tag.value.c_str(), nullptr);
  const bool written = write_rows(dataset.get(), raster, values);
  dataset.reset();
  if (!written || gdal.heard().failed) return fail(ErrorCode::file_unwritable, gdal.heard().message);
  return {};
}

}  // namespace

Expected<void> write_geotiff(const std::filesystem::path& path, Frame frame, const PlaneRaster& raster,
                             std::span<const double> values, std::span<const RasterTag> tags) {
  constexpr std::size_t kMost = std::numeric_limits<int>::max();
  if (raster.columns == 0 || raster.rows == 0 || raster.columns > kMost || raster.rows > kMost ||
      values.size() != raster.columns * raster.rows || !(raster.cell.value > 0.0))
    return fail(ErrorCode::parameter_invalid, "raster: columns, rows, cell > 0; a value per cell");
  GRID_TRY(crs, crs_text(frame));
  GRID_TRY(file, AtomicFile::create(path));
  GRID_CHECK(write_to(file.temporary_path().string(), crs, raster, values, tags));
  return file.commit();
}

}  // namespace libgrid::io
