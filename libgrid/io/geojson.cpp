#include <libgrid/io/geojson.hpp>

#include <algorithm>
#include <array>

#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/geojson_geometry.hpp>
#include <libgrid/io/detail/json.hpp>
#include <libgrid/io/detail/utf8.hpp>

namespace libgrid::io {
namespace {

using detail::Json;

/// The old `crs` member: names of WGS 84 and its equals (crs/datum.hpp) pass, null means "unknown", anything else
/// (links!) is refused unread.
Expected<void> check_crs(const Json& document) {
  constexpr std::array<std::string_view, 8> kKnown{"urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84",
                                                   "urn:ogc:def:crs:EPSG::4326",    "EPSG:4326",
                                                   "urn:ogc:def:crs:EPSG::4490",    "EPSG:4490",
                                                   "urn:ogc:def:crs:EPSG::4269",    "EPSG:4269"};
  const Json* crs = document.find("crs");
  if (crs == nullptr) return {};
  if (crs->is_null()) return fail(make_error(ErrorCode::crs_missing, "crs is null").at_field("crs"));
  const Json* type = crs->find("type");
  const Json* properties = crs->find("properties");
  const Json* name = properties == nullptr ? nullptr : properties->find("name");
  const bool named = type != nullptr && type->text() != nullptr && *type->text() == "name" && name != nullptr &&
                     name->text() != nullptr;
  if (!named) return fail(make_error(ErrorCode::crs_unknown, "crs is not a name").at_field("crs"));
  if (std::ranges::find(kKnown, *name->text()) != kKnown.end()) return {};
  return fail(make_error(ErrorCode::crs_unknown, std::string(detail::beginning_of(*name->text(), 80))).at_field("crs"));
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
  GRID_CHECK(check_crs(document));
  FeatureCollection collection;
  std::int64_t number = 0;
  for (const Json& json : *features->items()) {
    ++number;
    auto feature = read_feature(json);
    if (feature) {
      feature->number = number;
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
