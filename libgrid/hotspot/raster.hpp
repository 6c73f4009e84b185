#pragma once
/// The square cells in which reports are counted, and which of them lie on the land.
///
///   CellLayer layer = cell_layer(land, 250_m);              // origin at a multiple of 250 m below the land's box
///   Cell cell = cell_of(layer.raster, report);              // half-open: west and south edges belong to the cell
///   std::optional<std::size_t> at = index_of(layer, cell);  // empty: the cell is not on the land
///
/// Units: plane metres. Cell (ix, iy) is [ox + ix c, ox + (ix+1) c) x [oy + iy c, oy + (iy+1) c); its edges are these
/// numbers as doubles (exact for whole-metre cells), the same ones in every function here, so cells never overlap.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

struct Raster {
  Xy origin;    ///< south-west corner of cell (0, 0)
  Metres cell;  ///< side of a cell, > 0
  friend bool operator==(const Raster&, const Raster&) = default;
};

/// The raster whose origin is floor(min / cell) * cell of the box. @pre box not empty, cell > 0
[[nodiscard]] Raster raster_over(const Box& land, Metres cell);

/// The one cell that holds the point; decided against the cell's edges, not by a rounded quotient.
/// @pre finite point, fewer than 2^52 cells from the origin
[[nodiscard]] Cell cell_of(const Raster& raster, Xy point);

[[nodiscard]] Box cell_box(const Raster& raster, Cell cell);
[[nodiscard]] Xy cell_centre(const Raster& raster, Cell cell);

/// The cells that share a positive area with the land: touching along an edge or in a corner is not enough.
/// @pre       valid polygons; they may touch or overlap each other
/// @guarantee sorted by (ix, iy), each once; exact; independent of the order of polygons, rings and start vertices
/// @cost      O(edges + cells of the land's box) as long as edges are not much longer than a cell
[[nodiscard]] std::vector<Cell> cells_meeting(const Raster& raster, const MultiPolygon& land);

/// Raster and cells together: the layer `cells` of the output.
struct CellLayer {
  Raster raster;
  std::vector<Cell> cells;  ///< sorted by (ix, iy), each once
  friend bool operator==(const CellLayer&, const CellLayer&) = default;
};

[[nodiscard]] CellLayer cell_layer(const MultiPolygon& land, Metres cell);  ///< @pre land not empty

/// Where the cell stands in layer.cells. @cost O(log cells)
[[nodiscard]] std::optional<std::size_t> index_of(const CellLayer& layer, Cell cell);

}  // namespace hotspot
}  // namespace libgrid
