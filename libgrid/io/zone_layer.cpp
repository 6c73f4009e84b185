#include <libgrid/io/zone_layer.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <libgrid/base/known_names.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geopackage_reader.hpp>
#include <libgrid/io/detail/known_names.hpp>
#include <libgrid/io/detail/projected_zones.hpp>
#include <libgrid/io/detail/shapefile_reader.hpp>
#include <libgrid/io/detail/to_plane.hpp>
#include <libgrid/io/feature_text.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/io/number_text.hpp>

namespace libgrid::io {
namespace {

/// @errors number_malformed, with the feature's number: a layer half of whose ranks are read would answer wrongly
Expected<std::int64_t> rank_of(const Feature& feature, const std::string& column) {
  if (column.empty()) return 0;
  auto rank = parse_whole(property_text(feature, column));
  if (!rank) return fail(std::move(rank.error()).at_row(feature.number).at_field(column));
  return rank;
}

bool same_value(const std::string& text, const std::string& wanted) {
  if (text == wanted) return true;
  const auto number = parse_number(text), asked = parse_number(wanted);
  return number && asked && *number == *asked;
}

/// What is there instead, for whoever asked in vain.
Error no_such_value(std::span<const Feature> features, const ColumnValue& asked) {
  std::set<std::string> values;
  for (const Feature& feature : features) values.insert(property_text(feature, asked.column));
  return make_error(ErrorCode::not_found,
                    asked.column + ":" + asked.value + "; the file has " + some_of(as_names(values)))
      .at_field("where");
}

/// Leaves the features that `where` asks for.
Expected<void> keep_asked(std::vector<Feature>& features, std::span<const ColumnValue> where) {
  for (const ColumnValue& asked : where) {
    const auto differs = [&](const Feature& f) { return !same_value(property_text(f, asked.column), asked.value); };
    if (!features.empty() && std::ranges::all_of(features, differs)) return fail(no_such_value(features, asked));
    std::erase_if(features, differs);
  }
  return {};
}

/// A file of refused rows tells why they were: which columns it has is not known.
Expected<FeatureCollection> read_geojson_columns(const std::filesystem::path& path,
                                                 std::span<const std::string> columns) {
  GRID_TRY(collection, read_geojson(path));
  for (const std::string& column : columns) {
    const auto has = [&](const Feature& feature) { return feature.find(column) != nullptr; };
    if (!collection.features.empty() && std::ranges::none_of(collection.features, has))
      return fail(detail::missing_column(column, detail::property_names(collection.features)));
  }
  return std::move(collection);
}

Expected<FeatureCollection> read_degrees(const std::filesystem::path& path, const std::string& extension,
                                         const std::string& layer, std::span<const std::string> columns) {
  if (extension == ".gpkg") return detail::read_geopackage(path, layer, columns);
  if (extension == ".shp") return detail::read_shapefile(path, columns);
  if (extension == ".geojson" || extension == ".json") return read_geojson_columns(path, columns);
  return fail(ErrorCode::format_unknown, extension);
}

/// A GeoJSON file goes on only where it names an EPSG code: nothing that could be a link is opened by GDAL.
bool names_epsg(const Error& refused) {
  return refused.detail.starts_with("urn:ogc:def:crs:EPSG:") || refused.detail.starts_with("EPSG:");
}

struct ReadFeatures {
  FeatureCollection collection;
  bool projected = false;
};

Expected<ReadFeatures> read_any(const std::filesystem::path& path, const std::string& layer,
                                std::span<const std::string> columns) {
  GRID_CHECK(detail::check_regular_file(path));
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string named = extension == ".gpkg" && layer.empty() ? path.stem().string() : layer;
  auto degrees = read_degrees(path, extension, named, columns);
  if (degrees) return ReadFeatures{std::move(*degrees)};
  const bool json = extension != ".gpkg" && extension != ".shp";
  if (degrees.error().code != ErrorCode::crs_unknown || (json && !names_epsg(degrees.error())))
    return fail(std::move(degrees.error()));
  GRID_TRY(plane, detail::read_projected_zones(path, named, columns));
  return ReadFeatures{std::move(plane), true};
}

}  // namespace

Expected<FeatureCollection> read_features(const std::filesystem::path& path, const std::string& layer,
                                          std::span<const std::string> columns) {
  GRID_TRY(read, read_any(path, layer, columns));
  return std::move(read.collection);
}

Expected<ZoneLayer> read_zones(const std::filesystem::path& path, const ZoneColumns& columns) {
  const std::string file = path.filename().string();
  std::vector<std::string> wanted;
  for (const std::string& column : {columns.code, columns.parent, columns.rank})
    if (!column.empty()) wanted.push_back(column);
  for (const ColumnValue& asked : columns.where) wanted.push_back(asked.column);
  auto read = read_any(path, columns.layer, wanted);
  if (!read) return fail(std::move(read.error()).in_file(file));
  FeatureCollection& collection = read->collection;
  if (auto kept = keep_asked(collection.features, columns.where); !kept)
    return fail(std::move(kept.error()).in_file(file));
  ZoneLayer layer{.zones = {}, .rejected = std::move(collection.rejected), .projected = read->projected};
  for (Feature& feature : collection.features) {
    auto* shape = std::get_if<LonLatMultiPolygon>(&feature.geometry);
    if (shape == nullptr || shape->empty()) {
      const bool none = shape != nullptr || std::holds_alternative<std::monostate>(feature.geometry);
      layer.rejected.push_back(
          {make_error(none ? ErrorCode::geometry_empty : ErrorCode::geometry_type, "a polygon is needed")
               .in_file(file)
               .at_row(feature.number)
               .at_field("geometry")});
      continue;
    }
    std::string code = columns.code.empty() ? std::to_string(feature.number) : property_text(feature, columns.code);
    GRID_TRY(rank, rank_of(feature, columns.rank));
    layer.zones.push_back(
        {feature.number, std::move(code), property_text(feature, columns.parent), std::move(*shape), rank});
  }
  std::ranges::sort(layer.rejected, {}, [](const RejectedRow& row) { return row.error.row; });
  if (layer.zones.empty() && layer.rejected.empty())
    return fail(make_error(ErrorCode::geometry_empty, "no features").in_file(file));
  return layer;
}

Frame utm_frame(std::span<const LonLatZone> zones) {
  const LonLat p = zones.front().shape.front().outer.front();
  const int zone = std::clamp(static_cast<int>(std::floor((p.lon + 180.0) / 6.0)) + 1, 1, 60);
  return Frame{(p.lat < 0.0 ? 32'700 : 32'600) + zone};
}

Expected<std::vector<ImportedZone>> to_plane(std::span<const LonLatZone> zones, const crs::Projector& projector) {
  std::vector<ImportedZone> out;
  out.reserve(zones.size());
  for (const LonLatZone& zone : zones) {
    auto shape = detail::to_plane(zone.shape, projector);
    if (!shape) return fail(std::move(shape.error()).at_row(zone.number));
    out.push_back({zone.number, zone.code, zone.parent, std::move(*shape)});
  }
  return out;
}

Expected<void> write_zones(const std::filesystem::path& path, std::span<const ImportedZone> zones,
                           const crs::Projector& projector) {
  FeatureWriter writer(9);  // 0.1 mm
  for (const ImportedZone& zone : zones)
    writer.add(to_lonlat(zone.shape, projector),
               {{"number", zone.number}, {"code", zone.code}, {"parent", zone.parent}});
  return write_file_atomically(path, std::move(writer).finish());
}

}  // namespace libgrid::io
