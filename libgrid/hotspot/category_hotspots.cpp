#include <cstddef>
#include <cstdint>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/category_hotspots.hpp>
#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid {
namespace hotspot {
namespace {

using Counts = std::vector<std::int64_t>;

/// counts[category][cell]; empty for a category that is not listed.
std::vector<Counts> counts_by_category(const LocatedReports& reports, const CellLayer& layer,
                                       std::span<const std::size_t> listed) {
  std::vector<Counts> counts(reports.categories.size());
  for (const std::size_t category : listed) counts[category].resize(layer.cells.size(), 0);
  for (const LocatedReport& report : reports.rows) {
    Counts& row = counts[report.category];
    if (!report.has_place || row.empty()) continue;
    if (const auto cell = index_of(layer, cell_of(layer.raster, report.at))) ++row[*cell];
  }
  return counts;
}

}  // namespace

std::vector<Hotspot> hotspots(const LocatedReports& reports, const CellLayer& layer, const HotspotRules& rules) {
  GRID_ASSERT(layer.raster.cell == rules.cell);
  const std::vector<std::size_t> listed = listed_categories(reports, rules.least_reports);
  const std::vector<Counts> counts = counts_by_category(reports, layer, listed);
  const QueenNeighbours neighbours = queen_neighbours(layer.cells);
  std::vector<Hotspot> rows;
  rows.reserve(listed.size() * layer.cells.size());
  for (const std::size_t category : listed) {
    const std::vector<GiStar> g = gi_star_counts(neighbours, counts[category]);
    for (std::size_t i = 0; i < g.size(); ++i)
      rows.push_back({.category = reports.categories[category],
                      .cell = layer.cells[i],
                      .n = counts[category][i],
                      .z = g[i].z,
                      .p = g[i].p,
                      .q = g[i].q,
                      .significant = g[i].q <= rules.q_level});
  }
  return rows;
}

}  // namespace hotspot
}  // namespace libgrid
