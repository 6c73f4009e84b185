#include <algorithm>
#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/worst_places.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Everything about the reports of the listed categories that lie in one cell.
struct CellTally {
  Cell cell;
  std::int64_t reports = 0;
  std::int64_t settled = 0;
  std::int64_t rebounds = 0;
  std::vector<std::int64_t> rebounds_by_category;  // in the order of `listed`; empty until the first rebound
};

void add_report(CellTally& tally, const CaseOutcome& outcome, std::size_t category, std::size_t categories) {
  ++tally.reports;
  if (!outcome.settled) return;
  ++tally.settled;
  if (!outcome.rebound_after) return;
  ++tally.rebounds;
  tally.rebounds_by_category.resize(categories, 0);
  ++tally.rebounds_by_category[category];
}

std::vector<CellTally> tallies_of(const LocatedReports& reports, std::span<const CaseOutcome> outcomes,
                                  std::span<const std::size_t> listed, const CellLayer& layer) {
  std::vector<std::optional<std::size_t>> place_in_listed(reports.categories.size());
  for (std::size_t k = 0; k < listed.size(); ++k) place_in_listed[listed[k]] = k;
  std::vector<CellTally> tallies(layer.cells.size());
  for (std::size_t i = 0; i < tallies.size(); ++i) tallies[i].cell = layer.cells[i];
  for (std::size_t i = 0; i < reports.rows.size(); ++i) {
    const LocatedReport& report = reports.rows[i];
    const auto category = place_in_listed[report.category];
    if (!report.has_place || !category) continue;
    if (const auto cell = index_of(layer, cell_of(layer.raster, report.at)))
      add_report(tallies[*cell], outcomes[i], *category, listed.size());
  }
  return tallies;
}

/// The first of the largest: `listed` ascends bytewise, so ties go to the bytewise lowest name.
std::size_t top_category(const CellTally& tally, std::span<const std::size_t> listed) {
  const auto& counts = tally.rebounds_by_category;
  return listed[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

std::vector<WorstPlace> worst_places(const LocatedReports& reports, std::span<const CaseOutcome> outcomes,
                                     std::span<const std::size_t> listed, const WorstPlacesQuery& query) {
  GRID_ASSERT(outcomes.size() == reports.rows.size());
  std::vector<CellTally> tallies = tallies_of(reports, outcomes, listed, query.layer);
  std::erase_if(tallies, [](const CellTally& tally) { return tally.rebounds == 0; });
  // Stable, and the layer's cells ascend: ties keep the lower ix, iy first.
  std::stable_sort(tallies.begin(), tallies.end(),
                   [](const CellTally& a, const CellTally& b) { return a.rebounds > b.rebounds; });
  if (std::ssize(tallies) > query.how_many) tallies.resize(static_cast<std::size_t>(query.how_many));
  std::vector<WorstPlace> worst;
  for (const CellTally& tally : tallies)
    worst.push_back({.rank = std::ssize(worst) + 1,
                     .cell = tally.cell,
                     .centre = {},
                     .n_reports = tally.reports,
                     .n_settled = tally.settled,
                     .n_rebound = tally.rebounds,
                     .top_category = reports.categories[top_category(tally, listed)]});
  return worst;
}

}  // namespace hotspot
}  // namespace libgrid
