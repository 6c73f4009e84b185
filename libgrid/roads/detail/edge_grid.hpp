#pragma once
/// The edges of lines in the cells of a uniform grid, side by side in memory.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::roads::detail {

/// One edge of positive length; neighbours in the list are neighbours on the line.
struct LineEdge {
  Xy a;
  Xy b;
  double from = 0.0;  ///< measure of a
  std::int32_t line = 0;
};

/// Squared distance of p to ab and the nearest place; exact at the ends, so that two edges at a vertex agree.
struct EdgePlace {
  double square;
  double share;  ///< 0 at a, 1 at b
  Xy at;
};

[[nodiscard]] inline EdgePlace place_on(Xy a, Xy b, Xy p) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
  const Xy at = t <= 0.0 ? a : t >= 1.0 ? b : Xy{a.x + t * dx, a.y + t * dy};
  const double ex = p.x - at.x, ey = p.y - at.y;
  return {ex * ex + ey * ey, t <= 0.0 ? 0.0 : t >= 1.0 ? 1.0 : t, at};
}

struct EdgeGrid {
  /// An edge as a cell keeps it: its ends beside it, so that a query touches no other memory.
  struct Entry {
    Xy a;
    Xy b;
    std::int32_t edge;
  };

  static EdgeGrid over(std::span<const LineString> lines);

  [[nodiscard]] int column(double x) const { return slot((x - box.min.x) / width, columns); }
  [[nodiscard]] int row(double y) const { return slot((y - box.min.y) / height, rows); }
  [[nodiscard]] std::span<const Entry> cell(int c, int r) const {
    const std::size_t i = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c);
    return std::span(entries).subspan(start[i], start[i + 1] - start[i]);
  }

  /// visit(column, row) for every cell that the segment ab passes through (and perhaps a few more).
  template <class Visit>
  void each_cell_of(Xy a, Xy b, const Visit& visit) const;
  /// visit(entries) for the cells of ring `r` around a cell whose box is nearer to p than `reach`.
  template <class Reach, class Visit>
  void visit_ring(Xy p, int column0, int row0, int r, const Reach& reach, const Visit& visit) const;
  /// Every cell outside rings 0..r is at least this far from p; infinite where there are none.
  [[nodiscard]] double beyond(Xy p, int column0, int row0, int r) const;

  Box box;
  int columns = 1;
  int rows = 1;
  double width = 1.0;
  double height = 1.0;
  double padding = 0.0;
  std::vector<LineEdge> edges;
  std::vector<std::uint32_t> start;
  std::vector<Entry> entries;

 private:
  static int slot(double position, int count) {
    return position <= 0.0 ? 0 : position >= count - 1 ? count - 1 : static_cast<int>(position);
  }
  [[nodiscard]] double square_to_cell(Xy p, int c, int r) const;
};

/// Rows of the padded cells that ab meets, each with its range of columns.
template <class Visit>
void EdgeGrid::each_cell_of(Xy a, Xy b, const Visit& visit) const {
  const Xy low = a.y <= b.y ? a : b, high = a.y <= b.y ? b : a;
  const auto x_at = [&](double y) {
    return high.y > low.y ? low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y)) : low.x;
  };
  const int last = row(high.y + padding);
  for (int r = row(low.y - padding); r <= last; ++r) {
    const double bottom = box.min.y + height * r - padding, top = box.min.y + height * (r + 1) + padding;
    const double x0 = bottom <= low.y ? low.x : x_at(std::min(bottom, high.y));
    const double x1 = top >= high.y ? high.x : x_at(std::max(top, low.y));
    const int last_column = column(std::max(x0, x1) + padding);
    for (int c = column(std::min(x0, x1) - padding); c <= last_column; ++c) visit(c, r);
  }
}

template <class Reach, class Visit>
void EdgeGrid::visit_ring(Xy p, int column0, int row0, int r, const Reach& reach, const Visit& visit) const {
  const auto look = [&](int c, int w) {
    if (c < 0 || c >= columns || w < 0 || w >= rows) return;
    if (r > 0 && square_to_cell(p, c, w) > reach()) return;
    visit(cell(c, w));
  };
  if (r == 0) return look(column0, row0);
  for (int c = column0 - r; c <= column0 + r; ++c) look(c, row0 - r), look(c, row0 + r);
  for (int w = row0 - r + 1; w < row0 + r; ++w) look(column0 - r, w), look(column0 + r, w);
}

}  // namespace libgrid::roads::detail
