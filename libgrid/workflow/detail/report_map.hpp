#pragma once
/// The map of the plan and the small maps of the hotspots.

#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_data.hpp>

namespace libgrid::workflow::detail::report {

/// Zones of the upper level as calm fills, the lowest level as outlines with codes, links, worst places, scale, north.
[[nodiscard]] std::string zone_map(const ReportData& data);

/// One of `tints` colours per zone so that neighbours differ: the lowest colour that no earlier neighbour has, the
/// least used one if all are taken. Neighbours share an edge. @pre tints > 0
[[nodiscard]] std::vector<int> neighbour_tints(std::span<const Zone* const> zones, int tints);

/// The cells of one category coloured by z, the significant hot ones framed.
[[nodiscard]] std::string hotspot_map(const CategoryCells& category, const hotspot::Raster& raster);

/// The class of a cell by z: "cold" (significant, z < 0), "z0" .. "z4".
[[nodiscard]] std::string z_class(const Hotspot& cell);

}  // namespace libgrid::workflow::detail::report
