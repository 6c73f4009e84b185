#include <algorithm>
#include <cmath>
#include <numeric>

#include <libgrid/hotspot/forest.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/detail/campaign_matching.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {
namespace {

TimeBins bins_before(const CampaignSpan& before) {
  const TimeBins weeks = bins_until(before.to, before.from, days(7), 0);
  return weeks.count >= 4 ? weeks : bins_until(before.to, before.from, days(1), 0);
}

/// Share of the first category by zone, (its reports + share of all) / (reports + 1).
Expected<std::vector<double>> first_shares(const Workspace& workspace, const std::vector<double>& counts,
                                           const CampaignSpan& before, const CampaignRequest& request) {
  const std::vector<std::string> first{request.categories.front()};
  auto series =
      request.zone_file.empty() ? zone_series(workspace, first) : zone_series(workspace, first, request.zone_file);
  if (!series) return fail(std::move(series.error()));
  std::vector<double> shares = counts_between(*series, before.from, before.to);
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  const double overall = all > 0.0 ? std::accumulate(shares.begin(), shares.end(), 0.0) / all : 0.0;
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = (shares[i] + overall) / (counts[i] + 1.0);
  return shares;
}

constexpr double kDrawnBy = 5.0;

/// Placed cases of the categories and the zone of each.
struct ZonedCases {
  std::vector<hotspot::ForestCase> cases;
  std::vector<std::size_t> zone;
};

Expected<ZonedCases> zoned_cases(const Workspace& workspace, const ZoneSeries& series,
                                 const std::vector<std::string>& categories) {
  GRID_TRY(reports, placed_reports(workspace));
  const StatisticsInput input = statistics_input(reports);
  const std::vector<std::size_t> zone = shape_of_each(series.shapes, reports.at);
  ZonedCases zoned;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const hotspot::LocatedReport& row = input.rows[i];
    const std::string& category = input.categories.names[row.category];
    if (!categories.empty() && std::ranges::find(categories, category) == categories.end()) continue;
    zoned.cases.push_back({.id = reports.table.reports[i].row,
                           .category = row.category,
                           .opened = row.opened,
                           .closed = row.closed,
                           .at = row.at,
                           .has_place = row.has_place});
    zoned.zone.push_back(zone[i]);
  }
  return zoned;
}

/// By zone; only what was known when the campaign began.
Expected<std::vector<double>> rebound_shares(const Workspace& workspace, const ZoneSeries& series,
                                             const CampaignSpan& before, const CampaignRequest& request) {
  GRID_TRY(zoned, zoned_cases(workspace, series, request.categories));
  const ReboundRules& rules = workspace.city().rebound;
  const hotspot::ForestRules forest_rules{
      .radius = rules.radius, .window = rules.window, .grace = std::min(hotspot::ForestRules{}.grace, rules.window)};
  const hotspot::Forest forest = hotspot::rebound_forest(zoned.cases, forest_rules);
  const hotspot::ForestShape shape = hotspot::shape_of(zoned.cases, forest);
  std::vector<double> settled(series.size(), 0.0), back(series.size(), 0.0);
  for (std::size_t i = 0; i < zoned.cases.size(); ++i) {
    const hotspot::ForestCase& c = zoned.cases[i];
    if (zoned.zone[i] == kNoZone || !c.has_place || !c.closed || *c.closed < c.opened) continue;
    if (*c.closed < before.from || *c.closed >= before.to) continue;
    settled[zoned.zone[i]] += 1.0;
    if (shape.first[i] && *c.closed + *shape.first[i] < before.to) back[zoned.zone[i]] += 1.0;
  }
  const double all = std::accumulate(settled.begin(), settled.end(), 0.0);
  const double overall = all > 0.0 ? std::accumulate(back.begin(), back.end(), 0.0) / all : 0.0;
  std::vector<double> shares;
  for (std::size_t z = 0; z < series.size(); ++z)
    shares.push_back((back[z] + kDrawnBy * overall) / (settled[z] + kDrawnBy));
  return shares;
}

}  // namespace

Expected<ZoneFeatures> zone_features(const Workspace& workspace, const ZoneSeries& series, const CampaignSpan& before,
                                     const CampaignRequest& request) {
  if (request.per_street_km && series.kilometres.empty())
    return fail(ErrorCode::parameter_invalid, "per_street_km: zones of a file have no streets");
  ZoneFeatures found{.names = {"level", "trend"}, .values = {}, .bins = bins_before(before), .counts = {}};
  const std::vector<std::int64_t> cube = cube_of(series, found.bins);
  found.counts.assign(cube.begin(), cube.end());
  const std::vector<double> counts = counts_between(series, before.from, before.to);
  std::vector<double> shares;
  if (request.categories.size() > 1) {
    GRID_TRY(first, first_shares(workspace, counts, before, request));
    shares = std::move(first);
    found.names.emplace_back("share_of_first_category");
  }
  std::vector<double> rebounds;
  if (request.rebound_share) {
    GRID_TRY(found_shares, rebound_shares(workspace, series, before, request));
    rebounds = std::move(found_shares);
    found.names.emplace_back("rebound_share");
  }
  for (std::size_t i = 0; i < series.size(); ++i) {
    const double km = request.per_street_km && series.kilometres[i] > 0.0 ? series.kilometres[i] : 1.0;
    const auto row = std::span(found.counts).subspan(i * found.bins.count, found.bins.count);
    found.values.push_back(std::log1p(counts[i] / km));
    found.values.push_back(hotspot::least_squares_slope(row, found.step()) / km);
    if (!shares.empty()) found.values.push_back(shares[i]);
    if (!rebounds.empty()) found.values.push_back(rebounds[i]);
  }
  return found;
}

std::vector<double> rows_of(const std::vector<double>& values, std::size_t width,
                            const std::vector<std::size_t>& zones) {
  std::vector<double> rows;
  for (const std::size_t zone : zones)
    for (std::size_t f = 0; f < width; ++f) rows.push_back(values[zone * width + f]);
  return rows;
}

CampaignMatch matched(const ZoneFeatures& before, const std::vector<std::size_t>& treated,
                      const std::vector<std::size_t>& pool, std::size_t controls) {
  CampaignMatch match;
  if (treated.empty() || pool.empty()) return match;
  const std::size_t width = before.names.size();
  const std::vector<double> wanted = rows_of(before.values, width, treated),
                            others = rows_of(before.values, width, pool);
  const std::vector<std::size_t> nearest = hotspot::matched_by_distance({wanted, width}, {others, width}, controls);
  match.balance = hotspot::balance_of({wanted, width}, {others, width}, nearest);
  for (const std::size_t k : nearest) match.controls.push_back(pool[k]);
  return match;
}

}  // namespace libgrid::workflow::detail
