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

std::vector<std::string> layer_names(void* dataset) {
  std::vector<std::string> names;
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i)
    names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
  return names;
}

std::vector<std::string> field_names(void* layer) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<std::string> names;
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
    names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  return names;
}

}  // namespace libgrid::io::detail
