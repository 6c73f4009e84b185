#pragma once
/// An edge as one leaf sees it: rounded to small integers, with the bounds of flat_band.hpp.

#include <cstdint>

#include <libgrid/index/detail/flat_band.hpp>

namespace libgrid::index::detail {

/// A square of the fixed plane; 2^-bits of the whole range on each side.
struct FixedCell {
  std::int64_t x = 0, y = 0;  ///< lower left corner
  int bits = 0;

  [[nodiscard]] std::int64_t side() const { return std::int64_t{1} << (kFixedBits - bits); }
  /// Fixed units of one place unit inside the cell.
  [[nodiscard]] double unit() const { return static_cast<double>(std::int64_t{1} << (kFixedBits - bits - kPlaceBits)); }
  [[nodiscard]] FixedCell part(int i, int j) const { return {x + (side() >> 2) * i, y + (side() >> 2) * j, bits + 2}; }
};

/// Edge ends in fixed units, not cut to integers.
struct FixedEdge {
  double ax = 0.0, ay = 0.0, bx = 0.0, by = 0.0;
};

[[nodiscard]] FixedEdge fixed(const FlatFrame& frame, const ExactEdge& edge);

/// Whether the edge may meet the cell grown by kPad (never a false no).
[[nodiscard]] bool may_meet(const FixedEdge& edge, const FixedCell& cell);

/// The edge crosses the cell's left side although its rounded ends are straight above each other: no clipped edge can
/// say where, so the leaf asks the exact edges.
[[nodiscard]] bool delicate(const FixedEdge& edge, const ExactEdge& exact, Xy corner);

/// @param corner the cell's lower left corner as every query computes it
/// @pre !delicate(edge, exact, corner)
[[nodiscard]] ClippedEdge clip(const FixedEdge& edge, const ExactEdge& exact, const FixedCell& cell, Xy corner);

}  // namespace libgrid::index::detail
