#pragma once
/// Outlines of sets of lattice cells, as valid polygons with holes.

#include <functional>
#include <utility>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::test {

/// Column and line, counted from the lower left.
using CellAt = std::pair<int, int>;

struct CellPicture {
  int columns = 0;
  int lines = 0;
  std::function<bool(CellAt)> inside;     ///< the set; also asked for cells beyond the picture
  std::function<bool(CellAt)> is_vertex;  ///< the lattice point at the lower left of the cell is kept as a vertex
};

/// One polygon per edge-connected part, in lattice units, outer rings counter-clockwise from the lowest left vertex.
[[nodiscard]] MultiPolygon outline(const CellPicture& picture);

}  // namespace libgrid::test
