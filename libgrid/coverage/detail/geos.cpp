#include <libgrid/coverage/detail/geos.hpp>

#include <cstdarg>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <geos_c.h>

namespace libgrid::coverage::detail {
namespace {

/// One GEOS context per call: handles are not shared between threads, errors end in an Expected.
class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(
        handle_, [](const char* text, void* self) { static_cast<Geos*>(self)->error_ = text; }, this);
  }
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  [[nodiscard]] tl::unexpected<Error> failure() const { return fail(ErrorCode::geometry_invalid, "GEOS: " + error_); }

  struct Destroyer {
    GEOSContextHandle_t handle;
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle, g); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroyer>;
  [[nodiscard]] Geometry own(GEOSGeometry* g) const { return Geometry(g, Destroyer{handle_}); }

  [[nodiscard]] GEOSCoordSequence* sequence(std::span<const Xy> points) const {
    return GEOSCoordSeq_copyFromBuffer_r(handle_, &points[0].x, static_cast<unsigned>(points.size()), 0, 0);
  }
  [[nodiscard]] Geometry line(std::span<const Xy> points) const {
    return own(GEOSGeom_createLineString_r(handle_, sequence(points)));
  }

  [[nodiscard]] Geometry lines(std::span<const LineString> many) const {
    std::vector<GEOSGeometry*> parts;
    parts.reserve(many.size());
    for (const LineString& one : many) parts.push_back(line(one).release());
    return collection(GEOS_MULTILINESTRING, parts);
  }

  [[nodiscard]] Geometry polygon(const Polygon& polygon) const {
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(GEOSGeom_createLinearRing_r(handle_, sequence(hole)));
    GEOSGeometry* shell = GEOSGeom_createLinearRing_r(handle_, sequence(polygon.outer));
    return own(GEOSGeom_createPolygon_r(handle_, shell, holes.data(), static_cast<unsigned>(holes.size())));
  }

  [[nodiscard]] Geometry polygons(const MultiPolygon& shape) const {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& one : shape) parts.push_back(polygon(one).release());
    return collection(GEOS_MULTIPOLYGON, parts);
  }

  [[nodiscard]] std::vector<Xy> points_of(const GEOSGeometry* g) const {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle_, g);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(handle_, sequence, &count);
    std::vector<Xy> points(count);
    if (count > 0) GEOSCoordSeq_copyToBuffer_r(handle_, sequence, &points[0].x, 0, 0);
    return points;
  }

  [[nodiscard]] Polygon polygon_of(const GEOSGeometry* g) const {
    Polygon polygon{points_of(GEOSGetExteriorRing_r(handle_, g)), {}};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(handle_, g); ++i)
      polygon.holes.push_back(points_of(GEOSGetInteriorRingN_r(handle_, g, i)));
    return polygon;
  }

  /// Calls visit for every part of the wanted type, however deep collections nest.
  template <class Visit>
  void each(const GEOSGeometry* g, int type, const Visit& visit) const {
    const int actual = GEOSGeomTypeId_r(handle_, g);
    if (actual == type) {
      if (GEOSisEmpty_r(handle_, g) == 0) visit(g);
      return;
    }
    if (actual < GEOS_MULTIPOINT) return;
    for (int i = 0; i < GEOSGetNumGeometries_r(handle_, g); ++i) each(GEOSGetGeometryN_r(handle_, g, i), type, visit);
  }

 private:
  [[nodiscard]] Geometry collection(int type, std::vector<GEOSGeometry*>& parts) const {
    return own(GEOSGeom_createCollection_r(handle_, type, parts.data(), static_cast<unsigned>(parts.size())));
  }

  GEOSContextHandle_t handle_;
  std::string error_;
};

std::vector<LineString> line_strings(const Geos& geos, const GEOSGeometry* g) {
  std::vector<LineString> lines;
  geos.each(g, GEOS_LINESTRING, [&](const GEOSGeometry* part) { lines.push_back(geos.points_of(part)); });
  return lines;
}

}  // namespace

static_assert(sizeof(Xy) == 2 * sizeof(double), "GEOS copies coordinates as x, y pairs");

Expected<std::vector<LineString>> node_lines(std::span<const LineString> lines, Metres grid) {
  const Geos geos;
  const auto input = geos.lines(lines);
  const auto noded = geos.own(GEOSUnaryUnionPrec_r(geos.handle(), input.get(), grid.value));
  if (!noded) return geos.failure();
  return line_strings(geos, noded.get());
}

Expected<std::vector<Polygon>> polygonize(std::span<const LineString> lines) {
  const Geos geos;
  const auto input = geos.lines(lines);
  const GEOSGeometry* const inputs[] = {input.get()};
  const auto faces = geos.own(GEOSPolygonize_r(geos.handle(), inputs, 1));
  if (!faces) return geos.failure();
  std::vector<Polygon> polygons;
  geos.each(faces.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) { polygons.push_back(geos.polygon_of(part)); });
  return polygons;
}

Expected<Repaired> repair(const MultiPolygon& shape) {
  const Geos geos;
  const auto input = geos.polygons(shape);
  if (!input) return geos.failure();
  if (GEOSisValid_r(geos.handle(), input.get()) == 1) return Repaired{shape, false};
  const auto valid = geos.own(GEOSMakeValid_r(geos.handle(), input.get()));
  if (!valid) return geos.failure();
  Repaired out{{}, true};
  geos.each(valid.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) { out.shape.push_back(geos.polygon_of(part)); });
  if (out.shape.empty()) return fail(ErrorCode::geometry_empty, "nothing with an area is left after repair");
  return out;
}

Expected<std::vector<LineString>> clip_lines(std::span<const LineString> lines, const Polygon& polygon, Metres grid) {
  const Geos geos;
  const auto input = geos.lines(lines);
  const auto clip = geos.polygon(polygon);
  const auto inside = geos.own(GEOSIntersectionPrec_r(geos.handle(), input.get(), clip.get(), grid.value));
  if (!inside) return geos.failure();
  return line_strings(geos, inside.get());
}

}  // namespace libgrid::coverage::detail
