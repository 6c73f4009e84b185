#include <libgrid/roads/detail/edge_grid.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace libgrid::roads::detail {
namespace {

constexpr double kCellsPerEdge = 4.0;  // 2 and 8 are slower on Wuhan
constexpr double kMostCells = 16e6;

std::vector<LineEdge> edges_of(std::span<const LineString> lines) {
  std::vector<LineEdge> edges;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    double from = 0.0;
    for (std::size_t k = 1; k < lines[i].size(); ++k) {
      const Xy a = lines[i][k - 1], b = lines[i][k];
      if (a == b) continue;
      edges.push_back({a, b, from, static_cast<std::int32_t>(i)});
      from += distance(a, b).value;
    }
  }
  return edges;
}

}  // namespace

EdgeGrid EdgeGrid::over(std::span<const LineString> lines) {
  EdgeGrid grid;
  grid.edges = edges_of(lines);
  for (const LineEdge& edge : grid.edges) grid.box.extend(edge.a), grid.box.extend(edge.b);
  if (grid.edges.empty()) grid.box = Box{{0, 0}, {1, 1}};
  const double wide = std::max(grid.box.max.x - grid.box.min.x, 1e-3);
  const double high = std::max(grid.box.max.y - grid.box.min.y, 1e-3);
  const double cells = std::clamp(kCellsPerEdge * static_cast<double>(grid.edges.size()), 1.0, kMostCells);
  const double side = std::sqrt(wide * high / cells);
  grid.columns = static_cast<int>(std::clamp(std::ceil(wide / side), 1.0, cells));
  grid.rows = static_cast<int>(std::clamp(std::ceil(high / side), 1.0, cells));
  grid.width = wide / grid.columns;
  grid.height = high / grid.rows;
  grid.padding = 1e-9 * (wide + high + std::abs(grid.box.min.x) + std::abs(grid.box.min.y));
  grid.start.assign(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows) + 1, 0);
  const auto number = [&](int c, int r) {
    return static_cast<std::size_t>(r) * static_cast<std::size_t>(grid.columns) + static_cast<std::size_t>(c);
  };
  for (const LineEdge& edge : grid.edges)
    grid.each_cell_of(edge.a, edge.b, [&](int c, int r) { ++grid.start[number(c, r) + 1]; });
  for (std::size_t i = 1; i < grid.start.size(); ++i) grid.start[i] += grid.start[i - 1];
  grid.entries.resize(grid.start.back());
  std::vector<std::uint32_t> next(grid.start.begin(), grid.start.end() - 1);
  for (std::size_t i = 0; i < grid.edges.size(); ++i) {
    const LineEdge& edge = grid.edges[i];
    grid.each_cell_of(edge.a, edge.b, [&](int c, int r) {
      grid.entries[next[number(c, r)]++] = {edge.a, edge.b, static_cast<std::int32_t>(i)};
    });
  }
  return grid;
}

double EdgeGrid::square_to_cell(Xy p, int c, int r) const {
  const double x0 = box.min.x + width * c - padding, y0 = box.min.y + height * r - padding;
  const double dx = std::max({x0 - p.x, 0.0, p.x - (x0 + width + 2 * padding)});
  const double dy = std::max({y0 - p.y, 0.0, p.y - (y0 + height + 2 * padding)});
  return dx * dx + dy * dy;
}

double EdgeGrid::beyond(Xy p, int column0, int row0, int r) const {
  double nearest = std::numeric_limits<double>::infinity();
  if (column0 - r > 0) nearest = std::min(nearest, p.x - (box.min.x + width * (column0 - r)));
  if (column0 + r < columns - 1) nearest = std::min(nearest, box.min.x + width * (column0 + r + 1) - p.x);
  if (row0 - r > 0) nearest = std::min(nearest, p.y - (box.min.y + height * (row0 - r)));
  if (row0 + r < rows - 1) nearest = std::min(nearest, box.min.y + height * (row0 + r + 1) - p.y);
  return std::max(0.0, nearest - padding);
}

}  // namespace libgrid::roads::detail
