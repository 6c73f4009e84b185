#pragma once
/// Edges that are straight in degrees and are not in the plane: vertices are put into them before they are projected.
///
///   const Straightened layer = straightened(zones, plane);          // of a file in degrees
///   GRID_TRY(drawn, io::to_plane(layer.zones, plane));
///   if (layer.told) summary.findings.push_back(layer.told->en + " | " + layer.told->zh);
///
/// Were vertices alone projected, a vertex of a neighbour on the middle of such an edge, exact in degrees, would lie
/// beside it in the plane by about length^2 tan(latitude) / 51,000 km: a sliver that nobody drew. So an edge is divided
/// in degrees until every piece is within kMostBend of its straight line in degrees.
/// @pre       a layer in degrees; vertices that the projector takes
/// @guarantee which vertices an edge gets depends on its two ends alone, not on the zone or the direction: a border in
///            common stays bit for bit the same. The vertices of the file stay; what lies within kMostBend as it is
///            gets none.
/// @cost      about 3 us for an edge of more than 0.0005 degrees (50 m; shorter ones bend by less than 0.1 mm below 60
///            degrees) and for every vertex that is put in

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>

namespace libgrid::workflow::detail {

/// Half of what the validator takes for one place (coverage::ValidateOptions::reach).
inline constexpr Metres kMostBend{0.00025};

struct Straightened {
  std::vector<io::LonLatZone> zones;
  std::size_t edges = 0;        ///< that got vertices; one that two zones have in common counts once
  std::size_t vertices = 0;     ///< put into them, likewise
  std::optional<Finding> told;  ///< how many, and how far the worst was off; empty where there is none
};

[[nodiscard]] Straightened straightened(std::span<const io::LonLatZone> zones, const crs::Projector& plane);

}  // namespace libgrid::workflow::detail
