#include <libgrid/index/detail/cell_grid.hpp>

#include <cmath>

#include <libgrid/base/error.hpp>

namespace libgrid::index::detail {
namespace {

constexpr double kMaxLines = 16'384.0;
// A cell is at least this part of the largest coordinate: 2^-30 leaves 2^22 doubles across a cell, so that the padding
// of 2^-10 of a cell is far above any rounding of a cell line.
constexpr double kLeastCell = 0x1.0p-30;
constexpr double kPadding = 0x1.0p-10;

double largest_magnitude(const Box& box) {
  return std::max({std::abs(box.min.x), std::abs(box.min.y), std::abs(box.max.x), std::abs(box.max.y)});
}

int lines(double wanted, double most) { return static_cast<int>(std::clamp(wanted, 1.0, std::min(most, kMaxLines))); }

}  // namespace

CellGrid CellGrid::over(const Box& bounds, std::int64_t cells) {
  GRID_ASSERT(!bounds.empty() && cells >= 1);
  const double extent = std::max(bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
  const double least_cell = std::max(largest_magnitude(bounds) * kLeastCell, 0x1.0p-100);
  CellGrid grid;
  grid.box_ = bounds.grown(Metres{extent * kPadding + least_cell});  // no edge touches the outer frame, no side is 0
  const double width = grid.box_.max.x - grid.box_.min.x;
  const double height = grid.box_.max.y - grid.box_.min.y;
  const double wanted = static_cast<double>(cells);
  const double side = std::sqrt(width / wanted * height);
  grid.rows_ = lines(std::round(height / side), std::min(wanted, height / least_cell));
  grid.columns_ = lines(std::floor(wanted / grid.rows_), width / least_cell);
  grid.cell_width_ = width / grid.columns_;
  grid.cell_height_ = height / grid.rows_;
  grid.columns_per_metre_ = grid.columns_ / width;
  grid.rows_per_metre_ = grid.rows_ / height;
  grid.padding_ = std::min(grid.cell_width_, grid.cell_height_) * kPadding;
  return grid;
}

Box CellGrid::cell_box(int column, int row) const {
  const Xy corner{box_.min.x + cell_width_ * column, box_.min.y + cell_height_ * row};
  return {corner, {corner.x + cell_width_, corner.y + cell_height_}};
}

}  // namespace libgrid::index::detail
