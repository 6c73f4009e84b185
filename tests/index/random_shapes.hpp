#pragma once
/// Random shapes and the points that are hardest for them. Every draw is a function of the seed.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/index/locator.hpp>

namespace libgrid::index {

/// A stream of draws: the counter is the only state.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t stream) : draw_(seed, stream) {}
  double between(double low, double high) { return low + (high - low) * draw_.unit(next_++); }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(draw_.below(next_++, bound)); }
  template <class T>
  const T& of(const std::vector<T>& things) {
    return things[below(things.size())];
  }

 private:
  CounterRandom draw_;
  std::uint64_t next_ = 0;
};

/// The brute-force twin of Locator::covering and Locator::locate.
inline std::vector<std::int32_t> covering_by_force(const std::vector<MultiPolygon>& shapes, Xy p) {
  std::vector<std::int32_t> found;
  for (std::size_t s = 0; s < shapes.size(); ++s)
    if (locate(shapes[s], p) != Location::outside) found.push_back(static_cast<std::int32_t>(s));
  return found;
}

inline Hit locate_by_force(const std::vector<MultiPolygon>& shapes, Xy p) {
  Hit hit;
  for (std::size_t s = 0; s < shapes.size(); ++s) {
    const Location where = locate(shapes[s], p);
    if (where == Location::outside) continue;
    if (hit.shape < 0) hit.shape = static_cast<std::int32_t>(s);
    if (hit.where != Location::border) hit.where = where;
  }
  return hit;
}

/// The brute-force twin of Locator::nearest.
inline Nearest nearest_by_force(const std::vector<MultiPolygon>& shapes, Xy p) {
  const auto covering = covering_by_force(shapes, p);
  if (!covering.empty()) return {covering.front(), Metres{0.0}};
  Nearest best;
  const auto scan = [&](const Ring& ring, std::size_t shape) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Metres d = distance_to_segment(p, ring[i - 1], ring[i]);
      if (d < best.distance) best = {static_cast<std::int32_t>(shape), d};
    }
  };
  for (std::size_t s = 0; s < shapes.size(); ++s) {
    for (const Polygon& polygon : shapes[s]) {
      scan(polygon.outer, s);
      for (const Ring& hole : polygon.holes) scan(hole, s);
    }
  }
  return best;
}

/// columns x rows quadrilaterals with jittered corners and `extra` shared vertices on each border, around (236,000,
/// 900,000) in full-precision doubles. Neighbours share every vertex bit for bit.
inline std::vector<MultiPolygon> jittered_coverage(int columns, int rows, int extra, std::uint64_t seed) {
  const auto corner = [&](int i, int j) {
    Dice dice(seed, static_cast<std::uint64_t>(1000 * j + i));
    return Xy{236'000.0 + 100.0 * (i + dice.between(-0.2, 0.2)), 900'000.0 + 100.0 * (j + dice.between(-0.2, 0.2))};
  };
  const auto walk = [&](Ring& ring, Xy from, Xy to) {  // appends the border without its first point
    const Xy a = std::min(from, to), b = std::max(from, to);
    std::vector<Xy> inner;
    for (int k = 1; k <= extra; ++k) {
      Dice dice(seed + 17, static_cast<std::uint64_t>(std::abs(a.x * 31 + a.y * 7 + b.x * 3 + b.y) * 16) +
                               static_cast<std::uint64_t>(k));
      const double share = (k + dice.between(-0.2, 0.2)) / (extra + 1), off = dice.between(-3.0, 3.0) / 100.0;
      inner.push_back({a.x + share * (b.x - a.x) - off * (b.y - a.y), a.y + share * (b.y - a.y) + off * (b.x - a.x)});
    }
    if (a != from) std::ranges::reverse(inner);
    ring.insert(ring.end(), inner.begin(), inner.end());
    ring.push_back(to);
  };
  std::vector<MultiPolygon> shapes;
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      Ring ring{corner(i, j)};
      walk(ring, corner(i, j), corner(i + 1, j));
      walk(ring, corner(i + 1, j), corner(i + 1, j + 1));
      walk(ring, corner(i + 1, j + 1), corner(i, j + 1));
      walk(ring, corner(i, j + 1), corner(i, j));
      shapes.push_back({Polygon{.outer = ring, .holes = {}}});
    }
  }
  return shapes;
}

/// Overlapping multipolygons with holes on the integers 1 to 8, most of them invalid: rings cross themselves and
/// each other, repeat edges and points. Every degenerate position happens.
inline std::vector<MultiPolygon> lattice_tangle(std::uint64_t seed) {
  Dice dice(seed, 1);
  const auto ring = [&] {
    Ring points(3 + dice.below(6));
    for (Xy& p : points) p = {1.0 + static_cast<double>(dice.below(8)), 1.0 + static_cast<double>(dice.below(8))};
    points.push_back(points.front());
    return points;
  };
  std::vector<MultiPolygon> shapes(1 + dice.below(6));
  for (MultiPolygon& shape : shapes) {
    shape.resize(1 + dice.below(2));
    for (Polygon& polygon : shape) {
      polygon.outer = ring();
      for (std::size_t holes = dice.below(3); holes > 0; --holes) polygon.holes.push_back(ring());
    }
  }
  return shapes;
}

inline std::vector<Xy> vertices_of(const std::vector<MultiPolygon>& shapes) {
  std::vector<Xy> points;
  for (const MultiPolygon& shape : shapes)
    for (const Polygon& polygon : shape) {
      points.insert(points.end(), polygon.outer.begin(), polygon.outer.end());
      for (const Ring& hole : polygon.holes) points.insert(points.end(), hole.begin(), hole.end());
    }
  return points;
}

/// p and its eight neighbours in doubles. @pre no coordinate is 0: its neighbours are too small for the predicates
inline void add_with_neighbours(std::vector<Xy>& points, Xy p) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  for (const double x : {std::nextafter(p.x, -kFar), p.x, std::nextafter(p.x, kFar)})
    for (const double y : {std::nextafter(p.y, -kFar), p.y, std::nextafter(p.y, kFar)}) points.push_back({x, y});
}

/// Random points in and around the shapes, vertices and rounded points of edges with their neighbours one ulp away, and
/// points level with one vertex and straight above another.
inline std::vector<Xy> hard_points(const std::vector<MultiPolygon>& shapes, std::size_t of_each_kind,
                                   std::uint64_t seed) {
  Dice dice(seed, 2);
  const std::vector<Xy> vertices = vertices_of(shapes);
  Box box = bounds(vertices);
  box = box.grown(Metres{0.1 * (box.max.x - box.min.x)});
  std::vector<Xy> points;
  for (std::size_t k = 0; k < of_each_kind; ++k) {
    points.push_back({dice.between(box.min.x, box.max.x), dice.between(box.min.y, box.max.y)});
    points.push_back({dice.of(vertices).x, dice.of(vertices).y});
    add_with_neighbours(points, dice.of(vertices));
    const std::size_t i = dice.below(vertices.size() - 1);  // mostly an edge; now and then a leap between two rings
    const double share = k % 2 == 0 ? 0.5 : dice.between(0.0, 1.0);
    add_with_neighbours(points, {vertices[i].x + share * (vertices[i + 1].x - vertices[i].x),
                                 vertices[i].y + share * (vertices[i + 1].y - vertices[i].y)});
  }
  return points;
}

}  // namespace libgrid::index
