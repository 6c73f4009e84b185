#pragma once
/// Features to the text of a GeoJSON FeatureCollection (RFC 7946), for the service.
///
///   io::FeatureWriter writer;
///   writer.add(io::to_lonlat(zone.shape, projector), {{"code", zone.code}, {"reports", zone.reports}});
///   std::string body = std::move(writer).finish();
///
/// @guarantee same calls, same bytes; no blanks; numbers as the shortest text, NaN and infinity as null
/// @cost about 150 ns per position

#include <span>
#include <string>

#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/io/feature.hpp>

namespace libgrid::io {

/// Coordinates have at most `decimals` digits after the point (7: about 1 cm); outer rings are counter-clockwise.
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
