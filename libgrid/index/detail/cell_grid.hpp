#pragma once
/// The geometry of a uniform grid: which cell a point falls into, which cells an edge may meet.
///
/// Rounding in column() and row() can move a point that lies on a cell line to either side, by far less than the
/// padding. Every edge list is made for the padded cell, so both cells give the same (exact) answer.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::index::detail {

/// One directed edge of a ring and the shape it belongs to.
struct Edge {
  Xy a;
  Xy b;
  std::int32_t shape = 0;
};

class CellGrid {
 public:
  /// At most `cells` cells, nearly square, over a box slightly larger than `bounds`. @pre !bounds.empty(), cells >= 1
  static CellGrid over(const Box& bounds, std::int64_t cells);

  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  }
  [[nodiscard]] const Box& box() const { return box_; }

  // Clamped: a coordinate beyond the grid gets the outermost column or row.
  [[nodiscard]] int column(double x) const { return slot((x - box_.min.x) * columns_per_metre_, columns_); }
  [[nodiscard]] int row(double y) const { return slot((y - box_.min.y) * rows_per_metre_, rows_); }
  [[nodiscard]] std::size_t cell(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }
  [[nodiscard]] std::size_t cell_of(Xy p) const { return cell(column(p.x), row(p.y)); }

  [[nodiscard]] Box cell_box(int column, int row) const;  ///< without padding
  [[nodiscard]] double padding() const { return padding_; }

  /// visit(cell) for every cell whose padded box the edge meets (and perhaps a few more).
  template <class Visit>
  void for_each_cell(const Edge& edge, Visit visit) const;

 private:
  static int slot(double position, int count) {
    return static_cast<int>(std::clamp(position, 0.0, static_cast<double>(count - 1)));
  }

  Box box_;
  int columns_ = 1;
  int rows_ = 1;
  double cell_width_ = 0.0;
  double cell_height_ = 0.0;
  double columns_per_metre_ = 0.0;
  double rows_per_metre_ = 0.0;
  double padding_ = 0.0;
};

template <class Visit>
void CellGrid::for_each_cell(const Edge& edge, Visit visit) const {
  const bool upward = edge.a.y <= edge.b.y;
  const Xy low = upward ? edge.a : edge.b;
  const Xy high = upward ? edge.b : edge.a;
  // x where the edge has height y; the rounding is below 1e-10 of a cell because a grid has at most 2^14 lines.
  const auto x_at = [&](double y) {
    return high.y > low.y ? low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y)) : low.x;
  };
  const int last_row = row(high.y + padding_);
  for (int r = row(low.y - padding_); r <= last_row; ++r) {
    const double bottom = box_.min.y + cell_height_ * r - padding_;
    const double top = box_.min.y + cell_height_ * (r + 1) + padding_;
    const double x0 = bottom <= low.y ? low.x : x_at(std::min(bottom, high.y));
    const double x1 = top >= high.y ? high.x : x_at(std::max(top, low.y));
    const int last_column = column(std::max(x0, x1) + padding_);
    for (int c = column(std::min(x0, x1) - padding_); c <= last_column; ++c) visit(cell(c, r));
  }
}

}  // namespace libgrid::index::detail
