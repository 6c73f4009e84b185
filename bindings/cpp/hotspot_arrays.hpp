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
#include <libgrid/hotspot/scan.hpp>
#include <libgrid/hotspot/weights.hpp>

#include "arrays.hpp"

namespace libgrid::bindings {

void require(bool holds, const char* argument, const char* wanted);

/// The first number that is not finite is refused at its row, from 1.
void require_finite(const Doubles& values, const char* argument);

/// first, of, weight as three arrays.
[[nodiscard]] hotspot::Weights weights_of(const pybind11::tuple& parts);
[[nodiscard]] pybind11::tuple parts_of(const hotspot::Weights& weights);

/// Plane metres below 10^9.
[[nodiscard]] std::vector<Xy> places_of(const pybind11::object& x, const pybind11::object& y);

/// Columns id, category, opened, closed (NaT: not closed), x, y, has_place.
[[nodiscard]] std::vector<hotspot::ForestCase> cases_of(const pybind11::dict& columns);

/// Columns kind, parent (-1: none), gap_s, distance_m, root, generation, rebounds, first_rebound_s (-1: none).
[[nodiscard]] pybind11::dict forest_columns(const hotspot::Forest& found, hotspot::ForestShape shape);

/// Windows of a scan as first, of, distance: ascending distances, then places, each place once; empty: none were given.
[[nodiscard]] std::vector<hotspot::ScanNeighbours> around_of(const pybind11::object& parts, std::size_t places);
[[nodiscard]] pybind11::tuple parts_of(const std::vector<hotspot::ScanNeighbours>& around);

}  // namespace libgrid::bindings
