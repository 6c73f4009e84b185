#pragma once
/// Faces of the street network that are no blocks: strips between carriageways, islands of junctions.
///
///   double index = face_artefact_index(face);              // ln(circular compactness x area in m2)
///   std::optional<double> below = artefact_valley(all);    // where the city's faces part: lower ones are artefacts
///
/// The index is low for small faces and for long ones. Over a city its density has a hill of blocks and a lower hill of
/// artefacts; the valley between the highest hill and the one beside it is the threshold, the left valley if there are
/// two. The density is Gaussian with Silverman's bandwidth, looked at in 1,000 places from the lowest index to the
/// highest; a hill counts if it is at least 0.008 high and, like a valley, stands out by 0.00075 (prominence).
/// @guarantee independent of the order of the faces
/// @errors    none: no valley if the faces do not part into two hills, or are fewer than two
/// @cost      index O(n log n) of a face; valley O(1,000 n)
/// @source    Fleischmann and Vybornova, A shape-based heuristic for the detection of urban block artifacts in street
///            networks, Journal of Spatial Information Science 2024; hills and valleys by the rules of momepy 0.8

#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage {

[[nodiscard]] double face_artefact_index(const Polygon& face);
/// The same of an area and the convex hull of its ground.
[[nodiscard]] double face_artefact_index(SquareMetres area, std::span<const Xy> hull);

[[nodiscard]] std::optional<double> artefact_valley(std::span<const double> index);

/// Positions of the local maxima that are at least so high and so prominent, ascending. Public for the test.
[[nodiscard]] std::vector<std::size_t> hills(std::span<const double> heights, double least_height,
                                             double least_prominence);

}  // namespace libgrid::coverage
