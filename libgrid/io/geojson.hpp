#pragma once
/// GeoJSON (RFC 7946): a strict reader for files from strangers, and a writer for the service.
///
///   Expected<io::FeatureCollection> file = io::read_geojson("districts.geojson");
///   for (const io::Feature& feature : file->features) use(feature.find("name"), feature.geometry);
///
///   io::FeatureWriter writer;
///   writer.add(LonLat{-71.06, 42.36}, {{"code", "BOS-03-07"}, {"reports", 12}});
///   std::string body = writer.finish();
///
/// Read: a FeatureCollection of features with Point, LineString, MultiLineString, Polygon, MultiPolygon or null geometry.
/// Coordinates are longitude, latitude; a third number (altitude) is dropped. Properties that are lists or objects are
/// left out. A feature that is wrong is listed in `rejected` (row = its number from 1) and the others go on.
/// The whole file is refused for: bytes that are not UTF-8, JSON that is malformed, repeats a key, or nests deeper than
/// 64; a `crs` member other than a name of WGS 84 (urn:ogc:def:crs:OGC:1.3:CRS84, urn:ogc:def:crs:EPSG::4326, EPSG:4326).
/// Nothing is ever fetched: a linked crs is refused. Rings are not repaired; whether they cross is not looked at.
/// @errors file: file_not_found, file_unreadable, body_too_large, encoding_not_utf8, json_malformed, json_too_deep,
///         number_not_finite, crs_missing (crs is null), crs_unknown, format_unknown (no FeatureCollection);
///         feature: json_malformed, geometry_type, geometry_empty, ring_too_short, ring_not_closed, axes_swapped,
///         coordinate_out_of_range, crs_unknown
/// @cost about 40 MB/s, memory about 10 times the file

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

using LonLatLine = std::vector<LonLat>;

struct LonLatPolygon {
  LonLatLine outer;                 ///< first position repeated at the end
  std::vector<LonLatLine> holes;
  friend bool operator==(const LonLatPolygon&, const LonLatPolygon&) = default;
};

using LonLatMultiLine = std::vector<LonLatLine>;
using LonLatMultiPolygon = std::vector<LonLatPolygon>;

/// monostate: null geometry. A LineString is read as one part of a LonLatMultiLine, a Polygon likewise.
using LonLatGeometry = std::variant<std::monostate, LonLat, LonLatMultiLine, LonLatMultiPolygon>;

/// One property value; implicit from what JSON knows, so that a list of properties reads like JSON.
struct PropertyValue {
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value;

  PropertyValue() = default;                                             ///< null
  PropertyValue(bool flag) : value(flag) {}                              // NOLINT(google-explicit-constructor)
  PropertyValue(int number) : value(std::int64_t{number}) {}             // NOLINT(google-explicit-constructor)
  PropertyValue(std::int64_t number) : value(number) {}                  // NOLINT(google-explicit-constructor)
  PropertyValue(double number) : value(number) {}                        // NOLINT(google-explicit-constructor)
  PropertyValue(const char* text) : value(std::string(text)) {}          // NOLINT(google-explicit-constructor)
  PropertyValue(std::string_view text) : value(std::string(text)) {}     // NOLINT(google-explicit-constructor)
  PropertyValue(std::string text) : value(std::move(text)) {}            // NOLINT(google-explicit-constructor)
  friend bool operator==(const PropertyValue&, const PropertyValue&) = default;
};

using Properties = std::vector<std::pair<std::string, PropertyValue>>;

struct Feature {
  std::int64_t number = 0;          ///< place in the file, from 1
  Properties properties;            ///< in the order of the file
  LonLatGeometry geometry;

  [[nodiscard]] const PropertyValue* find(std::string_view name) const;   ///< nullptr: not there
};

struct FeatureCollection {
  std::vector<Feature> features;
  std::vector<RejectedRow> rejected;
};

[[nodiscard]] Expected<FeatureCollection> read_geojson(const std::filesystem::path& path);
[[nodiscard]] Expected<FeatureCollection> geojson_from_text(std::string_view text, std::string_view file_name = {});

/// Builds the text of a FeatureCollection: no blanks, coordinates with at most `decimals` digits after the point
/// (7: about 1 cm), outer rings counter-clockwise, numbers as the shortest text, NaN and infinity as null.
class FeatureWriter {
 public:
  explicit FeatureWriter(int decimals = 7);

  /// Adds one feature. A MultiLine or MultiPolygon of one part is written as LineString or Polygon.
  void add(const LonLatGeometry& geometry, const Properties& properties);

  [[nodiscard]] std::string finish() &&;

 private:
  std::string text_;
  int decimals_;
  bool first_ = true;
};

/// Plane shapes as lon/lat, for the writer.
[[nodiscard]] LonLatLine to_lonlat(std::span<const Xy> line, const crs::Projector& projector);
[[nodiscard]] LonLatMultiPolygon to_lonlat(const MultiPolygon& polygons, const crs::Projector& projector);

}  // namespace libgrid::io
