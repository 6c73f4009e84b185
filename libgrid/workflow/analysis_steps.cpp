#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <libgrid/crs/projector.hpp>
#include <libgrid/hotspot/category_hotspots.hpp>
#include <libgrid/hotspot/rebound.hpp>
#include <libgrid/hotspot/worst_places.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>

namespace libgrid::workflow {
namespace {

std::int64_t reports_in(const std::vector<Hotspot>& rows) {
  std::int64_t sum = 0;
  for (const Hotspot& row : rows) sum += row.n;
  return sum;
}

}  // namespace

Expected<StepSummary> find_hotspots(Workspace& workspace, const StepContext& context) {
  detail::StepScope scope(workspace, context, "hotspots");
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(reports, detail::placed_reports(workspace));
  const HotspotRules& rules = workspace.city().hotspots;
  context.progress.report("hotspots", 0.1);
  const detail::StatisticsInput input = detail::statistics_input(reports);
  const hotspot::CellLayer layer = hotspot::cell_layer(detail::land_of(ground.blocks), rules.cell);
  context.progress.report("hotspots", 0.3);
  const std::vector<Hotspot> rows = hotspot::hotspots(input.view(), layer, rules);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);

  std::set<std::string> categories;
  for (const Hotspot& row : rows) categories.insert(row.category);
  const auto hot =
      std::count_if(rows.begin(), rows.end(), [](const Hotspot& row) { return row.significant && row.z > 0.0; });
  const auto cold =
      std::count_if(rows.begin(), rows.end(), [](const Hotspot& row) { return row.significant && row.z < 0.0; });
  scope.count("cells", static_cast<std::int64_t>(layer.cells.size()), scope.gpkg(), "SELECT count(*) FROM cells",
              "Cells of the analysis raster", "分析格网单元");
  scope.count("categories", static_cast<std::int64_t>(categories.size()), "hotspots.csv",
              "SELECT count(DISTINCT category) FROM hotspots", "Categories with enough reports", "达到数量要求的类别");
  scope.count("hot_cells", hot, "hotspots.csv", "SELECT count(*) FROM hotspots WHERE significant = 1 AND z > 0",
              "Significant hot cells, all categories", "显著热点单元（各类别合计）");
  scope.count("cold_cells", cold, "hotspots.csv", "SELECT count(*) FROM hotspots WHERE significant = 1 AND z < 0",
              "Significant cold cells, all categories", "显著冷点单元（各类别合计）");
  constexpr double kFewPerCell = 5.0;
  if (static_cast<double>(reports_in(rows)) < kFewPerCell * static_cast<double>(rows.size()))
    scope.finding(
        "a cell has fewer than 5 reports of a category on average: the normal p then marks too many cells; "
        "`analyse hotspots` gives the exact p beside it",
        "平均每个单元每类上报不足 5 件：此时正态 p 值会标出过多单元；`analyse hotspots` 同时给出精确 p 值");
  context.progress.report("hotspots", 1.0);
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(workspace.store().put_cells(layer.cells));
    return workspace.store().put_hotspots(rows);
  });
}

namespace {

LocalTime last_opening(const ReportTable& table) {
  LocalTime last{};
  for (const Report& report : table.reports) last = std::max(last, report.opened);
  return last;
}

void add_rebound_figures(detail::StepScope& scope, const std::vector<Rebound>& rows) {
  std::int64_t settled = 0, rebounds = 0;
  for (const Rebound& row : rows) settled += row.n_settled, rebounds += row.n_rebound;
  scope.count("settled", settled, "rebound.csv", "SELECT sum(n_settled) FROM rebound",
              "Settled cases, listed categories", "已办结案件（所列类别）");
  scope.count("rebounds", rebounds, "rebound.csv", "SELECT sum(n_rebound) FROM rebound", "of these came back (rebound)",
              "其中反弹");
  // Categories without a watched case have no rate (NaN) and compare below all others.
  const auto rate = [](const Rebound& row) { return std::isnan(row.km) ? -1.0 : row.km; };
  const auto top =
      std::max_element(rows.begin(), rows.end(), [&](const Rebound& a, const Rebound& b) { return rate(a) < rate(b); });
  if (top == rows.end() || std::isnan(top->km)) return;
  scope.add({"highest_rebound_category", top->category, "rebound.csv",
             "SELECT category FROM rebound ORDER BY km_30d DESC, category LIMIT 1", "Category that comes back most",
             "反弹率最高的类别", ""});
  scope.add({"highest_rebound_rate", top->km, "rebound.csv", "SELECT max(km_30d) FROM rebound",
             "Its 30-day rebound rate (Kaplan-Meier)", "其 30 日反弹率（Kaplan-Meier）", ""});
}

}  // namespace

Expected<StepSummary> measure_rebound(Workspace& workspace, const StepContext& context) {
  detail::StepScope scope(workspace, context, "rebound");
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(reports, detail::placed_reports(workspace));
  const City& city = workspace.city();
  const detail::StatisticsInput input = detail::statistics_input(reports);
  context.progress.report("rebound", 0.2);
  const auto outcomes = hotspot::follow_cases(input.rows, city.rebound);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  context.progress.report("rebound", 0.7);
  const auto listed = hotspot::listed_categories(input.view(), city.hotspots.least_reports);
  const std::vector<Rebound> rows = hotspot::rebounds(
      input.view(), outcomes, listed, {.last_opening = last_opening(reports.table), .rules = city.rebound});
  const hotspot::CellLayer layer = hotspot::cell_layer(detail::land_of(ground.blocks), city.hotspots.cell);
  std::vector<WorstPlace> worst =
      hotspot::worst_places(input.view(), outcomes, listed, {layer, city.rebound.worst_places});
  GRID_TRY(projector, crs::Projector::make(city.frame));
  for (WorstPlace& place : worst) place.centre = projector.to_lonlat(hotspot::cell_centre(layer.raster, place.cell));
  add_rebound_figures(scope, rows);
  scope.count("worst_places", static_cast<std::int64_t>(worst.size()), "worst_places.csv",
              "SELECT count(*) FROM worst_places", "Worst places listed", "最差地点");
  context.progress.report("rebound", 1.0);
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(workspace.store().put_rebounds(rows));
    return workspace.store().put_worst_places(worst);
  });
}

}  // namespace libgrid::workflow
