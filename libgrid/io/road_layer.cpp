#include <libgrid/io/road_layer.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/road_tags.hpp>

namespace libgrid::io {
namespace {

struct TransformCloser {
  void operator()(void* transform) const { OCTDestroyCoordinateTransformation(transform); }
};
using detail::Dataset;
using detail::OgrFeature;
using Transform = std::unique_ptr<void, TransformCloser>;

void register_road_drivers() {
  static const bool done = [] {
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    RegisterOGROSM();
    return true;
  }();
  static_cast<void>(done);
}

/// The GDAL driver of a file name, or nullptr.
const char* driver_of(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (extension == ".pbf" || extension == ".osm") return "OSM";
  if (extension == ".gpkg") return "GPKG";
  if (extension == ".shp") return "ESRI Shapefile";
  return extension == ".geojson" || extension == ".json" ? "GeoJSON" : nullptr;
}

Dataset open_roads(const std::filesystem::path& path, const char* driver, const std::string& encoding) {
  const char* const drivers[] = {driver, nullptr};
  const std::string wanted = "ENCODING=" + encoding;
  const bool shape = std::string_view(driver) == "ESRI Shapefile";
  const char* const options[] = {shape && !encoding.empty() ? wanted.c_str() : nullptr, nullptr};
  return Dataset{GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr)};
}

/// From the layer's frame to the plane, by way of longitude and latitude; a file in the plane itself stays as it is.
class ToPlane {
 public:
  static Expected<ToPlane> make(OGRLayerH layer, const crs::Projector& projector) {
    OGRSpatialReferenceH source = OGR_L_GetSpatialRef(layer);
    const char* name = source == nullptr ? nullptr : OSRGetName(source);
    if (name == nullptr || std::string_view(name).starts_with("Undefined")) return fail(ErrorCode::crs_missing);
    const char* code = OSRGetAuthorityCode(source, nullptr);
    if (code != nullptr && std::string_view(code) == std::to_string(projector.frame().epsg))
      return ToPlane(projector, nullptr, true);
    OGRSpatialReferenceH from = OSRClone(source), to = OSRNewSpatialReference(nullptr);
    OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    OSRImportFromEPSG(to, kWgs84.epsg);
    OSRSetAxisMappingStrategy(to, OAMS_TRADITIONAL_GIS_ORDER);
    Transform transform{OCTNewCoordinateTransformation(from, to)};
    OSRRelease(from), OSRRelease(to);
    if (!transform) return fail(ErrorCode::crs_unknown, name);
    return ToPlane(projector, std::move(transform), false);
  }

  Expected<LineString> operator()(OGRGeometryH line) const {
    LineString plane;
    for (int i = 0; i < OGR_G_GetPointCount(line); ++i) {
      double x = OGR_G_GetX(line, i), y = OGR_G_GetY(line, i);
      if (same_) {
        plane.push_back({x, y});
        continue;
      }
      if (OCTTransform(transform_.get(), 1, &x, &y, nullptr) == 0)
        return fail(make_error(ErrorCode::coordinate_out_of_range).at_field("geometry"));
      auto at = projector_->to_plane(LonLat{x, y});
      if (!at) return fail(std::move(at.error()).at_field("geometry"));
      plane.push_back(*at);
    }
    return plane;
  }

 private:
  ToPlane(const crs::Projector& projector, Transform transform, bool same)
      : projector_(&projector), transform_(std::move(transform)), same_(same) {}
  const crs::Projector* projector_;
  Transform transform_;
  bool same_;
};

/// Places of the columns in the layer; -1: not there.
struct RoadPlaces {
  int id = -1;
  std::vector<int> names;
  int road_class = -1, one_way = -1, lanes = -1, width = -1, access = -1, bridge = -1, tunnel = -1, layer = -1;
};

Expected<RoadPlaces> find_places(OGRLayerH layer, const RoadColumns& columns) {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::optional<Error> missing;
  const auto place = [&](const std::string& wanted, std::initializer_list<const char*> usual) {
    if (!wanted.empty()) {
      const int at = OGR_FD_GetFieldIndex(definition, wanted.c_str());
      if (at < 0 && !missing) missing = detail::missing_column(wanted, detail::field_names(layer));
      return at;
    }
    for (const char* name : usual)
      if (const int at = OGR_FD_GetFieldIndex(definition, name); at >= 0) return at;
    return -1;
  };
  RoadPlaces places;
  places.id = place(columns.id, {"osm_id", "id", "way_no"});
  for (const std::string& name : columns.names) places.names.push_back(place(name, {}));
  if (columns.names.empty()) places.names = {place("", {"name", "fullname", "street", "路名", "道路名称"})};
  places.road_class = place(columns.road_class, {"highway", "class", "fclass", "等级", "道路等级"});
  places.one_way = place(columns.one_way, {"oneway", "one_way"});
  places.lanes = place(columns.lanes, {"lanes"});
  places.width = place(columns.width, {"width", "width_m", "宽度", "路宽"});
  places.access = place(columns.access, {"access"});
  places.bridge = place(columns.bridge, {"bridge"});
  places.tunnel = place(columns.tunnel, {"tunnel"});
  places.layer = place(columns.layer, {"layer"});
  if (missing) return fail(std::move(*missing));
  return places;
}

class RoadReader {
 public:
  RoadReader(OGRLayerH layer, RoadPlaces places, const ToPlane& to_plane, std::string file, bool osm)
      : layer_(layer), places_(std::move(places)), to_plane_(to_plane), file_(std::move(file)), osm_(osm) {}

  RoadLayer read() {
    std::int64_t number = 0;
    OGR_L_ResetReading(layer_);
    while (OgrFeature feature{OGR_L_GetNextFeature(layer_)}) {
      ++number;
      auto read = add(feature.get());
      if (!read) out_.rejected.push_back({std::move(read.error()).in_file(file_).at_row(number)});
    }
    return std::move(out_);
  }

 private:
  Expected<void> add(OGRFeatureH feature) {
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0)
      return fail(make_error(ErrorCode::geometry_empty).at_field("geometry"));
    const auto type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
    if (type == wkbLineString) return add_line(feature, geometry);
    if (type != wkbMultiLineString)
      return fail(make_error(ErrorCode::geometry_type, OGR_G_GetGeometryName(geometry)).at_field("geometry"));
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i)
      GRID_CHECK(add_line(feature, OGR_G_GetGeometryRef(geometry, i)));
    return {};
  }

  Expected<void> add_line(OGRFeatureH feature, OGRGeometryH geometry) {
    GRID_TRY(line, to_plane_(geometry));
    RoadLine road{.id = StreetId{static_cast<std::int64_t>(out_.lines.size()) + 1}, .line = std::move(line)};
    const auto tags = osm_ ? detail::tags_of(text(feature, OGR_F_GetFieldIndex(feature, "other_tags")))
                           : std::map<std::string, std::string, std::less<>>{};
    const auto value = [&](int place, std::string_view tag) {
      const auto found = tags.find(tag);
      return found == tags.end() ? text(feature, place) : found->second;
    };
    road.source_id = text(feature, places_.id);
    for (const int place : places_.names)
      if (std::string name = text(feature, place); !name.empty()) road.names.push_back(std::move(name));
    for (const std::string_view tag : {"alt_name", "old_name", "name:zh", "name:en"})
      if (const auto found = tags.find(tag); found != tags.end()) road.names.push_back(found->second);
    road.road_class = text(feature, places_.road_class);
    road.one_way = detail::one_way_of(value(places_.one_way, "oneway"));
    if (const auto found = tags.find("junction"); found != tags.end() && found->second == "roundabout")
      road.one_way = OneWay::forward;
    road.lanes = detail::whole_of(value(places_.lanes, "lanes"));
    road.width = detail::width_of(value(places_.width, "width"));
    road.access = value(places_.access, "access");
    road.bridge = detail::yes_of(value(places_.bridge, "bridge"));
    road.tunnel = detail::yes_of(value(places_.tunnel, "tunnel"));
    road.layer = detail::whole_of(value(places_.layer, "layer"));
    out_.lines.push_back(std::move(road));
    return {};
  }

  std::string text(OGRFeatureH feature, int place) {
    if (place < 0 || OGR_F_IsFieldSetAndNotNull(feature, place) == 0) return {};
    std::string text = OGR_F_GetFieldAsString(feature, place);
    if (detail::mend_utf8(text)) ++out_.texts_damaged;
    return text;
  }

  OGRLayerH layer_;
  RoadPlaces places_;
  const ToPlane& to_plane_;
  std::string file_;
  bool osm_;
  RoadLayer out_;
};

Expected<RoadLayer> read_roads(GDALDatasetH dataset, bool osm, const std::string& file, const RoadLayerOptions& options,
                               const crs::Projector& projector) {
  const std::string name = osm ? "lines" : options.layer;
  OGRLayerH layer = name.empty() ? GDALDatasetGetLayer(dataset, 0) : GDALDatasetGetLayerByName(dataset, name.c_str());
  if (layer == nullptr) return fail(detail::missing_layer(name, detail::layer_names(dataset)));
  if (osm) OGR_L_SetAttributeFilter(layer, "highway IS NOT NULL");
  GRID_TRY(to_plane, ToPlane::make(layer, projector));
  GRID_TRY(places, find_places(layer, osm ? RoadColumns{} : options.columns));
  RoadLayer roads = RoadReader(layer, places, to_plane, file, osm).read();
  if (roads.lines.empty() && roads.rejected.empty()) return fail(ErrorCode::geometry_empty, "no features");
  return roads;
}

}  // namespace

Expected<RoadLayer> read_road_layer(const std::filesystem::path& path, const RoadLayerOptions& options,
                                    const crs::Projector& projector) {
  const std::string file = path.filename().string();
  auto regular = detail::check_regular_file(path);
  if (!regular) return fail(std::move(regular.error()).in_file(file));
  const char* driver = driver_of(path);
  if (driver == nullptr) return fail(make_error(ErrorCode::format_unknown, path.extension().string()).in_file(file));
  const detail::GdalSession gdal;
  register_road_drivers();
  const Dataset dataset = open_roads(path, driver, options.encoding);
  if (!dataset) return fail(make_error(ErrorCode::file_unreadable, gdal.heard().message).in_file(file));
  auto roads = read_roads(dataset.get(), std::string_view(driver) == "OSM", file, options, projector);
  if (!roads) return fail(std::move(roads.error()).in_file(file));
  return roads;
}

}  // namespace libgrid::io
