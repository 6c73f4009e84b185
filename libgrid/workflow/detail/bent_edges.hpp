#pragma once
/// Edges that are straight in degrees and are not in the plane: what projecting vertices alone does to a layer.
///
///   if (auto bent = bent_edges(layer.zones, plane)) summary.findings.push_back(bent->en + " | " + bent->zh);
///
/// A vertex of a neighbour on the middle of such an edge, exact in degrees, lies beside it in the plane by about
/// length^2 tan(latitude) / 51,000 km: a sliver. An edge is told where this is more than 1 mm; one that two zones have
/// in common counts once.
/// @pre  a layer in degrees; vertices that the projector takes (io::to_plane went before)
/// @cost about 1.5 us for an edge of more than 0.0005 degrees (50 m; shorter ones bend by less than 0.1 mm)

#include <optional>
#include <span>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>

namespace libgrid::workflow::detail {

inline constexpr Metres kMostBend{0.001};

/// How many, the most, and the cure; empty where there is none.
[[nodiscard]] std::optional<Finding> bent_edges(std::span<const io::LonLatZone> zones, const crs::Projector& plane);

}  // namespace libgrid::workflow::detail
