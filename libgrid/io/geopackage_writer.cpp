#include <libgrid/io/geopackage_writer.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <type_traits>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_check.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>

namespace libgrid::io {
namespace {

using detail::Dataset;
using detail::OgrFeature;

struct CrsCloser {
  void operator()(void* crs) const { OSRRelease(crs); }
};
using OgrCrs = std::unique_ptr<void, CrsCloser>;

Expected<OgrCrs> make_crs(Frame frame) {
  if (frame.epsg == 0) return fail(ErrorCode::crs_missing);
  OgrCrs crs{OSRNewSpatialReference(nullptr)};
  if (OSRImportFromEPSG(crs.get(), frame.epsg) != OGRERR_NONE) {
    return fail(ErrorCode::crs_unknown, "EPSG:" + std::to_string(frame.epsg));
  }
  OSRSetAxisMappingStrategy(crs.get(), OAMS_TRADITIONAL_GIS_ORDER);  // x east, y north, whatever the authority says
  return crs;
}

OGRwkbGeometryType ogr_type(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::none:
      return wkbNone;
    case GeometryKind::point:
      return wkbPoint;
    case GeometryKind::line:
      return wkbLineString;
    case GeometryKind::polygon:
      return wkbPolygon;
    case GeometryKind::multipolygon:
      return wkbMultiPolygon;
  }
  return wkbNone;
}

OGRFieldType ogr_type(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return OFTInteger64;
    case ColumnType::real:
      return OFTReal;
    case ColumnType::text:
      return OFTString;
  }
  return OFTString;
}

OGRLayerH create_table(GDALDatasetH dataset, const Layer& layer, OGRSpatialReferenceH crs) {
  const char* const spatial[] = {"FID=fid", "GEOMETRY_NAME=geom", "GEOMETRY_NULLABLE=NO", "SPATIAL_INDEX=YES", nullptr};
  const char* const plain[] = {"FID=fid", "ASPATIAL_VARIANT=GPKG_ATTRIBUTES", nullptr};
  const bool has_geometry = layer.geometry != GeometryKind::none;
  OGRLayerH table =
      GDALDatasetCreateLayer(dataset, layer.name.c_str(), has_geometry ? crs : nullptr, ogr_type(layer.geometry),
                             const_cast<char**>(has_geometry ? spatial : plain));  // NOLINT: GDAL only reads them
  if (table == nullptr) return nullptr;
  for (const Column& column : layer.columns) {
    const std::unique_ptr<std::remove_pointer_t<OGRFieldDefnH>, decltype(&OGR_Fld_Destroy)> field{
        OGR_Fld_Create(column.name.c_str(), ogr_type(column.type)), OGR_Fld_Destroy};
    if (OGR_L_CreateField(table, field.get(), 0) != OGRERR_NONE) return nullptr;
  }
  return table;
}

void set_cell(OGRFeatureH feature, int place, const CellValue& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    OGR_F_SetFieldInteger64(feature, place, *integer);
  } else if (const auto* number = std::get_if<double>(&cell); number != nullptr && std::isfinite(*number)) {
    OGR_F_SetFieldDouble(feature, place, *number);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    OGR_F_SetFieldString(feature, place, text->c_str());
  } else {
    OGR_F_SetFieldNull(feature, place);
  }
}

/// One feature object, filled again for each row.
bool write_rows(OGRLayerH table, const Layer& layer) {
  const OgrFeature feature{OGR_F_Create(OGR_L_GetLayerDefn(table))};
  std::int64_t fid = 0;
  for (const LayerRow& row : layer.rows) {
    OGR_F_SetFID(feature.get(), ++fid);
    for (std::size_t i = 0; i < row.cells.size(); ++i) set_cell(feature.get(), static_cast<int>(i), row.cells[i]);
    if (!row.wkb.empty()) {
      OGRGeometryH geometry = nullptr;
      const auto size = static_cast<int>(row.wkb.size());
      if (OGR_G_CreateFromWkb(row.wkb.data(), nullptr, &geometry, size) != OGRERR_NONE) return false;
      OGR_F_SetGeometryDirectly(feature.get(), geometry);
    }
    if (OGR_L_CreateFeature(table, feature.get()) != OGRERR_NONE) return false;
  }
  return true;
}

bool write_layers(GDALDatasetH dataset, std::span<const Layer> layers, OGRSpatialReferenceH crs) {
  // One transaction for all: one per row would sync 40,000 times.
  if (GDALDatasetStartTransaction(dataset, 0) != OGRERR_NONE) return false;
  for (const Layer& layer : layers) {
    OGRLayerH table = create_table(dataset, layer, crs);
    if (table == nullptr || !write_rows(table, layer)) return false;
  }
  return GDALDatasetCommitTransaction(dataset) == OGRERR_NONE;
}

/// Fills the file at the temporary path and closes it.
Expected<void> fill(const std::filesystem::path& path, Frame frame, std::span<const Layer> layers) {
  // AtomicFile syncs once at the end, and throws the file away on failure: SQLite need not sync or keep a journal file.
  // The date makes gpkg_contents.last_change the same for the same input.
  const detail::GdalSession gdal({{"OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z"},
                                  {"OGR_SQLITE_SYNCHRONOUS", "OFF"},
                                  {"OGR_SQLITE_JOURNAL", "MEMORY"}});
  OgrCrs crs;
  if (std::ranges::any_of(layers, [](const Layer& layer) { return layer.geometry != GeometryKind::none; })) {
    GRID_TRY(made, make_crs(frame));
    crs = std::move(made);
  }
  Dataset dataset{GDALCreate(GDALGetDriverByName("GPKG"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  const bool written = dataset != nullptr && write_layers(dataset.get(), layers, crs.get());
  dataset.reset();  // builds the spatial indexes, so errors may come here too
  if (!written || gdal.heard().failed) return fail(ErrorCode::file_unwritable, gdal.heard().message);
  return {};
}

}  // namespace

Expected<void> write_geopackage(const std::filesystem::path& path, Frame frame, std::span<const Layer> layers) {
  const std::string name = path.filename().string();
  const auto write = [&]() -> Expected<void> {
    GRID_CHECK(detail::check_layers(layers));
    GRID_TRY(file, AtomicFile::create(path));
    GRID_CHECK(fill(file.temporary_path(), frame, layers));
    return file.commit();
  };
  auto done = write();
  if (!done) return fail(std::move(done.error()).in_file(name));
  return {};
}

}  // namespace libgrid::io
