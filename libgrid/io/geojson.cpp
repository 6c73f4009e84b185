#include <libgrid/io/geojson.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geojson_geometry.hpp>
#include <libgrid/io/detail/json.hpp>
#include <libgrid/io/detail/other_degrees.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io {
namespace {

using detail::Json;

/// NNNN of "EPSG:NNNN" and "urn:ogc:def:crs:EPSG::NNNN"; 0: another name.
int epsg_of(std::string_view name) {
  for (const std::string_view prefix : {"urn:ogc:def:crs:EPSG::", "EPSG:"}) {
    if (!name.starts_with(prefix)) continue;
    int epsg = 0;
    const char* end = name.data() + name.size();
    const auto [stop, problem] = std::from_chars(name.data() + prefix.size(), end, epsg);
    return problem == std::errc{} && stop == end && epsg > 0 ? epsg : 0;
  }
  return 0;
}

/// The old `crs` member: a geographic frame of EPSG, null means "unknown", anything else (links!) is refused unread.
Expected<detail::OtherDegrees> degrees_of(const Json& document) {
  constexpr std::array<std::string_view, 2> kLonLat{"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84"};
  const Json* crs = document.find("crs");
  if (crs == nullptr) return detail::OtherDegrees();
  if (crs->is_null()) return fail(make_error(ErrorCode::crs_missing, "crs is null").at_field("crs"));
  const Json* type = crs->find("type");
  const Json* properties = crs->find("properties");
  const Json* name = properties == nullptr ? nullptr : properties->find("name");
  const bool named = type != nullptr && type->text() != nullptr && *type->text() == "name" && name != nullptr &&
                     name->text() != nullptr;
  if (!named) return fail(make_error(ErrorCode::crs_unknown, "crs is not a name").at_field("crs"));
  if (std::ranges::find(kLonLat, *name->text()) != kLonLat.end()) return detail::OtherDegrees();
  const int epsg = epsg_of(*name->text());
  if (epsg == 0)
    return fail(
        make_error(ErrorCode::crs_unknown, std::string(detail::beginning_of(*name->text(), 80))).at_field("crs"));
  auto degrees = detail::OtherDegrees::of(Frame{epsg});
  if (!degrees) return fail(std::move(degrees.error()).at_field("crs"));
  return degrees;
}

bool has_type(const Json& json, std::string_view type) {
  const Json* member = json.find("type");
  return member != nullptr && member->text() != nullptr && *member->text() == type;
}

/// Scalars as they are; false for lists and objects.
bool to_property(const Json& json, PropertyValue& property) {
  if (json.items() != nullptr || json.members() != nullptr) return false;
  if (const auto* flag = std::get_if<bool>(&json.value)) property = *flag;
  if (const auto* integer = std::get_if<std::int64_t>(&json.value)) property = *integer;
  if (const auto* large = std::get_if<std::uint64_t>(&json.value)) property = static_cast<double>(*large);
  if (const auto* number = std::get_if<double>(&json.value)) property = *number;
  if (const auto* text = json.text()) property = *text;
  return true;
}

Expected<Feature> read_feature(const Json& json) {
  if (!has_type(json, "Feature")) return fail(ErrorCode::json_malformed, "not of type Feature");
  if (json.find("crs") != nullptr) return fail(ErrorCode::crs_unknown, "a crs inside a feature");
  const Json* properties = json.find("properties");
  const Json* geometry = json.find("geometry");
  if (geometry == nullptr) return fail(ErrorCode::json_malformed, "a feature without geometry");
  if (properties != nullptr && properties->members() == nullptr && !properties->is_null()) {
    return fail(ErrorCode::json_malformed, "properties are no object");
  }
  Feature feature;
  GRID_TRY(shape, detail::geometry_from_json(*geometry));
  feature.geometry = std::move(shape);
  if (properties == nullptr || properties->is_null()) return feature;
  for (const auto& [name, value] : *properties->members()) {
    PropertyValue property;
    if (to_property(value, property)) feature.properties.emplace_back(name, std::move(property));
  }
  return feature;
}

Expected<FeatureCollection> read_document(std::string_view text, std::string_view file_name) {
  GRID_TRY(document, detail::parse_json(text));
  const Json* features = document.find("features");
  if (!has_type(document, "FeatureCollection") || features == nullptr || features->items() == nullptr) {
    return fail(ErrorCode::format_unknown, "not a GeoJSON FeatureCollection");
  }
  GRID_TRY(degrees, degrees_of(document));
  FeatureCollection collection;
  std::int64_t number = 0;
  for (const Json& json : *features->items()) {
    ++number;
    auto feature = read_feature(json);
    if (feature) {
      feature->number = number;
      degrees.to_wgs84(feature->geometry);
      collection.features.push_back(std::move(*feature));
    } else {
      Error error = std::move(feature.error()).in_file(std::string(file_name)).at_row(number);
      if (error.field.empty()) error.field = "geometry";
      collection.rejected.push_back(RejectedRow{std::move(error)});
    }
  }
  return collection;
}

}  // namespace

Expected<FeatureCollection> geojson_from_text(std::string_view text, std::string_view file_name) {
  auto collection = read_document(text, file_name);
  if (!collection) return fail(std::move(collection.error()).in_file(std::string(file_name)));
  return collection;
}

Expected<FeatureCollection> read_geojson(const std::filesystem::path& path) {
  GRID_TRY(text, detail::read_file(path));
  return geojson_from_text(text, path.filename().string());
}

}  // namespace libgrid::io
