#pragma once
/// Polygons and lines as ragged arrays, the layout of shapely.to_ragged_array, and back.
///
///   ragged(zones, &Zone::shape)  ->  (coords, ring_offsets, polygon_offsets, shape_offsets)
///   ring r has the positions coords[ring_offsets[r]] to coords[ring_offsets[r + 1]] (excluded), and so on upwards;
///   the first ring of a polygon is its outer ring. A line l has coords[line_offsets[l]] to coords[line_offsets[l +
///   1]].
///
/// @pre the GIL is held

#include <span>
#include <vector>

#include <pybind11/pybind11.h>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::bindings {

/// A tuple (coords, ring_offsets, polygon_offsets, shape_offsets).
[[nodiscard]] pybind11::tuple ragged(std::span<const MultiPolygon> shapes);
[[nodiscard]] pybind11::tuple ragged(std::span<const Polygon> shapes);
/// A tuple (coords, line_offsets).
[[nodiscard]] pybind11::tuple ragged(std::span<const LineString> lines);

/// The four arrays of a caller, named in the errors as in the signature of Locator.
struct RaggedArguments {
  pybind11::handle coords;
  pybind11::handle ring_offsets;
  pybind11::handle polygon_offsets;
  pybind11::handle shape_offsets;
};

/// @errors number_not_finite, coordinate_out_of_range, ring_too_short, ring_not_closed, with the row in `coords`;
///         parameter_invalid for offsets that do not start at 0, fall, or end elsewhere than what they count
[[nodiscard]] std::vector<MultiPolygon> shapes_of(const RaggedArguments& arguments);

/// The lines of (coords, line_offsets); offsets must rise from 0 to the number of positions.
[[nodiscard]] std::vector<LineString> lines_of(pybind11::handle coords, pybind11::handle line_offsets);

template <class Row, class Shape>
[[nodiscard]] pybind11::tuple ragged(const std::vector<Row>& rows, Shape Row::* member) {
  std::vector<Shape> shapes;
  shapes.reserve(rows.size());
  for (const Row& row : rows) shapes.push_back(row.*member);
  return ragged(std::span<const Shape>(shapes));
}

}  // namespace libgrid::bindings
