#pragma once
/// Is a polygonal shape valid by itself? Where its rings cross, touch themselves, run back, or lie outside their shell.
///
///   std::vector<Xy> wrong = self_contacts(shape);      // empty: valid in the sense of OGC 06-103r4, 6.1.11, except
///   that
///                                                      // rings may together cut the interior in two by touching
/// Rings of one shape may touch each other in single points. Decided exactly on the given coordinates.
/// @cost O((n + k) log n)

#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

/// Ascending, without repeats; of a crossing the rounded point.
[[nodiscard]] std::vector<Xy> self_contacts(const MultiPolygon& shape);

}  // namespace libgrid::coverage::detail
