#include <libgrid/io/detail/geopackage_reader.hpp>

#include <algorithm>
#include <charconv>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geojson_geometry.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/other_degrees.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io::detail {
namespace {

/// The degrees of the layer, or a named error. In the bytes of a GeoPackage
/// longitude comes first.
Expected<OtherDegrees> degrees_of(OGRLayerH layer) {
  OGRSpatialReferenceH crs = OGR_L_GetSpatialRef(layer);
  const char* name = crs == nullptr ? nullptr : OSRGetName(crs);
  // srs_id 0 and -1 of the standard: "undefined geographic", "undefined Cartesian".
  if (name == nullptr || std::string_view(name).starts_with("Undefined")) return fail(ErrorCode::crs_missing);
  const char* authority = OSRGetAuthorityName(crs, nullptr);
  const char* code = OSRGetAuthorityCode(crs, nullptr);
  const std::string declared = std::string(authority == nullptr ? name : authority) + (code == nullptr ? "" : ":") +
                               (code == nullptr ? "" : code);
  if (declared == "OGC:CRS84") return OtherDegrees();
  int epsg = 0;
  if (authority != nullptr && code != nullptr && std::string_view(authority) == "EPSG")
    std::from_chars(code, code + std::string_view(code).size(), epsg);
  if (epsg != 0) return OtherDegrees::of(Frame{epsg});
  return fail(ErrorCode::crs_unknown,
              declared + "; layers are read in degrees, of EPSG:4326 or another geographic frame");
}

Expected<std::vector<int>> find_columns(OGRLayerH layer, std::span<const std::string> columns) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<int> places;
  for (const std::string& column : columns) {
    const int place = OGR_FD_GetFieldIndex(definition, column.c_str());
    if (place < 0) return fail(missing_column(column, field_names(layer)));
    places.push_back(place);
  }
  return places;
}

PropertyValue read_property(OGRFeatureH feature, int place) {
  if (OGR_F_IsFieldSetAndNotNull(feature, place) == 0) return {};
  switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, place))) {
    case OFTInteger:
    case OFTInteger64:
      return std::int64_t{OGR_F_GetFieldAsInteger64(feature, place)};
    case OFTReal:
      return OGR_F_GetFieldAsDouble(feature, place);
    default:
      return OGR_F_GetFieldAsString(feature, place);
  }
}

Expected<LonLatLine> degrees(std::span<const Xy> points) {
  LonLatLine line;
  line.reserve(points.size());
  for (const Xy p : points) {
    const LonLat q{p.x, p.y};
    GRID_CHECK(check_on_earth(q));
    line.push_back(q);
  }
  return line;
}

/// The bytes go through our own strict reader, whatever GDAL was ready to accept.
Bytes wkb_of(OGRGeometryH geometry) {
  Bytes bytes(static_cast<std::size_t>(OGR_G_WkbSize(geometry)));
  OGR_G_ExportToIsoWkb(geometry, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

Expected<LonLatLine> read_line(OGRGeometryH geometry) {
  GRID_TRY(line, line_from_wkb(wkb_of(geometry)));
  return degrees(line);
}

Expected<LonLatGeometry> read_lines(OGRGeometryH geometry) {
  LonLatMultiLine lines;
  for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
    GRID_TRY(line, read_line(OGR_G_GetGeometryRef(geometry, i)));
    lines.push_back(std::move(line));
  }
  return lines;
}

Expected<LonLatGeometry> read_polygons(OGRGeometryH geometry) {
  GRID_TRY(polygons, polygons_from_wkb(wkb_of(geometry)));
  LonLatMultiPolygon all;
  for (const Polygon& polygon : polygons) {
    LonLatPolygon one;
    GRID_TRY(outer, degrees(polygon.outer));
    one.outer = std::move(outer);
    for (const Ring& hole : polygon.holes) {
      GRID_TRY(ring, degrees(hole));
      one.holes.push_back(std::move(ring));
    }
    all.push_back(std::move(one));
  }
  return all;
}

Expected<LonLatGeometry> read_geometry(OGRGeometryH geometry) {
  if (geometry == nullptr) return LonLatGeometry{};
  if (OGR_G_IsEmpty(geometry) != 0) return fail(ErrorCode::geometry_empty);
  OGR_G_FlattenTo2D(geometry);
  switch (OGR_G_GetGeometryType(geometry)) {
    case wkbPoint:
      return point_from_wkb(wkb_of(geometry)).map([](Xy p) { return LonLatGeometry(LonLat{p.x, p.y}); });
    case wkbLineString:
      return read_line(geometry).map([](LonLatLine line) { return LonLatGeometry(LonLatMultiLine{std::move(line)}); });
    case wkbMultiLineString:
      return read_lines(geometry);
    case wkbPolygon:
    case wkbMultiPolygon:
      return read_polygons(geometry);
    default:
      return fail(ErrorCode::geometry_type, OGR_G_GetGeometryName(geometry));
  }
}

/// SQLite keeps any bytes as text; here only UTF-8 passes.
Expected<Properties> read_properties(OGRFeatureH feature, std::span<const std::string> columns,
                                     std::span<const int> places) {
  Properties properties;
  for (std::size_t i = 0; i < places.size(); ++i) {
    properties.emplace_back(columns[i], read_property(feature, places[i]));
    const auto* text = std::get_if<std::string>(&properties.back().second.value);
    if (text != nullptr && !is_utf8(*text)) return fail(make_error(ErrorCode::encoding_not_utf8).at_field(columns[i]));
  }
  return properties;
}

Expected<Feature> read_feature(OGRFeatureH ogr, std::span<const std::string> columns, std::span<const int> places) {
  Feature feature;
  GRID_TRY(properties, read_properties(ogr, columns, places));
  feature.properties = std::move(properties);
  auto geometry = read_geometry(OGR_F_GetGeometryRef(ogr));
  if (!geometry) return fail(std::move(geometry.error()).at_field("geometry"));
  feature.geometry = std::move(*geometry);
  return feature;
}

FeatureCollection read_features(OGRLayerH layer, std::span<const std::string> columns, std::span<const int> places,
                                const OtherDegrees& from, const std::string& file) {
  FeatureCollection collection;
  std::int64_t number = 0;
  OGR_L_ResetReading(layer);
  while (OgrFeature ogr{OGR_L_GetNextFeature(layer)}) {
    ++number;
    auto feature = read_feature(ogr.get(), columns, places);
    if (feature) {
      feature->number = number;
      from.to_wgs84(feature->geometry);
      collection.features.push_back(std::move(*feature));
    } else {
      collection.rejected.push_back(RejectedRow{std::move(feature.error()).in_file(file).at_row(number)});
    }
  }
  return collection;
}

}  // namespace

Expected<FeatureCollection> read_geopackage(const std::filesystem::path& path, std::string_view layer_name,
                                            std::span<const std::string> columns,
                                            std::span<const std::string> if_there) {
  GRID_CHECK(check_regular_file(path));
  const GdalSession gdal;
  const std::string file = path.filename().string();
  const Dataset dataset = open_dataset(path);
  if (!dataset) return fail(make_error(ErrorCode::file_unreadable, gdal.heard().message).in_file(file));
  const std::string name(layer_name);
  const auto read = [&]() -> Expected<FeatureCollection> {
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset.get(), name.c_str());
    if (layer == nullptr) return fail(missing_layer(name, layer_names(dataset.get())));
    GRID_CHECK(refuse_view(dataset.get(), name));
    GRID_TRY(from, degrees_of(layer));
    std::vector<std::string> wanted(columns.begin(), columns.end());
    std::ranges::copy_if(if_there, std::back_inserter(wanted), [&](const std::string& column) {
      return OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), column.c_str()) >= 0;
    });
    GRID_TRY(places, find_columns(layer, wanted));
    FeatureCollection collection = read_features(layer, wanted, places, from, file);
    const std::int64_t expected = OGR_L_GetFeatureCount(layer, 1);
    const auto got = static_cast<std::int64_t>(collection.features.size() + collection.rejected.size());
    if (expected != got) return fail(ErrorCode::file_unreadable, "reading stops after feature " + std::to_string(got));
    return collection;
  };
  auto collection = read();
  if (!collection) return fail(std::move(collection.error()).in_file(file));
  return collection;
}

}  // namespace libgrid::io::detail
