#include <libgrid/io/layers.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geopackage_reader.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/road_tags.hpp>
#include <libgrid/io/detail/to_plane.hpp>
#include <libgrid/io/detail/utf8.hpp>
#include <libgrid/io/feature_text.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/io/osm_barriers.hpp>
#include <libgrid/io/road_layer.hpp>

namespace libgrid::io {
namespace {

const std::vector<std::string> kUsualWidths{"width", "width_m"};

std::string lower_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

/// GeoJSON has no table of columns: a column exists if any feature has it.
Expected<void> check_columns(const FeatureCollection& collection, const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    bool found = collection.features.empty();
    for (const Feature& feature : collection.features) found = found || feature.find(column) != nullptr;
    if (!found) return fail(detail::missing_column(column, detail::property_names(collection.features)));
  }
  return {};
}

Expected<FeatureCollection> read_by_format(const std::filesystem::path& path, std::string_view layer,
                                           const std::vector<std::string>& columns,
                                           const std::vector<std::string>& if_there) {
  GRID_CHECK(detail::check_regular_file(path));
  const std::string extension = lower_extension(path);
  if (extension == ".gpkg") return detail::read_geopackage(path, layer, columns, if_there);
  if (extension != ".geojson" && extension != ".json") return fail(ErrorCode::format_unknown, extension);
  GRID_TRY(collection, read_geojson(path));
  GRID_CHECK(check_columns(collection, columns));
  return std::move(collection);
}

Expected<FeatureCollection> read_layer(const std::filesystem::path& path, std::string_view layer,
                                       const std::vector<std::string>& columns,
                                       const std::vector<std::string>& if_there = {}) {
  auto collection = read_by_format(path, layer, columns, if_there);
  if (!collection) return fail(std::move(collection.error()).in_file(path.filename().string()));
  return collection;
}

Error at_geometry(ErrorCode code, std::string detail) {
  return make_error(code, std::move(detail)).at_field("geometry");
}

Expected<District> read_district(const Feature& feature, const std::string& name_column,
                                 const crs::Projector& projector) {
  District district;
  district.name = property_text(feature, name_column);
  if (district.name.empty()) return fail(make_error(ErrorCode::id_missing).at_field(name_column));
  if (std::holds_alternative<std::monostate>(feature.geometry))
    return fail(at_geometry(ErrorCode::geometry_empty, "none"));
  const auto* polygons = std::get_if<LonLatMultiPolygon>(&feature.geometry);
  if (polygons == nullptr) return fail(at_geometry(ErrorCode::geometry_type, "a polygon is needed"));
  GRID_TRY(shape, detail::to_plane(*polygons, projector));
  district.shape = std::move(shape);
  return district;
}

/// Whole numbers only, also where the column holds them as reals.
Expected<StreetId> read_street_id(const Feature& feature, const std::string& column) {
  const PropertyValue* property = feature.find(column);
  const bool missing = property == nullptr || std::holds_alternative<std::monostate>(property->value);
  if (missing) return fail(make_error(ErrorCode::id_missing).at_field(column));
  if (const auto* integer = std::get_if<std::int64_t>(&property->value)) return StreetId{*integer};
  constexpr double kExact = 9'007'199'254'740'992.0;  // 2^53
  const auto* number = std::get_if<double>(&property->value);
  if (number != nullptr && std::abs(*number) <= kExact && std::floor(*number) == *number) {
    return StreetId{static_cast<std::int64_t>(*number)};
  }
  return fail(make_error(ErrorCode::number_malformed, std::string(detail::beginning_of(property_text(feature, column))))
                  .at_field(column));
}

Expected<LineString> read_street_line(const Feature& feature, const crs::Projector& projector) {
  if (std::holds_alternative<std::monostate>(feature.geometry))
    return fail(at_geometry(ErrorCode::geometry_empty, "none"));
  const auto* lines = std::get_if<LonLatMultiLine>(&feature.geometry);
  if (lines == nullptr) return fail(at_geometry(ErrorCode::geometry_type, "a line is needed"));
  if (lines->size() != 1) {
    return fail(at_geometry(ErrorCode::geometry_type, "a line of " + std::to_string(lines->size()) + " parts"));
  }
  GRID_TRY(line, detail::to_plane(lines->front(), projector));
  if (length(line) <= Metres{0.0}) return fail(at_geometry(ErrorCode::geometry_empty, "a line without length"));
  return std::move(line);
}

bool says_yes(const std::string& text) {
  return !text.empty() && text != "0" && text != "no" && text != "false" && text != "F";
}

/// A layer that is written otherwise than as a small whole number says nothing.
int read_street_layer(const Feature& feature, const StreetColumns& columns) {
  const std::string text = property_text(feature, columns.layer);
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  if (text.size() == sign + 1 && text[sign] >= '1' && text[sign] <= '9') {
    const int layer = text[sign] - '0';
    return sign == 1 ? -layer : layer;
  }
  if (says_yes(property_text(feature, columns.bridge))) return 1;
  return says_yes(property_text(feature, columns.tunnel)) ? -1 : 0;
}

Expected<Street> read_street(const Feature& feature, const StreetColumns& columns, const crs::Projector& projector) {
  Street street;
  GRID_TRY(id, read_street_id(feature, columns.id));
  street.id = id;
  street.name = property_text(feature, columns.name);
  street.road_class = property_text(feature, columns.road_class);
  street.layer = read_street_layer(feature, columns);
  street.access = property_text(feature, columns.access);
  for (const std::string& column : columns.width.empty() ? kUsualWidths : std::vector{columns.width})
    if (!street.width) street.width = detail::width_of(property_text(feature, column));
  auto line = read_street_line(feature, projector);
  if (!line) return fail(std::move(line.error()).about(std::to_string(id.value)));
  street.line = std::move(*line);
  return street;
}

/// A way of OpenStreetMap as a street; a way of several parts, or without an id, is refused like any other.
Expected<Street> street_of(RoadLine& way) {
  const std::string& text = way.source_id;
  const auto id = parse_whole(text);
  if (!id) return fail(make_error(ErrorCode::id_missing, text).at_field("osm_id"));
  if (length(way.line) <= Metres{0.0})
    return fail(at_geometry(ErrorCode::geometry_empty, "a line without length").about(text));
  return Street{.id = StreetId{*id},
                .name = way.names.empty() ? std::string() : std::move(way.names.front()),
                .road_class = std::move(way.road_class),
                .line = std::move(way.line),
                .layer = way.layer.value_or(way.bridge   ? 1
                                            : way.tunnel ? -1
                                                         : 0),
                .access = std::move(way.access),
                .width = way.width};
}

Expected<StreetLayer> osm_streets(const std::filesystem::path& path, const crs::Projector& projector) {
  GRID_TRY(roads, read_road_layer(path, {}, projector));
  StreetLayer streets{.streets = {}, .rejected = std::move(roads.rejected)};
  std::unordered_set<StreetId> ids;
  for (RoadLine& way : roads.lines) {
    auto street = street_of(way);
    if (street && !ids.insert(street->id).second)
      street = fail(make_error(ErrorCode::id_duplicate, way.source_id).at_field("osm_id").about(way.source_id));
    if (street)
      streets.streets.push_back(std::move(*street));
    else
      streets.rejected.push_back({std::move(street.error()).in_file(path.filename().string()).at_row(way.id.value)});
  }
  return streets;
}

void sort_by_row(std::vector<RejectedRow>& rejected) {
  std::ranges::sort(rejected, {}, [](const RejectedRow& row) { return row.error.row; });
}

}  // namespace

Expected<std::vector<District>> read_districts(const std::filesystem::path& path, std::string_view layer,
                                               std::string_view name_column, const crs::Projector& projector) {
  const std::string file = path.filename().string();
  const std::string column(name_column);
  GRID_TRY(collection, read_layer(path, layer, {column}));
  std::vector<District> districts;
  std::unordered_set<std::string> names;
  if (!collection.rejected.empty()) return fail(std::move(collection.rejected.front().error));
  for (const Feature& feature : collection.features) {
    auto district = read_district(feature, column, projector);
    if (!district) return fail(std::move(district.error()).in_file(file).at_row(feature.number));
    if (!names.insert(district->name).second) {
      return fail(
          make_error(ErrorCode::id_duplicate, district->name).in_file(file).at_row(feature.number).at_field(column));
    }
    district->id = DistrictId{static_cast<std::int64_t>(districts.size()) + 1};
    districts.push_back(std::move(*district));
  }
  if (districts.empty()) return fail(make_error(ErrorCode::geometry_empty, "no features").in_file(file));
  return districts;
}

Expected<StreetLayer> read_streets(const std::filesystem::path& path, std::string_view layer,
                                   const StreetColumns& asked, const crs::Projector& projector) {
  const std::string file = path.filename().string();
  if (is_osm_file(path)) return osm_streets(path, projector);
  std::vector<std::string> wanted{asked.id};
  for (const std::string& column :
       {asked.name, asked.road_class, asked.layer, asked.bridge, asked.tunnel, asked.width, asked.access}) {
    if (!column.empty()) wanted.push_back(column);
  }
  StreetColumns columns = asked;
  std::vector<std::string> usual;
  if (asked.width.empty()) usual = kUsualWidths;
  if (asked.access.empty()) usual.push_back(columns.access = "access");
  if (asked.layer.empty()) usual.push_back(columns.layer = "layer");
  if (asked.bridge.empty()) usual.push_back(columns.bridge = "bridge");
  if (asked.tunnel.empty()) usual.push_back(columns.tunnel = "tunnel");
  GRID_TRY(collection, read_layer(path, layer, wanted, usual));
  StreetLayer streets{.streets = {}, .rejected = std::move(collection.rejected)};
  std::unordered_set<StreetId> ids;
  for (const Feature& feature : collection.features) {
    auto street = read_street(feature, columns, projector);
    if (street && !ids.insert(street->id).second) {
      const std::string id = std::to_string(street->id.value);
      street = fail(make_error(ErrorCode::id_duplicate, id).at_field(columns.id).about(id));
    }
    if (street) {
      streets.streets.push_back(std::move(*street));
    } else {
      streets.rejected.push_back(RejectedRow{std::move(street.error()).in_file(file).at_row(feature.number)});
    }
  }
  sort_by_row(streets.rejected);
  if (streets.streets.empty() && streets.rejected.empty()) {
    return fail(make_error(ErrorCode::geometry_empty, "no features").in_file(file));
  }
  return streets;
}

}  // namespace libgrid::io
