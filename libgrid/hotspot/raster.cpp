#include <algorithm>
#include <cmath>
#include <cstdint>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/hotspot/raster.hpp>

namespace libgrid {
namespace hotspot {
namespace {

double edge_at(double origin, double side, std::int64_t k) { return origin + static_cast<double>(k) * side; }

std::int64_t step_of(double origin, double side, double coordinate) {
  std::int64_t k = static_cast<std::int64_t>(std::floor((coordinate - origin) / side));
  // The quotient is rounded; the edges decide. At most one step off for any sensible raster.
  while (coordinate < edge_at(origin, side, k)) --k;
  while (coordinate >= edge_at(origin, side, k + 1)) ++k;
  return k;
}

struct Edge {
  Xy a, b;
};

/// The cells from low to high, both included, with a mark each.
class CellMarks {
 public:
  CellMarks(Cell low, Cell high)
      : low_(low),
        high_(high),
        marks_(static_cast<std::size_t>((high.ix - low.ix + 1) * (high.iy - low.iy + 1)), false) {}

  void mark(Cell cell) { marks_[place(cell)] = true; }
  [[nodiscard]] bool marked(Cell cell) const { return marks_[place(cell)]; }
  [[nodiscard]] Cell low() const { return low_; }
  [[nodiscard]] Cell high() const { return high_; }

 private:
  [[nodiscard]] std::size_t place(Cell cell) const {
    return static_cast<std::size_t>((cell.ix - low_.ix) * (high_.iy - low_.iy + 1) + (cell.iy - low_.iy));
  }

  Cell low_, high_;
  std::vector<bool> marks_;
};

std::vector<Edge> edges_of(const Polygon& polygon) {
  std::vector<Edge> edges;
  const auto add = [&edges](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) edges.push_back({ring[i - 1], ring[i]});
  };
  add(polygon.outer);
  for (const Ring& hole : polygon.holes) add(hole);
  return edges;
}

/// The edge has a point in the open box: no separating line among the box's sides and the edge's own line. Exact.
bool enters(const Edge& edge, const Box& box) {
  const auto [a, b] = edge;
  if (std::max(a.x, b.x) <= box.min.x || std::min(a.x, b.x) >= box.max.x) return false;
  if (std::max(a.y, b.y) <= box.min.y || std::min(a.y, b.y) >= box.max.y) return false;
  bool left = false;
  bool right = false;
  for (const Xy corner : {box.min, Xy{box.max.x, box.min.y}, box.max, Xy{box.min.x, box.max.y}}) {
    const Side side = orientation(a, b, corner);
    left = left || side == Side::left;
    right = right || side == Side::right;
  }
  return left && right;
}

Box box_of(const Edge& edge) {
  return {{std::min(edge.a.x, edge.b.x), std::min(edge.a.y, edge.b.y)},
          {std::max(edge.a.x, edge.b.x), std::max(edge.a.y, edge.b.y)}};
}

/// A border through a cell's open interior has land on one side of it, right there: such a cell counts.
void mark_border_cells(const Raster& raster, const Edge& edge, CellMarks& marks) {
  const Box box = box_of(edge);
  const Cell low = cell_of(raster, box.min);
  const Cell high = cell_of(raster, box.max);
  for (std::int64_t ix = low.ix; ix <= high.ix; ++ix)
    for (std::int64_t iy = low.iy; iy <= high.iy; ++iy)
      if (enters(edge, cell_box(raster, {ix, iy}))) marks.mark({ix, iy});
}

bool inside(const std::vector<Edge>& edges, Xy point) {
  const auto crosses = [point](const Edge& e) { return ray_crossing(e.a, e.b, point) == Crossing::crosses; };
  return std::count_if(edges.begin(), edges.end(), crosses) % 2 == 1;
}

/// Any other cell is all land or all not: its centre tells. Only the edges that pass the row's height are asked.
void mark_inner_cells(const Raster& raster, const std::vector<Edge>& edges, CellMarks& marks) {
  std::vector<std::vector<Edge>> edges_by_row(static_cast<std::size_t>(marks.high().iy - marks.low().iy + 1));
  for (const Edge& edge : edges) {
    const Box box = box_of(edge);
    const std::int64_t last = cell_of(raster, box.max).iy;
    for (std::int64_t iy = cell_of(raster, box.min).iy; iy <= last; ++iy)
      edges_by_row[static_cast<std::size_t>(iy - marks.low().iy)].push_back(edge);
  }
  for (std::int64_t iy = marks.low().iy; iy <= marks.high().iy; ++iy) {
    const std::vector<Edge>& row = edges_by_row[static_cast<std::size_t>(iy - marks.low().iy)];
    for (std::int64_t ix = marks.low().ix; ix <= marks.high().ix; ++ix)
      if (!marks.marked({ix, iy}) && inside(row, cell_centre(raster, {ix, iy}))) marks.mark({ix, iy});
  }
}

void append_cells(const Raster& raster, const Polygon& polygon, std::vector<Cell>& cells) {
  const Box box = bounds(polygon);
  if (box.empty()) return;
  CellMarks marks(cell_of(raster, box.min), cell_of(raster, box.max));
  const std::vector<Edge> edges = edges_of(polygon);
  for (const Edge& edge : edges) mark_border_cells(raster, edge, marks);
  mark_inner_cells(raster, edges, marks);
  for (std::int64_t ix = marks.low().ix; ix <= marks.high().ix; ++ix)
    for (std::int64_t iy = marks.low().iy; iy <= marks.high().iy; ++iy)
      if (marks.marked({ix, iy})) cells.push_back({ix, iy});
}

}  // namespace

Raster raster_over(const Box& land, Metres cell) {
  GRID_ASSERT(!land.empty() && cell.value > 0.0);
  const double side = cell.value;
  return {{std::floor(land.min.x / side) * side, std::floor(land.min.y / side) * side}, cell};
}

Cell cell_of(const Raster& raster, Xy point) {
  const double side = raster.cell.value;
  return {step_of(raster.origin.x, side, point.x), step_of(raster.origin.y, side, point.y)};
}

Box cell_box(const Raster& raster, Cell cell) {
  const double side = raster.cell.value;
  return {{edge_at(raster.origin.x, side, cell.ix), edge_at(raster.origin.y, side, cell.iy)},
          {edge_at(raster.origin.x, side, cell.ix + 1), edge_at(raster.origin.y, side, cell.iy + 1)}};
}

Xy cell_centre(const Raster& raster, Cell cell) {
  const double side = raster.cell.value;
  return {raster.origin.x + (static_cast<double>(cell.ix) + 0.5) * side,
          raster.origin.y + (static_cast<double>(cell.iy) + 0.5) * side};
}

std::vector<Cell> cells_meeting(const Raster& raster, const MultiPolygon& land) {
  std::vector<Cell> cells;
  for (const Polygon& polygon : land) append_cells(raster, polygon, cells);
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

CellLayer cell_layer(const MultiPolygon& land, Metres cell) {
  const Raster raster = raster_over(bounds(land), cell);
  return {raster, cells_meeting(raster, land)};
}

std::optional<std::size_t> index_of(const CellLayer& layer, Cell cell) {
  const auto at = std::lower_bound(layer.cells.begin(), layer.cells.end(), cell);
  if (at == layer.cells.end() || *at != cell) return std::nullopt;
  return static_cast<std::size_t>(at - layer.cells.begin());
}

}  // namespace hotspot
}  // namespace libgrid
