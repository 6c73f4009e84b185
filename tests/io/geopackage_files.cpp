#include "geopackage_files.hpp"

#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

namespace libgrid::io {
namespace {

struct DatasetCloser {
  void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, DatasetCloser>;

Dataset open_file(const std::filesystem::path& path, unsigned flags) {
  GDALAllRegister();
  Dataset dataset{GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | flags, nullptr, nullptr, nullptr)};
  if (!dataset) throw std::runtime_error("cannot open " + path.string());
  return dataset;
}

std::string cell(OGRFeatureH feature, int i) {
  return OGR_F_IsFieldSetAndNotNull(feature, i) ? OGR_F_GetFieldAsString(feature, i) : "NULL";
}

}  // namespace

std::string describe_layer(const std::filesystem::path& path, const std::string& name) {
  const Dataset dataset = open_file(path, GDAL_OF_READONLY);
  OGRLayerH layer = GDALDatasetGetLayerByName(dataset.get(), name.c_str());
  if (layer == nullptr) return "no layer";
  OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(layer);
  const char* epsg = crs == nullptr ? nullptr : OSRGetAuthorityCode(crs, nullptr);
  std::string text = name + "|" + OGRGeometryTypeToName(OGR_L_GetGeomType(layer)) + "|" +
                     std::to_string(OGR_L_GetFeatureCount(layer, 1)) + "|" + (epsg == nullptr ? "-" : epsg) + "|";
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
    text +=
        std::string(i > 0 ? " " : "") + OGR_Fld_GetNameRef(field) + ":" + OGR_GetFieldTypeName(OGR_Fld_GetType(field));
  }
  return text;
}

std::string query(const std::filesystem::path& path, const std::string& sql) {
  const Dataset dataset = open_file(path, GDAL_OF_READONLY);
  OGRLayerH result = GDALDatasetExecuteSQL(dataset.get(), sql.c_str(), nullptr, nullptr);
  if (result == nullptr) return "no result";
  std::string text;
  while (OGRFeatureH feature = OGR_L_GetNextFeature(result)) {
    if (!text.empty()) text += '\n';
    for (int i = 0; i < OGR_F_GetFieldCount(feature); ++i) text += (i > 0 ? "|" : "") + cell(feature, i);
    OGR_F_Destroy(feature);
  }
  GDALDatasetReleaseResultSet(dataset.get(), result);
  return text;
}

void execute(const std::filesystem::path& path, const std::vector<std::string>& statements) {
  const Dataset dataset = open_file(path, GDAL_OF_UPDATE);
  for (const std::string& sql : statements) {
    OGRLayerH result = GDALDatasetExecuteSQL(dataset.get(), sql.c_str(), nullptr, nullptr);
    if (result != nullptr) GDALDatasetReleaseResultSet(dataset.get(), result);
  }
}

void make_wkt_layer(const std::filesystem::path& path, int epsg, const std::vector<WktRow>& rows) {
  GDALAllRegister();
  std::filesystem::remove(path);
  const Dataset dataset{GDALCreate(GDALGetDriverByName("GPKG"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  OGRSpatialReferenceH crs = epsg == 0 ? nullptr : OSRNewSpatialReference(nullptr);
  if (crs != nullptr) OSRImportFromEPSG(crs, epsg);
  if (crs != nullptr) OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset.get(), "t", crs, wkbUnknown, nullptr);
  for (const auto& [name, type] : {std::pair{"id", OFTInteger64}, std::pair{"name", OFTString}}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
  }
  for (const WktRow& row : rows) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    if (row.id != "NULL") OGR_F_SetFieldInteger64(feature, 0, std::atoll(row.id.c_str()));
    if (row.name != "NULL") OGR_F_SetFieldString(feature, 1, row.name.c_str());
    OGRGeometryH geometry = nullptr;
    std::string text = row.wkt;
    char* wkt = text.data();
    if (!row.wkt.empty()) OGR_G_CreateFromWkt(&wkt, nullptr, &geometry);
    if (row.wkt.find("999") != std::string::npos) {  // WKT has no NaN
      for (int i = 0; i < OGR_G_GetPointCount(geometry); ++i) {
        if (OGR_G_GetX(geometry, i) == 999.0) OGR_G_SetPoint_2D(geometry, i, std::nan(""), 42.0);
      }
    }
    if (geometry != nullptr) OGR_F_SetGeometryDirectly(feature, geometry);
    if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE) throw std::runtime_error("row not written");
    OGR_F_Destroy(feature);
  }
  if (crs != nullptr) OSRRelease(crs);
}

}  // namespace libgrid::io
