#pragma once
/// Geometry in degrees with its properties: what GeoJSON and layers of GeoPackages hold before it goes to a plane.
///
///   io::Feature feature{.number = 1, .properties = {{"name", "Beacon Street"}, {"lanes", 2}}};
///   const io::PropertyValue* name = feature.find("name");     // nullptr where there is none
///
/// Longitude first, degrees of WGS 84. A ring repeats its first position at the end.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <libgrid/geom/xy.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

using LonLatLine = std::vector<LonLat>;

struct LonLatPolygon {
  LonLatLine outer;  ///< first position repeated at the end
  std::vector<LonLatLine> holes = {};
  friend bool operator==(const LonLatPolygon&, const LonLatPolygon&) = default;
};

using LonLatMultiLine = std::vector<LonLatLine>;
using LonLatMultiPolygon = std::vector<LonLatPolygon>;

/// monostate: null geometry. A LineString is read as one part of a LonLatMultiLine, a Polygon likewise.
using LonLatGeometry = std::variant<std::monostate, LonLat, LonLatMultiLine, LonLatMultiPolygon>;

/// One property value; implicit from what JSON knows, so that a list of properties reads like JSON.
struct PropertyValue {
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value;

  PropertyValue() = default;                 ///< null
  PropertyValue(bool flag) : value(flag) {}  // NOLINT(google-explicit-constructor)
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  PropertyValue(Number number) : value(static_cast<std::int64_t>(number)) {}  // NOLINT(google-explicit-constructor)
  PropertyValue(double number) : value(number) {}                             // NOLINT(google-explicit-constructor)
  PropertyValue(const char* text) : value(std::string(text)) {}               // NOLINT(google-explicit-constructor)
  PropertyValue(std::string_view text) : value(std::string(text)) {}          // NOLINT(google-explicit-constructor)
  PropertyValue(std::string text) : value(std::move(text)) {}                 // NOLINT(google-explicit-constructor)
  friend bool operator==(const PropertyValue&, const PropertyValue&) = default;
};

using Properties = std::vector<std::pair<std::string, PropertyValue>>;

struct Feature {
  std::int64_t number = 0;     ///< place in the file, from 1
  Properties properties = {};  ///< in the order of the file
  LonLatGeometry geometry = {};

  [[nodiscard]] const PropertyValue* find(std::string_view name) const;  ///< nullptr: not there
};

struct FeatureCollection {
  std::vector<Feature> features;
  std::vector<RejectedRow> rejected;
};

}  // namespace libgrid::io
