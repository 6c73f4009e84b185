#pragma once
/// A drawn line is made of numbers before anything is measured along it.
/// @errors number_not_finite about the field `line`

#include <algorithm>
#include <cmath>
#include <span>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::zoning::detail {

[[nodiscard]] inline Expected<void> check_finite(std::span<const Xy> line) {
  if (std::ranges::all_of(line, [](Xy p) { return std::isfinite(p.x) && std::isfinite(p.y); })) return {};
  return fail(make_error(ErrorCode::number_not_finite).at_field("line"));
}

}  // namespace libgrid::zoning::detail
