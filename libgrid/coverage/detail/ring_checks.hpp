#pragma once
/// Is a polygonal shape valid by itself? Where its rings cross, touch themselves, run back, or lie outside their shell.
///
///   std::vector<Xy> wrong = self_contacts(shape);      // empty: valid in the sense of OGC 06-103r4, 6.1.11
///
/// Rings of one shape may touch each other in single points, but not so that they cut the interior in parts; a ring has
/// three different points at least. Decided exactly on the given coordinates; only of a ring that touches another do
/// also rounded middles of its edges tell on which side of the other it lies.
/// @pre finite coordinates
/// @cost O((n + k) log n), and n x m for a ring of n points that touches one of m

#include <vector>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

/// Ascending, without repeats; of a crossing the rounded point.
[[nodiscard]] std::vector<Xy> self_contacts(const MultiPolygon& shape);

}  // namespace libgrid::coverage::detail
