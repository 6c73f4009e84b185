#include <libgrid/geom/shapes.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include <libgrid/base/error.hpp>

namespace libgrid {
inline namespace geom {

void Box::extend(Xy p) {
  if (empty()) {
    min = max = p;
    return;
  }
  min = {std::min(min.x, p.x), std::min(min.y, p.y)};
  max = {std::max(max.x, p.x), std::max(max.y, p.y)};
}

void Box::extend(const Box& other) {
  if (other.empty()) return;
  extend(other.min);
  extend(other.max);
}

bool Box::meets(const Box& other) const {
  return min.x <= other.max.x && other.min.x <= max.x && min.y <= other.max.y && other.min.y <= max.y;
}

Box Box::grown(Metres by) const { return {{min.x - by.value, min.y - by.value}, {max.x + by.value, max.y + by.value}}; }

Box bounds(std::span<const Xy> points) {
  Box box;
  for (const Xy p : points) box.extend(p);
  return box;
}

Box bounds(const Polygon& polygon) { return bounds(polygon.outer); }

Box bounds(const MultiPolygon& polygons) {
  Box box;
  for (const Polygon& polygon : polygons) box.extend(bounds(polygon));
  return box;
}

Metres length(std::span<const Xy> line) {
  Metres sum;
  for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  return sum;
}

SquareMetres signed_area(std::span<const Xy> ring) {
  double twice = 0.0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x, by = ring[i + 1].y - ring[0].y;
    twice += ax * by - ay * bx;
  }
  return SquareMetres{twice / 2.0};
}

SquareMetres area(const Polygon& polygon) {
  SquareMetres sum{std::abs(signed_area(polygon.outer).value)};
  for (const Ring& hole : polygon.holes) sum -= SquareMetres{std::abs(signed_area(hole).value)};
  return sum;
}

SquareMetres area(const MultiPolygon& polygons) {
  SquareMetres sum;
  for (const Polygon& polygon : polygons) sum += area(polygon);
  return sum;
}

Metres perimeter(const Polygon& polygon) {
  Metres sum = length(polygon.outer);
  for (const Ring& hole : polygon.holes) sum += length(hole);
  return sum;
}

Metres perimeter(const MultiPolygon& polygons) {
  Metres sum;
  for (const Polygon& polygon : polygons) sum += perimeter(polygon);
  return sum;
}

Xy centroid(const MultiPolygon& polygons) {
  GRID_ASSERT(!polygons.empty());
  const Xy origin = polygons.front().outer.front();
  double weight = 0.0, x = 0.0, y = 0.0;
  const auto add = [&](const Ring& ring, double sign) {
    const double direction = signed_area(ring).value < 0.0 ? -sign : sign;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const double ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
      const double bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
      const double cross = direction * (ax * by - ay * bx);
      weight += cross;
      x += cross * (ax + bx);
      y += cross * (ay + by);
    }
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.outer, 1.0);
    for (const Ring& hole : polygon.holes) add(hole, -1.0);
  }
  return {origin.x + x / (3.0 * weight), origin.y + y / (3.0 * weight)};
}

double isoperimetric_quotient(SquareMetres area, Metres perimeter) {
  return 4.0 * std::numbers::pi * area.value / (perimeter.value * perimeter.value);
}

Metres distance_to_segment(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  if (squared == 0.0) return distance(p, a);
  const double share = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0);
  return distance(p, {a.x + share * dx, a.y + share * dy});
}

Xy point_at(std::span<const Xy> line, Metres measure) {
  GRID_ASSERT(line.size() >= 2);
  Metres walked;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Metres step = distance(line[i - 1], line[i]);
    if (walked + step >= measure && step > Metres{0.0}) {
      const double share = std::max(0.0, (measure - walked) / step);
      return {std::lerp(line[i - 1].x, line[i].x, share), std::lerp(line[i - 1].y, line[i].y, share)};
    }
    walked += step;
  }
  return line.back();
}

LineString substring(std::span<const Xy> line, Metres from, Metres to) {
  LineString part{point_at(line, from)};
  Metres walked;
  for (std::size_t i = 1; i < line.size(); ++i) {
    walked += distance(line[i - 1], line[i]);
    if (walked > from && walked < to) part.push_back(line[i]);
  }
  part.push_back(point_at(line, to));
  return part;
}

}  // namespace geom
}  // namespace libgrid
