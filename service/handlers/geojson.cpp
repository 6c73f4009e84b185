#include <service/handlers/geojson.hpp>

#include <cmath>
#include <utility>

namespace libgrid::service {
namespace {

Json positions(std::span<const LonLat> line) {
  Json out = Json::array();
  for (const LonLat& p : line) out.push_back(position_json(p));
  return out;
}

}  // namespace

Json rounded(double value, int decimals) {
  if (!std::isfinite(value)) return nullptr;
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

Json position_json(LonLat p) { return {rounded(p.lon, 7), rounded(p.lat, 7)}; }

Json line_json(std::span<const LonLat> line) { return {{"type", "LineString"}, {"coordinates", positions(line)}}; }

Json polygon_json(std::span<const LonLat> ring) {
  return {{"type", "Polygon"}, {"coordinates", Json::array({positions(ring)})}};
}

Json polygons_json(const workflow::LonLatShape& shape) {
  Json polygons = Json::array();
  for (const tile::LonLatPolygon& polygon : shape) {
    Json rings = Json::array({positions(polygon.outer)});
    for (const tile::LonLatLine& hole : polygon.holes) rings.push_back(positions(hole));
    polygons.push_back(std::move(rings));
  }
  return {{"type", "MultiPolygon"}, {"coordinates", std::move(polygons)}};
}

Json feature_of(std::int64_t id, Json geometry, Json properties) {
  return {{"type", "Feature"}, {"id", id}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

Json collection(Json features) { return {{"type", "FeatureCollection"}, {"features", std::move(features)}}; }

}  // namespace libgrid::service
