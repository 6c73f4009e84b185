#include <libgrid/io/detail/projected_zones.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <libgrid/crs/source_plane.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geojson_geometry.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/shapefile_reader.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

const char* driver_for(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (extension == ".gpkg") return "GPKG";
  return extension == ".shp" ? "ESRI Shapefile" : "GeoJSON";
}

/// The texts of a Shapefile as bytes: which encoding they are in is decided here.
Dataset open_zone_file(const std::filesystem::path& path) {
  static const bool registered = [] {
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    return true;
  }();
  static_cast<void>(registered);
  const char* driver = driver_for(path);
  const char* const drivers[] = {driver, nullptr};
  const char* const raw[] = {"ENCODING=", nullptr};
  const bool shape = std::string_view(driver) == "ESRI Shapefile";
  return Dataset{GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, shape ? raw : nullptr, nullptr)};
}

/// The EPSG code of what the layer declares: as written, or the one frame that has the same parameters.
Expected<Frame> declared_frame(OGRLayerH layer) {
  OGRSpatialReferenceH declared = OGR_L_GetSpatialRef(layer);
  const char* name = declared == nullptr ? nullptr : OSRGetName(declared);
  if (name == nullptr || std::string_view(name).starts_with("Undefined")) return fail(ErrorCode::crs_missing);
  const auto code_of = [](OGRSpatialReferenceH crs) {
    const char* authority = OSRGetAuthorityName(crs, nullptr);
    const char* code = OSRGetAuthorityCode(crs, nullptr);
    int epsg = 0;
    if (authority != nullptr && code != nullptr && std::string_view(authority) == "EPSG") {
      const std::string_view text(code);
      std::from_chars(text.data(), text.data() + text.size(), epsg);
    }
    return epsg;
  };
  if (const int epsg = code_of(declared); epsg != 0) return Frame{epsg};
  int matches = 0;
  int* confidence = nullptr;
  OGRSpatialReferenceH* found = OSRFindMatches(declared, nullptr, &matches, &confidence);
  constexpr int kSure = 90;
  int epsg = 0;
  for (int i = 0; i < matches && epsg == 0; ++i)
    if (confidence[i] >= kSure) epsg = code_of(found[i]);
  OSRFreeSRSArray(found);
  CPLFree(confidence);
  if (epsg != 0) return Frame{epsg};
  return fail(ErrorCode::crs_unknown, std::string(name) + " has no EPSG code; write the layer in a frame that has one");
}

Expected<LonLatLine> degrees_of(const Ring& ring, const crs::SourcePlane& plane) {
  LonLatLine line;
  for (const Xy p : ring) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) return fail(ErrorCode::number_not_finite);
    const LonLat q = plane.to_lonlat(p);
    if (!std::isfinite(q.lon) || !std::isfinite(q.lat)) return fail(ErrorCode::coordinate_out_of_range);
    GRID_CHECK(check_on_earth(q));
    line.push_back(q);
  }
  return line;
}

Expected<LonLatGeometry> polygons_of(OGRGeometryH geometry, const crs::SourcePlane& plane) {
  if (geometry == nullptr) return LonLatGeometry{};
  if (OGR_G_IsEmpty(geometry) != 0) return fail(ErrorCode::geometry_empty);
  OGR_G_FlattenTo2D(geometry);
  const OGRwkbGeometryType type = OGR_G_GetGeometryType(geometry);
  if (type != wkbPolygon && type != wkbMultiPolygon)
    return fail(ErrorCode::geometry_type, OGR_G_GetGeometryName(geometry));
  Bytes bytes(static_cast<std::size_t>(OGR_G_WkbSize(geometry)));
  OGR_G_ExportToIsoWkb(geometry, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
  GRID_TRY(polygons, polygons_from_wkb(bytes));
  LonLatMultiPolygon all;
  for (const Polygon& polygon : polygons) {
    GRID_TRY(outer, degrees_of(polygon.outer, plane));
    LonLatPolygon one{.outer = std::move(outer), .holes = {}};
    for (const Ring& hole : polygon.holes) {
      GRID_TRY(ring, degrees_of(hole, plane));
      one.holes.push_back(std::move(ring));
    }
    all.push_back(std::move(one));
  }
  return LonLatGeometry(std::move(all));
}

/// A text of the file in UTF-8: of a Shapefile they are bytes in the encoding of its table.
Expected<std::string> utf8_of(std::string text, bool gbk) {
  if (gbk) return utf8_from_gbk(text);
  if (!is_utf8(text)) return fail(ErrorCode::encoding_not_utf8);
  return text;
}

Expected<PropertyValue> property_of(OGRFeatureH feature, int place, bool gbk) {
  if (OGR_F_IsFieldSetAndNotNull(feature, place) == 0) return PropertyValue{};
  switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, place))) {
    case OFTInteger:
    case OFTInteger64:
      return PropertyValue(std::int64_t{OGR_F_GetFieldAsInteger64(feature, place)});
    case OFTReal:
      return PropertyValue(OGR_F_GetFieldAsDouble(feature, place));
    default:
      break;
  }
  return utf8_of(OGR_F_GetFieldAsString(feature, place), gbk).map([](std::string utf8) {
    return PropertyValue(std::move(utf8));
  });
}

/// Which fields of the layer are asked for, by name and place, and how its texts are written.
struct AskedFields {
  std::span<const std::string> names;
  std::vector<int> places{};
  bool gbk = false;
};

Expected<Feature> zone_of(OGRFeatureH ogr, const AskedFields& asked, const crs::SourcePlane& plane) {
  const std::span<const std::string> columns = asked.names;
  Feature feature;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto value = property_of(ogr, asked.places[i], asked.gbk);
    if (!value) return fail(std::move(value.error()).at_field(columns[i]));
    feature.properties.emplace_back(columns[i], std::move(*value));
  }
  auto geometry = polygons_of(OGR_F_GetGeometryRef(ogr), plane);
  if (!geometry) return fail(std::move(geometry.error()).at_field("geometry"));
  feature.geometry = std::move(*geometry);
  return feature;
}

/// In UTF-8, as a caller writes them; a name that is no text stays as it is.
std::vector<std::string> names_of(OGRLayerH layer, bool gbk) {
  std::vector<std::string> names = field_names(layer);
  for (std::string& name : names)
    if (auto utf8 = utf8_of(name, gbk)) name = std::move(*utf8);
  return names;
}

/// Without regard to ASCII case, as GDAL has it, but a name as it is written comes first.
std::optional<int> place_of(std::span<const std::string> names, const std::string& column) {
  auto found = std::ranges::find(names, column);
  if (found == names.end())
    found = std::ranges::find_if(names, [&](const std::string& name) { return EQUAL(name.c_str(), column.c_str()); });
  return found == names.end() ? std::nullopt : std::optional(static_cast<int>(found - names.begin()));
}

Expected<AskedFields> asked_fields(OGRLayerH layer, std::span<const std::string> columns,
                                   const std::filesystem::path& path) {
  AskedFields asked{.names = columns};
  if (std::string_view(driver_for(path)) == "ESRI Shapefile" && !columns.empty()) {
    GRID_TRY(gbk, table_is_gbk(path));
    asked.gbk = gbk;
  }
  const std::vector<std::string> names = names_of(layer, asked.gbk);
  for (const std::string& column : columns) {
    const auto place = place_of(names, column);
    if (!place) return fail(missing_column(column, names));
    asked.places.push_back(*place);
  }
  return asked;
}

}  // namespace

Expected<FeatureCollection> read_projected_zones(const std::filesystem::path& path, const std::string& layer_name,
                                                 std::span<const std::string> columns) {
  const GdalSession gdal;
  const std::string file = path.filename().string();
  const Dataset dataset = open_zone_file(path);
  if (!dataset) return fail(make_error(ErrorCode::file_unreadable, gdal.heard().message).in_file(file));
  OGRLayerH layer = layer_name.empty() ? GDALDatasetGetLayer(dataset.get(), 0)
                                       : GDALDatasetGetLayerByName(dataset.get(), layer_name.c_str());
  if (layer == nullptr) return fail(missing_layer(layer_name, layer_names(dataset.get())).in_file(file));
  GRID_TRY(frame, declared_frame(layer));
  GRID_TRY(plane, crs::SourcePlane::make(frame));
  GRID_TRY(asked, asked_fields(layer, columns, path));
  FeatureCollection collection;
  std::int64_t number = 0;
  OGR_L_ResetReading(layer);
  while (const OgrFeature ogr{OGR_L_GetNextFeature(layer)}) {
    ++number;
    auto feature = zone_of(ogr.get(), asked, plane);
    if (!feature) {
      collection.rejected.push_back({std::move(feature.error()).in_file(file).at_row(number)});
      continue;
    }
    feature->number = number;
    collection.features.push_back(std::move(*feature));
  }
  return collection;
}

}  // namespace libgrid::io::detail
