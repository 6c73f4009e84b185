#pragma once
/// What GoogleTest prints of our values: geometry as WKT with every digit, ids and quantities as numbers.
///
///   EXPECT_EQ(zone.shape, city.shape('A'));   // a failure shows two geometries that can be pasted into a viewer

#include <charconv>
#include <ostream>
#include <span>
#include <string>

#include <libgrid/base/id.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::test {

/// The shortest text that reads back the same double.
inline std::string digits(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

inline std::string positions(std::span<const Xy> points) {
  std::string text = "(";
  for (const Xy p : points) text += (text.size() > 1 ? ", " : "") + digits(p.x) + " " + digits(p.y);
  return text + ")";
}

inline std::string rings(const Polygon& polygon) {
  std::string text = "(" + positions(polygon.outer);
  for (const Ring& hole : polygon.holes) text += ", " + positions(hole);
  return text + ")";
}

inline std::string wkt(Xy p) { return "POINT (" + digits(p.x) + " " + digits(p.y) + ")"; }
inline std::string wkt(std::span<const Xy> line) { return "LINESTRING " + positions(line); }
inline std::string wkt(const Polygon& polygon) { return "POLYGON " + rings(polygon); }
inline std::string wkt(const MultiPolygon& polygons) {
  std::string text = "MULTIPOLYGON (";
  for (const Polygon& polygon : polygons) text += (text.back() == '(' ? "" : ", ") + rings(polygon);
  return text + ")";
}

}  // namespace libgrid::test

// Found by argument-dependent look-up, hence in the namespaces of the types.
namespace libgrid {
inline namespace base {
template <class Tag>
void PrintTo(Id<Tag> id, std::ostream* out) {
  *out << id.value;
}
template <class Unit>
void PrintTo(Quantity<Unit> quantity, std::ostream* out) {
  *out << test::digits(quantity.value);
}
inline void PrintTo(Seconds seconds, std::ostream* out) { *out << seconds.value << " s"; }
inline void PrintTo(LocalTime time, std::ostream* out) { *out << to_text(time); }
}  // namespace base

inline namespace geom {
inline void PrintTo(Xy p, std::ostream* out) { *out << test::wkt(p); }
inline void PrintTo(LonLat p, std::ostream* out) {
  *out << "lon " << test::digits(p.lon) << " lat " << test::digits(p.lat);
}
inline void PrintTo(const Polygon& polygon, std::ostream* out) { *out << test::wkt(polygon); }
inline void PrintTo(const Box& box, std::ostream* out) {
  *out << "BOX (" << test::digits(box.min.x) << " " << test::digits(box.min.y) << ", " << test::digits(box.max.x) << " "
       << test::digits(box.max.y) << ")";
}
}  // namespace geom
}  // namespace libgrid
