#include <libgrid/io/detail/geopackage_layer.hpp>

#include <gdal.h>
#include <ogr_api.h>

namespace libgrid::io::detail {

void DatasetCloser::operator()(void* dataset) const { GDALClose(dataset); }

void FeatureCloser::operator()(void* feature) const { OGR_F_Destroy(static_cast<OGRFeatureH>(feature)); }

Dataset open_dataset(const std::filesystem::path& path) {
  const char* const drivers[] = {"GPKG", nullptr};
  const char* const options[] = {"LIST_ALL_TABLES=NO", "IMMUTABLE=YES", nullptr};
  const char* const other_options[] = {"LIST_ALL_TABLES=NO", nullptr};
  // Immutable: no lock and no -shm file beside the input; but only where no writer has left a log to be read with it.
  const bool has_log = std::filesystem::exists(path.string() + "-wal");
  return Dataset{
      GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, has_log ? other_options : options, nullptr)};
}

Expected<void> refuse_view(void* dataset, const std::string& layer) {
  std::string quoted;
  for (const char c : layer) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  const std::string query =
      "SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) = lower('" + quoted + "')";
  OGRLayerH found = GDALDatasetExecuteSQL(dataset, query.c_str(), nullptr, nullptr);
  const bool is_table = found != nullptr && OgrFeature{OGR_L_GetNextFeature(found)} != nullptr;
  if (found != nullptr) GDALDatasetReleaseResultSet(dataset, found);
  if (!is_table) return fail(ErrorCode::format_unknown, "layer " + layer + " is not a table");
  return {};
}

}  // namespace libgrid::io::detail
