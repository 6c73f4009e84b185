#pragma once
/// The `geometry` member of a GeoJSON feature, checked: type, nesting, closed rings, coordinates on earth.

#include <libgrid/base/error.hpp>
#include <libgrid/io/detail/json.hpp>
#include <libgrid/io/geojson.hpp>

namespace libgrid::io::detail {

[[nodiscard]] Expected<LonLatGeometry> geometry_from_json(const Json& geometry);

/// Finite, lon in [-180, 180], lat in [-90, 90].
/// @errors number_not_finite, axes_swapped, coordinate_out_of_range
[[nodiscard]] Expected<void> check_on_earth(LonLat p);

}  // namespace libgrid::io::detail
