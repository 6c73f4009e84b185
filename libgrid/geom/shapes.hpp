#pragma once
/// Lines and polygons as plain vectors with the OGC meaning; validity is separate from construction.
///
///   Polygon yard{.outer = {{0,0},{10,0},{10,10},{0,10},{0,0}}, .holes = {}};
///   SquareMetres a = area(yard);            // 100 m2, whatever the ring's direction
///   MultiPolygon city{{yard, island}};
///
/// Rings repeat their first point at the end. Direction carries no meaning on input; libgrid writes outer rings
/// counter-clockwise and holes clockwise.

#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
inline namespace geom {

using LineString = std::vector<Xy>;
using Ring = std::vector<Xy>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

using MultiPolygon = std::vector<Polygon>;

/// A closed axis-parallel box; empty while min > max.
struct Box {
  Xy min{1.0, 1.0};
  Xy max{-1.0, -1.0};

  [[nodiscard]] bool empty() const { return min.x > max.x || min.y > max.y; }
  void extend(Xy p);
  void extend(const Box& other);
  [[nodiscard]] bool contains(Xy p) const { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
  [[nodiscard]] bool meets(const Box& other) const;
  [[nodiscard]] Box grown(Metres by) const;
  friend bool operator==(const Box&, const Box&) = default;
};

[[nodiscard]] Box bounds(std::span<const Xy> points);
[[nodiscard]] Box bounds(const Polygon& polygon);
[[nodiscard]] Box bounds(const MultiPolygon& polygons);

[[nodiscard]] Metres length(std::span<const Xy> line);

/// Signed area of a closed ring, positive counter-clockwise. Relative to the first point, so that
/// six-digit plane coordinates do not cancel.
[[nodiscard]] SquareMetres signed_area(std::span<const Xy> ring);
[[nodiscard]] SquareMetres area(const Polygon& polygon);
[[nodiscard]] SquareMetres area(const MultiPolygon& polygons);
[[nodiscard]] Metres perimeter(const Polygon& polygon);  ///< outer ring and holes
[[nodiscard]] Metres perimeter(const MultiPolygon& polygons);
[[nodiscard]] Xy centroid(const MultiPolygon& polygons);  ///< by area; @pre area > 0

/// 4 pi A / P^2: 1 for a circle (Polsby & Popper 1991; the same figure is called isoperimetric quotient).
[[nodiscard]] double isoperimetric_quotient(SquareMetres area, Metres perimeter);

/// The point at a measure along the line (clamped to its ends). @pre line.size() >= 2
[[nodiscard]] Xy point_at(std::span<const Xy> line, Metres measure);

/// The part between two measures, with its inner vertices. @pre line.size() >= 2
[[nodiscard]] LineString substring(std::span<const Xy> line, Metres from, Metres to);

}  // namespace geom
}  // namespace libgrid
