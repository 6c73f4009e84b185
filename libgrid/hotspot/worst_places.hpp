#pragma once
/// The cells where most settled cases came back: the rows of worst_places.csv.
///
///   std::vector<WorstPlace> worst = worst_places(reports, outcomes, listed, {layer, rules.worst_places});
///   worst[0].centre = ...;      // left at (0, 0): the caller converts cell_centre(layer.raster, worst[0].cell)
///
/// All counts are over the listed categories and over reports with a place. Rank 1 has most rebounding cases; ties go
/// to the lower ix, then the lower iy. top_category is the one with most rebounding cases in the cell, ties to the
/// bytewise lowest name. Only cells of the layer, and only those with a rebounding case, are ranked.
/// @guarantee independent of the order of reports
/// @cost      O(reports log cells)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/located_reports.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/hotspot/rebound.hpp>
#include <libgrid/model/hotspot.hpp>

namespace libgrid {
namespace hotspot {

struct WorstPlacesQuery {
  const CellLayer& layer;
  std::int64_t how_many = 10;
};

/// @pre outcomes.size() == reports.rows.size(); listed as listed_categories returns it; how_many >= 0
[[nodiscard]] std::vector<WorstPlace> worst_places(const LocatedReports& reports, std::span<const CaseOutcome> outcomes,
                                                   std::span<const std::size_t> listed, const WorstPlacesQuery& query);

}  // namespace hotspot
}  // namespace libgrid
