#include "tests/support/ascii_rings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace libgrid::test {
namespace {

using Cells = std::set<CellAt>;

// East, north, west, south.
constexpr std::array<CellAt, 4> kSteps{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

CellAt plus(CellAt a, CellAt b) { return {a.first + b.first, a.second + b.second}; }

/// An edge of the lattice from a point in a direction (index into kSteps), with a cell of the set on its left.
struct Edge {
  CellAt from;
  int direction;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// The cell to the right of an edge.
CellAt right_of(Edge edge) {
  constexpr std::array<CellAt, 4> offset{{{0, -1}, {0, 0}, {-1, 0}, {-1, -1}}};
  return plus(edge.from, offset[static_cast<std::size_t>(edge.direction)]);
}
CellAt end_of(Edge edge) { return plus(edge.from, kSteps[static_cast<std::size_t>(edge.direction)]); }

/// The cells that are reached from `start` over edges.
Cells part_of(const CellPicture& picture, CellAt start) {
  Cells part{start};
  std::vector<CellAt> open{start};
  while (!open.empty()) {
    const CellAt cell = open.back();
    open.pop_back();
    for (const CellAt& step : kSteps) {
      const CellAt next = plus(cell, step);
      if (picture.inside(next) && part.insert(next).second) open.push_back(next);
    }
  }
  return part;
}

std::set<Edge> border_of(const Cells& part) {
  std::set<Edge> border;
  for (const CellAt& cell : part) {
    const std::array<Edge, 4> around{
        {{cell, 0}, {plus(cell, {1, 0}), 1}, {plus(cell, {1, 1}), 2}, {plus(cell, {0, 1}), 3}}};
    for (const Edge& edge : around) {
      if (!part.contains(right_of(edge))) border.insert(edge);
    }
  }
  return border;
}

// Where two cells of one part meet in a corner only, turning right keeps what is not in it apart: then a hole touches
// the outer ring or another hole in that point, and no ring touches itself.
Edge follow(const Edge& edge, const std::set<Edge>& border) {
  for (const int turn : {3, 0, 1}) {  // right, straight on, left
    const Edge next{end_of(edge), (edge.direction + turn) % 4};
    if (border.contains(next)) return next;
  }
  return edge;  // not reached: a border has no ends
}

/// Takes one closed walk out of the border, as the points that are vertices.
Ring take_ring(std::set<Edge>& border, const std::set<Edge>& whole, const CellPicture& picture) {
  const Edge first = *border.begin();
  Ring ring;
  Edge edge = first;
  do {
    border.erase(edge);
    if (picture.is_vertex(edge.from)) ring.push_back({double(edge.from.first), double(edge.from.second)});
    edge = follow(edge, whole);
  } while (edge != first);
  std::ranges::rotate(ring, std::ranges::min_element(ring, {}, [](Xy p) { return std::pair{p.y, p.x}; }));
  ring.push_back(ring.front());
  return ring;
}

Polygon polygon_of(const Cells& part, const CellPicture& picture) {
  const std::set<Edge> whole = border_of(part);
  std::set<Edge> left = whole;
  Polygon polygon;
  while (!left.empty()) {
    Ring ring = take_ring(left, whole, picture);
    if (signed_area(ring).value > 0.0) {
      polygon.outer = std::move(ring);
    } else {
      polygon.holes.push_back(std::move(ring));
    }
  }
  return polygon;
}

}  // namespace

MultiPolygon outline(const CellPicture& picture) {
  MultiPolygon parts;
  Cells done;
  for (int y = 0; y < picture.lines; ++y) {
    for (int x = 0; x < picture.columns; ++x) {
      if (!picture.inside({x, y}) || done.contains({x, y})) continue;
      const Cells part = part_of(picture, {x, y});
      done.insert(part.begin(), part.end());
      parts.push_back(polygon_of(part, picture));
    }
  }
  return parts;
}

}  // namespace libgrid::test
