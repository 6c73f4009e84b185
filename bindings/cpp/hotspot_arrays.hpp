#pragma once
/// What the pages of hotspot_*_bindings.cpp share: checked arrays into the room's values.
///
///   const hotspot::Weights weights = weights_of(parts);       // nothing below can read past them
///   require(radius > 0.0, "radius", "must be above 0");       // parameter_invalid at `radius`
/// @pre the GIL is held

#include <cstdint>
#include <vector>

#include <pybind11/pybind11.h>

#include <libgrid/geom/xy.hpp>
#include <libgrid/hotspot/forest.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid::bindings {

void require(bool holds, const char* argument, const char* wanted);

/// first, of, weight as three arrays.
[[nodiscard]] hotspot::Weights weights_of(const pybind11::tuple& parts);
[[nodiscard]] pybind11::tuple parts_of(const hotspot::Weights& weights);

/// Plane metres below 10^9.
[[nodiscard]] std::vector<Xy> places_of(const pybind11::object& x, const pybind11::object& y);

/// Columns id, category, opened, closed (NaT: not closed), x, y, has_place.
[[nodiscard]] std::vector<hotspot::ForestCase> cases_of(const pybind11::dict& columns);

}  // namespace libgrid::bindings
