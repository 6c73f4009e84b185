#pragma once
/// The cells of a flat locator that a segment meets, row by row, from coarse to fine.
///
///   walk_cells(flat, a, b, [&](const BandView& band, std::uint32_t entry) { ... });   // leaves and crowded cells
///
/// Reaches a little (kWalkPad of a cell) beyond the segment: more than the fixed coordinates are rounded by, less than
/// kPad, by which the lists of edges reach beyond their cells. So no edge that the segment meets is missed.

#include <algorithm>
#include <cmath>

#include <libgrid/index/detail/flat_locator.hpp>

namespace libgrid::index::detail {

inline constexpr double kWalkPad = 1e-4;

struct CellBlock {
  double x0, y0;  ///< lower left corner, fixed units
  int shift;      ///< a cell is 2^shift fixed units
  int columns, rows;
};

template <class Visit>
class CellWalk {
 public:
  CellWalk(const FlatLocator& flat, Xy a, Xy b, Visit visit) : flat_(flat), visit_(visit) {
    const FlatFrame& frame = flat.frame;
    a_ = {(a.x - frame.x0) * frame.scale, (a.y - frame.y0) * frame.scale};
    b_ = {(b.x - frame.x0) * frame.scale, (b.y - frame.y0) * frame.scale};
    if (b_.y < a_.y) std::swap(a_, b_);
    slope_ = b_.y > a_.y ? (b_.x - a_.x) / (b_.y - a_.y) : 0.0;
  }

  void run() {
    const FlatFrame& frame = flat_.frame;
    const CellBlock top{0.0, 0.0, frame.shift(), frame.columns, frame.rows};
    each_cell(top, [&](int column, int row) {
      const std::uint32_t e = flat_.rows[static_cast<std::size_t>(row)].top[column];
      if (kind_of(e) != Kind::interior) enter(flat_.band_of_row(row), e, top, column, row);
    });
  }

 private:
  void enter(const BandView& band, std::uint32_t e, const CellBlock& block, int column, int row) {
    if (kind_of(e) == Kind::interior) return;
    if (kind_of(e) != Kind::sub) return visit_(band, e);
    const double side = static_cast<double>(std::int64_t{1} << block.shift);
    const CellBlock parts{block.x0 + side * column, block.y0 + side * row, block.shift - 2, 4, 4};
    each_cell(parts, [&](int part_column, int part_row) {
      const std::size_t at = std::size_t{value_of(e)} * 16 + static_cast<std::size_t>(part_column + 4 * part_row);
      enter(band, band.subs[at], parts, part_column, part_row);
    });
  }

  template <class Cell>
  void each_cell(const CellBlock& block, Cell cell) const {
    const double side = static_cast<double>(std::int64_t{1} << block.shift), per_side = 1.0 / side;
    const Range rows = range((a_.y - block.y0) * per_side, (b_.y - block.y0) * per_side, block.rows);
    const double west = std::min(a_.x, b_.x), east = std::max(a_.x, b_.x);
    for (int row = rows.first; row <= rows.last; ++row) {
      double from = west, to = east;
      if (b_.y > a_.y) {
        const double low = std::max(a_.y, block.y0 + side * (row - kWalkPad));
        const double high = std::min(b_.y, block.y0 + side * (row + 1 + kWalkPad));
        const double at_low = a_.x + (low - a_.y) * slope_, at_high = a_.x + (high - a_.y) * slope_;
        from = std::max(west, std::min(at_low, at_high));
        to = std::min(east, std::max(at_low, at_high));
      }
      const Range columns = range((from - block.x0) * per_side, (to - block.x0) * per_side, block.columns);
      for (int column = columns.first; column <= columns.last; ++column) cell(column, row);
    }
  }

  struct Range {
    int first, last;
  };
  static Range range(double from, double to, int count) {
    const double low = std::floor(from - kWalkPad), high = std::floor(to + kWalkPad);
    if (!(high >= 0.0) || !(low < count)) return {0, -1};
    return {static_cast<int>(std::max(low, 0.0)), static_cast<int>(std::min(high, count - 1.0))};
  }

  const FlatLocator& flat_;
  Visit visit_;
  Xy a_, b_;  ///< the lower end and the upper one, in fixed units
  double slope_;
};

template <class Visit>
void walk_cells(const FlatLocator& flat, Xy a, Xy b, Visit visit) {
  if (!flat.bands.empty()) CellWalk<Visit>(flat, a, b, visit).run();
}

}  // namespace libgrid::index::detail
