#include <libgrid/io/point_layer.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geopackage_reader.hpp>
#include <libgrid/io/feature_text.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/io/number_text.hpp>

namespace libgrid::io {
namespace {

Expected<LonLat> csv_place(const CsvRow& row, std::size_t lon, std::size_t lat) {
  auto x = parse_number(row.fields[lon]);
  if (!x) return fail(std::move(x.error()).at_field("lon"));
  auto y = parse_number(row.fields[lat]);
  if (!y) return fail(std::move(y.error()).at_field("lat"));
  return LonLat{*x, *y};
}

/// A table of columns lon, lat and others as features.
Expected<FeatureCollection> read_csv_points(const std::filesystem::path& path, const std::vector<std::string>& wanted) {
  FeatureCollection collection;
  std::vector<std::string> header;
  std::size_t lon = 0, lat = 0;
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    header.assign(names.begin(), names.end());
    std::vector<std::string> needed = wanted;
    needed.insert(needed.end(), {"lon", "lat"});
    for (const std::string& name : needed)
      if (std::ranges::find(header, name) == header.end())
        return fail(make_error(ErrorCode::column_missing, name).at_field(name));
    lon = static_cast<std::size_t>(std::ranges::find(header, "lon") - header.begin());
    lat = static_cast<std::size_t>(std::ranges::find(header, "lat") - header.begin());
    return {};
  };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    auto at = csv_place(row, lon, lat);
    if (!at) return collection.rejected.push_back({std::move(at.error()).at_row(row.number)}), Expected<void>{};
    Feature feature{.number = row.number, .properties = {}, .geometry = *at};
    for (std::size_t i = 0; i < header.size(); ++i) feature.properties.emplace_back(header[i], row.fields[i]);
    collection.features.push_back(std::move(feature));
    return {};
  };
  handler.rejected = [&](RejectedRow bad) { collection.rejected.push_back(std::move(bad)); };
  GRID_CHECK(read_csv(path, handler));
  return collection;
}

Expected<FeatureCollection> read_by_format(const std::filesystem::path& path, const CountedColumns& columns) {
  GRID_CHECK(detail::check_regular_file(path));
  std::vector<std::string> wanted;
  for (const std::string& column : {columns.column, columns.amount})
    if (!column.empty()) wanted.push_back(column);
  const std::string name = path.filename().string();
  if (name.ends_with(".csv") || name.ends_with(".csv.gz")) return read_csv_points(path, wanted);
  if (name.ends_with(".gpkg"))
    return detail::read_geopackage(path, columns.layer.empty() ? path.stem().string() : columns.layer, wanted);
  if (!name.ends_with(".geojson") && !name.ends_with(".json"))
    return fail(ErrorCode::format_unknown, path.extension().string());
  GRID_TRY(collection, read_geojson(path));
  for (const std::string& column : wanted) {
    const auto has = [&](const Feature& feature) { return feature.find(column) != nullptr; };
    if (std::ranges::none_of(collection.features, has))
      return fail(make_error(ErrorCode::column_missing, column).at_field(column));
  }
  return std::move(collection);
}

bool counts(const Feature& feature, const CountedColumns& columns) {
  if (columns.column.empty()) return true;
  const std::string text = property_text(feature, columns.column);
  return columns.values.empty() ? !text.empty() : std::ranges::find(columns.values, text) != columns.values.end();
}

Expected<CountedPoint> read_point(const Feature& feature, const CountedColumns& columns,
                                  const crs::Projector& projector) {
  const auto* at = std::get_if<LonLat>(&feature.geometry);
  if (at == nullptr) return fail(make_error(ErrorCode::geometry_type, "a point is needed").at_field("geometry"));
  CountedPoint point;
  if (!columns.amount.empty()) {
    auto amount = parse_number(property_text(feature, columns.amount));
    if (!amount) return fail(std::move(amount.error()).at_field(columns.amount));
    if (*amount < 0.0) return fail(make_error(ErrorCode::parameter_invalid, "below 0").at_field(columns.amount));
    point.amount = *amount;
  }
  auto plane = projector.to_plane(*at);
  if (!plane) return fail(std::move(plane.error()).at_field("geometry"));
  point.at = *plane;
  return point;
}

}  // namespace

Expected<PointLayer> read_points(const std::filesystem::path& path, const CountedColumns& columns,
                                 const crs::Projector& projector) {
  const std::string file = path.filename().string();
  auto collection = read_by_format(path, columns);
  if (!collection) return fail(std::move(collection.error()).in_file(file));
  PointLayer layer;
  for (RejectedRow& bad : collection->rejected) layer.rejected.push_back({std::move(bad.error).in_file(file)});
  for (const Feature& feature : collection->features) {
    if (!counts(feature, columns)) {
      ++layer.left_out;
      continue;
    }
    auto point = read_point(feature, columns, projector);
    if (point)
      layer.points.push_back(*point);
    else
      layer.rejected.push_back({std::move(point.error()).in_file(file).at_row(feature.number)});
  }
  std::ranges::stable_sort(layer.rejected, {}, [](const RejectedRow& row) { return row.error.row; });
  return layer;
}

}  // namespace libgrid::io
