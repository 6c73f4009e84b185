#pragma once
/// Where a label of an area is best written.

#include <libgrid/geom/shapes.hpp>

namespace libgrid::workflow::detail {

/// A point inside the shape: the middle of the widest stretch that 15 evenly spaced horizontal lines find, weighed
/// towards the middle of the shape's height. The first point if the shape has no area. @pre shape not empty
[[nodiscard]] Xy label_point(const MultiPolygon& shape);

}  // namespace libgrid::workflow::detail
