#include <algorithm>
#include <map>
#include <set>

#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_view.hpp>

namespace libgrid::workflow::detail::report {
namespace {

/// Cells are drawn in units of cells: small numbers make a small file.
struct CellFrame {
  std::int64_t columns = 0;
  std::int64_t rows = 0;
};

CellFrame frame_of(const std::vector<Hotspot>& cells) {
  CellFrame frame;
  for (const Hotspot& row : cells) {
    frame.columns = std::max(frame.columns, row.cell.ix + 1);
    frame.rows = std::max(frame.rows, row.cell.iy + 1);
  }
  return frame;
}

/// Neighbouring cells of one class in a row become one rectangle.
std::string squares(const std::vector<Hotspot>& cells, const CellFrame& frame) {
  std::map<std::string, std::map<std::int64_t, std::set<std::int64_t>>> classes;
  for (const Hotspot& row : cells) classes[z_class(row)][row.cell.iy].insert(row.cell.ix);
  std::string out;
  for (const auto& [css, rows] : classes) {
    std::string d;
    for (const auto& [iy, columns] : rows)
      for (auto at = columns.begin(); at != columns.end();) {
        const std::int64_t first = *at;
        std::int64_t next = first;
        while (at != columns.end() && *at == next) ++at, ++next;
        d += "M" + std::to_string(first) + " " + std::to_string(frame.rows - 1 - iy) + "h" +
             std::to_string(next - first) + "v1H" + std::to_string(first) + "z";
      }
    out += path(d, css);
  }
  return out;
}

/// The edges between significant hot cells and all others.
std::string hot_frame(const std::vector<Hotspot>& cells, const CellFrame& frame) {
  std::set<Cell> hot;
  for (const Hotspot& row : cells)
    if (row.significant && row.z > 0.0) hot.insert(row.cell);
  std::string d;
  for (const Cell& cell : hot) {
    const std::int64_t x = cell.ix, y = frame.rows - 1 - cell.iy;
    const auto edge = [&](std::int64_t dx, std::int64_t dy, std::int64_t from_x, std::int64_t from_y,
                          const char* stroke) {
      if (!hot.contains(Cell{x + dx, cell.iy + dy}))
        d += "M" + std::to_string(from_x) + " " + std::to_string(from_y) + stroke;
    };
    edge(0, 1, x, y, "h1");
    edge(0, -1, x, y + 1, "h1");
    edge(-1, 0, x, y, "v1");
    edge(1, 0, x + 1, y, "v1");
  }
  return d.empty() ? std::string{} : path(d, "hotframe");
}

}  // namespace

std::string z_class(const Hotspot& cell) {
  if (cell.significant && cell.z < 0.0) return "cold";
  if (!(cell.z > 0.0)) return "z0";
  return cell.z < 2.0 ? "z1" : cell.z < 4.0 ? "z2" : cell.z < 8.0 ? "z3" : "z4";
}

std::string hotspot_map(const CategoryCells& category, const hotspot::Raster& raster) {
  const CellFrame frame = frame_of(category.cells);
  const double cell = raster.cell.value, columns = static_cast<double>(frame.columns),
               rows = static_cast<double>(frame.rows);
  const MapView view({{0.0, 0.0}, {columns * cell, rows * cell}}, columns);
  const std::string content = squares(category.cells, frame) + hot_frame(category.cells, frame);
  const std::string all = Element("g").with("transform", "translate(1 1)").inside(content).done();
  return drawing(view.width() + 2.0, rows + 2.0, {category.name + " 热点图", "Hotspots of " + category.name}, all,
                 "cells");
}

}  // namespace libgrid::workflow::detail::report
