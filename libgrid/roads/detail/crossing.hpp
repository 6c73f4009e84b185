#pragma once
/// Where two lines cross, as shares of their segments. At a narrow angle the determinants of plain doubles lose digits;
/// there twice the digits are used, so that a measure is that of real arithmetic.

#include <libgrid/geom/shapes.hpp>

namespace libgrid::roads::detail {

/// The place where the lines ab and cd cross.
struct CrossingShares {
  double on_ab = 0.0;  ///< 0 at a, 1 at b
  double on_cd = 0.0;
  bool parallel = false;  ///< they do not cross, or are one line; the shares say nothing
};

/// @guarantee an error of at most 1e-12 of the larger of 1 and the share (tested against exact arithmetic)
[[nodiscard]] CrossingShares crossing_shares(Xy a, Xy b, Xy c, Xy d);

}  // namespace libgrid::roads::detail
