#include <algorithm>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/around_places.hpp>
#include <libgrid/workflow/detail/forest_incidence.hpp>
#include <libgrid/workflow/detail/forest_tables.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow {

bool linked_along_street(const ReboundAnalysis& analysis, std::size_t i) {
  const auto parent = analysis.forest.links[i].parent;
  return parent && !analysis.on_street.empty() && analysis.on_street[i] != 0 && analysis.on_street[*parent] != 0;
}

namespace {

constexpr Metres kStreetReach{30.0};

void add_curves(ReboundAnalysis& analysis, const detail::ReboundGroups& groups) {
  std::vector<hotspot::GroupCurve> curves = hotspot::rebound_curves(
      analysis.cases, analysis.forest, {groups.of, groups.names.size()}, {analysis.last_opening, analysis.rules});
  for (std::size_t g = 0; g < curves.size(); ++g)
    analysis.curves.push_back({groups.grouping, groups.names[g], std::move(curves[g])});
}

ReboundAnalysis cases_of(const detail::PlacedReports& reports, const detail::StatisticsInput& input) {
  ReboundAnalysis analysis;
  analysis.categories = input.categories.names;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    const hotspot::LocatedReport& row = input.rows[i];
    analysis.cases.push_back({.id = reports.table.reports[i].row,
                              .category = row.category,
                              .opened = row.opened,
                              .closed = row.closed,
                              .at = row.at,
                              .has_place = row.has_place,
                              .returned = reports.table.reports[i].returned});
    analysis.ids.push_back(reports.table.reports[i].id);
    analysis.last_opening = std::max(analysis.last_opening, row.opened);
  }
  return analysis;
}

/// Beyond this nearly all pairs of a category are near: hours and gigabytes for no answer.
constexpr Metres kLargestRadius{5000.0};

Expected<void> sensible(const hotspot::ForestRules& rules) {
  const double radius = rules.radius.value;
  const double window = static_cast<double>(rules.window.value), grace = static_cast<double>(rules.grace.value);
  return detail::parameters_hold(
      {{"radius", radius, radius > 0.0 && rules.radius <= kLargestRadius, "above 0 m, at most 5000 m"},
       {"days", window / 86'400.0, window > 0.0, "above 0"},
       {"grace-hours", grace / 3600.0, grace >= 0.0 && grace <= window, "0 or more, no longer than the days"}});
}

/// No segments: every distance is the plane's.
Expected<std::vector<LineString>> segments_for(const Workspace& workspace, const ForestRequest& request) {
  if (request.distance == hotspot::DistanceKind::plane) return std::vector<LineString>{};
  return detail::street_segments(workspace);
}

/// The forest and the table of other r and T, all from the same pairs.
void link_cases(ReboundAnalysis& analysis, const hotspot::StreetGround& ground, const hotspot::StreetPlaces& places) {
  const hotspot::SensitivityGrid grid;
  const hotspot::WatchPeriod period{analysis.last_opening, analysis.rules};
  if (std::ranges::count(analysis.on_street, char{1}) == 0) {
    analysis.forest = hotspot::rebound_forest(analysis.cases, analysis.rules);
    analysis.sensitivity = hotspot::sensitivity(analysis.cases, period, grid);
  } else {
    hotspot::ForestRules widest = analysis.rules;
    widest.radius = std::max(widest.radius, *std::ranges::max_element(grid.radii));
    widest.window = std::max(widest.window, *std::ranges::max_element(grid.windows));
    const std::vector<hotspot::CasePair> pairs = hotspot::near_pairs(analysis.cases, ground, places, widest);
    analysis.forest = hotspot::rebound_forest(analysis.cases, pairs, analysis.rules);
    analysis.sensitivity = hotspot::sensitivity(analysis.cases, pairs, period, grid);
  }
  analysis.counts = hotspot::count_links(analysis.cases, analysis.forest);
}

void add_rate_figures(StepSummary& summary, const NamedCurve& named) {
  const std::string where =
      " FROM forest_curves WHERE grouping = '" + named.grouping + "' AND name = '" + named.group + "'";
  const bool everything = named.grouping == "all";
  const std::string title = everything ? "" : named.grouping + " ";
  const std::string title_zh = everything ? "" : detail::group_in_chinese(named.grouping) + " ";
  summary.figures.push_back({"forest_rate_" + named.grouping + "_" + named.group, named.curve.rate, "forest_curves.csv",
                             "SELECT rate" + where, "Rebound rate (Kaplan-Meier): " + title + named.group,
                             "反弹率（Kaplan-Meier）：" + title_zh + detail::group_in_chinese(named.group), ""});
  if (named.grouping != "all") return;
  summary.figures.push_back({"forest_naive_" + named.group, named.curve.naive, "forest_curves.csv",
                             "SELECT naive" + where, "  beside it the naive rate", "  简单比例（供对照）", ""});
}

StepSummary summary_of(const ReboundAnalysis& analysis, double seconds) {
  StepSummary summary{"forest", seconds, {}, {}};
  std::int64_t by_street = 0;
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) by_street += linked_along_street(analysis, i) ? 1 : 0;
  const auto add = [&](const char* name, std::int64_t n, const char* where, const char* en, const char* zh) {
    summary.figures.push_back(
        {name, n, "forest.csv", std::string("SELECT count(*) FROM forest WHERE ") + where, en, zh, ""});
  };
  add("forest_rebounds", analysis.counts.rebounds, "kind = 'rebound'", "Rebounds, one parent each",
      "反弹（每案一个上级）");
  add("forest_suspects", analysis.counts.suspects, "kind = 'suspect'", "Reported again within the grace (suspect)",
      "宽限期内再次上报（虚假整改嫌疑）");
  add("forest_rework",
      std::ranges::count_if(analysis.cases, [](const hotspot::ForestCase& c) { return c.returned > 0; }),
      "returned > 0", "Sent back by verification (rework)", "核查不通过（返工）");
  add("forest_duplicates", analysis.counts.duplicates, "kind = 'duplicate'", "Duplicates of an open case",
      "未结案件的重复上报");
  add("forest_unplaced", analysis.counts.unplaced, "kind = 'unplaced'", "Without a place", "无有效位置");
  add("forest_by_street", by_street, "distance_by = 'street'", "Links measured along streets", "按沿街距离关联");
  for (const NamedCurve& named : analysis.curves)
    if (named.grouping != "category" && named.grouping != "zone" && named.curve.watched > 0)
      add_rate_figures(summary, named);
  return summary;
}

}  // namespace

Expected<ReboundAnalysis> analyse_rebound(const Workspace& workspace, const ForestRequest& request,
                                          const StepContext& context) {
  GRID_CHECK(sensible(request.rules));
  GRID_TRY(reports, detail::placed_reports(workspace));
  const detail::StatisticsInput input = detail::statistics_input(reports);
  ReboundAnalysis analysis = cases_of(reports, input);
  analysis.rules = request.rules, analysis.overdue = request.overdue;
  GRID_TRY(segments, segments_for(workspace, request));
  const hotspot::StreetGround ground = hotspot::street_ground(segments, kStreetReach);
  const hotspot::StreetPlaces places = hotspot::on_streets(ground, reports.at);
  for (const auto& place : places.place) analysis.on_street.push_back(place ? 1 : 0);
  context.progress.report("forest", 0.2);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  link_cases(analysis, ground, places);
  context.progress.report("forest", 0.6);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const detail::ReboundGroups all{"all", {"all"}, std::vector<std::size_t>(analysis.cases.size(), 0)};
  const detail::ReboundGroups by_category = detail::groups_by_category(input, workspace.city().hotspots.least_reports);
  add_curves(analysis, all);
  add_curves(analysis, by_category);
  if (const auto zones = detail::groups_by_zone(workspace, analysis.cases.size())) add_curves(analysis, *zones);
  GRID_TRY(roads, detail::groups_by_road(workspace, analysis.cases));
  add_curves(analysis, roads);
  GRID_CHECK(detail::add_incidence(workspace, request.resolutions, {all, by_category, roads}, analysis));
  if (request.places.empty()) return analysis;
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(named, detail::read_place_file(request.places, projector));
  analysis.refused_places = std::move(named.refused);
  const std::vector<detail::ReboundGroups> rings = detail::groups_by_ring(ground, places, named.places);
  for (const detail::ReboundGroups& ring : rings) add_curves(analysis, ring);
  analysis.around = detail::around_places(analysis, rings);
  return analysis;
}

Expected<StepSummary> export_forest(const Workspace& workspace, const std::filesystem::path& folder,
                                    const ForestRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(analysis, analyse_rebound(workspace, request, context));
  GRID_CHECK(io::make_folder(folder));
  for (const detail::OutputTable& table : detail::forest_tables(analysis))
    GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  if (!analysis.around.empty())
    GRID_CHECK(io::write_file_atomically(folder / "around_places.csv", detail::around_table(analysis.around).text));
  if (!analysis.incidence.empty()) {
    const detail::OutputTable incidence = detail::incidence_table(analysis);
    GRID_CHECK(io::write_file_atomically(folder / incidence.file, incidence.text));
  }
  const std::vector<hotspot::ChronicSite> sites = detail::chronic_of(analysis);
  const detail::OutputTable chronic = detail::chronic_table(analysis, sites);
  GRID_CHECK(io::write_file_atomically(folder / chronic.file, chronic.text));
  GRID_CHECK(
      detail::write_city_layers(folder / "forest.gpkg", workspace.city(), detail::forest_layers(analysis, sites)));
  context.progress.report("forest", 1.0);
  StepSummary summary = summary_of(analysis, context.stopwatch() - start);
  summary.figures.push_back({"chronic_sites", std::ssize(sites), "chronic.csv", "SELECT count(*) FROM chronic",
                             "Chronic sites", "长期遗留点位", ""});
  summary.figures.push_back({"chronic_stays_open", std::ranges::count_if(sites, &hotspot::ChronicSite::stays_open),
                             "chronic.csv", "SELECT count(*) FROM chronic WHERE stays_open = 1",
                             "  of which with a case open for too long", "  其中有案件长期未办结", ""});
  summary.figures.push_back({"chronic_comes_back", std::ranges::count_if(sites, &hotspot::ChronicSite::comes_back),
                             "chronic.csv", "SELECT count(*) FROM chronic WHERE comes_back = 1",
                             "  of which come back again and again", "  其中反复反弹", ""});
  for (Figure& figure : detail::around_figures(analysis.around)) summary.figures.push_back(std::move(figure));
  detail::tell_incidence(workspace.city(), analysis, summary);
  for (const RejectedRow& row : analysis.refused_places)
    summary.findings.push_back(message_en(row.error) + " | " + message_zh(row.error));
  return summary;
}

}  // namespace libgrid::workflow
