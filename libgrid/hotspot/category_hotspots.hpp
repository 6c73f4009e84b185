#pragma once
/// Gi* hotspots of every category that is frequent enough: the rows of hotspots.csv.
///
///   CellLayer layer = cell_layer(land, rules.cell);
///   std::vector<Hotspot> rows = hotspots(reports, layer, rules);
///   // rows.size() == listed categories x cells
///
/// A category is listed if at least rules.least_reports of its reports have a place. n counts its reports in the cell,
/// also one outside the land if its cell is listed; a report in no listed cell counts for the listing only.
/// @guarantee categories ascending bytewise, in each the cells in the order of the layer; independent of report order
/// @cost      O(reports log cells + listed categories x cells log cells)

#include <vector>

#include <libgrid/hotspot/located_reports.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

/// @pre layer.raster.cell == rules.cell
[[nodiscard]] std::vector<Hotspot> hotspots(const LocatedReports& reports, const CellLayer& layer,
                                            const HotspotRules& rules);

}  // namespace hotspot
}  // namespace libgrid
