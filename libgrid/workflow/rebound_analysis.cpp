#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <system_error>

#include <libgrid/hotspot/nearest_line.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/workflow/detail/forest_tables.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow {
namespace {

constexpr Metres kStreetReach{30.0};

/// Cases and the names of the groups they fall into.
struct Groups {
  std::string grouping;
  std::vector<std::string> names;
  std::vector<std::size_t> of;
};

Groups groups_by_category(const detail::StatisticsInput& input, std::int64_t least_reports) {
  const std::vector<std::size_t> listed = hotspot::listed_categories(input.view(), least_reports);
  std::vector<std::size_t> place(input.categories.names.size(), hotspot::kNoGroup);
  Groups groups{"category", {}, {}};
  for (const std::size_t category : listed) {
    place[category] = groups.names.size();
    groups.names.push_back(input.categories.names[category]);
  }
  for (const hotspot::LocatedReport& row : input.rows) groups.of.push_back(place[row.category]);
  return groups;
}

Expected<Groups> groups_by_zone(const Workspace& workspace, std::size_t cases) {
  GRID_TRY(attributions, workspace.store().attributions());
  Groups groups{"zone", {}, std::vector<std::size_t>(cases, hotspot::kNoGroup)};
  if (attributions.size() != cases) return groups;
  std::map<ZoneId, std::size_t> zones;
  for (const Attribution& a : attributions)
    if (a.zone) zones.emplace(*a.zone, 0);
  for (auto& [zone, index] : zones) {
    index = groups.names.size();
    groups.names.push_back(std::to_string(zone.value));
  }
  for (std::size_t i = 0; i < cases; ++i)
    if (attributions[i].zone) groups.of[i] = zones.at(*attributions[i].zone);
  return groups;
}

bool is_main_road(std::string_view road_class) {
  constexpr std::array<std::string_view, 3> kMain{"primary", "secondary", "tertiary"};
  return std::ranges::any_of(kMain, [&](std::string_view name) {
    return road_class == name || (road_class.starts_with(name) && road_class.substr(name.size()) == "_link");
  });
}

Expected<Groups> groups_by_road(const Workspace& workspace, const std::vector<hotspot::ForestCase>& cases) {
  GRID_TRY(streets, workspace.store().streets());
  std::vector<LineString> lines;
  for (const Street& street : streets) lines.push_back(street.line);
  const hotspot::NearestLine nearest(lines, kStreetReach);
  Groups groups{"road", {"main", "lane", "off_street"}, {}};
  for (const hotspot::ForestCase& c : cases) {
    const auto street = nearest.find(c.at);
    groups.of.push_back(!street ? 2U : is_main_road(streets[*street].road_class) ? 0U : 1U);
  }
  return groups;
}

void add_curves(ReboundAnalysis& analysis, const Groups& groups) {
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
                              .has_place = row.has_place});
    analysis.ids.push_back(reports.table.reports[i].id);
    analysis.last_opening = std::max(analysis.last_opening, row.opened);
  }
  return analysis;
}

StepSummary summary_of(const ReboundAnalysis& analysis, double seconds) {
  StepSummary summary{"forest", seconds, {}, {}};
  const auto add = [&](const char* name, std::int64_t n, const char* where, const char* en, const char* zh) {
    summary.figures.push_back(
        {name, n, "forest.csv", std::string("SELECT count(*) FROM forest WHERE ") + where, en, zh, ""});
  };
  add("forest_rebounds", analysis.counts.rebounds, "kind = 'rebound'", "Rebounds, one parent each",
      "反弹（每案一个上级）");
  add("forest_suspects", analysis.counts.suspects, "kind = 'suspect'", "Reported again within the grace (suspect)",
      "宽限期内再次上报（虚假整改嫌疑）");
  add("forest_duplicates", analysis.counts.duplicates, "kind = 'duplicate'", "Duplicates of an open case",
      "未结案件的重复上报");
  add("forest_unplaced", analysis.counts.unplaced, "kind = 'unplaced'", "Without a place", "无有效位置");
  for (const NamedCurve& named : analysis.curves) {
    if ((named.grouping != "all" && named.grouping != "road") || named.curve.watched == 0) continue;
    summary.figures.push_back(
        {"forest_rate_" + named.group, named.curve.rate, "forest_curves.csv",
         "SELECT rate FROM forest_curves WHERE grouping = '" + named.grouping + "' AND name = '" + named.group + "'",
         "Rebound rate (Kaplan-Meier): " + named.group, "反弹率（Kaplan-Meier）：" + named.group, ""});
  }
  return summary;
}

}  // namespace

Expected<ReboundAnalysis> analyse_rebound(const Workspace& workspace, const hotspot::ForestRules& rules,
                                          const StepContext& context) {
  if (!(rules.radius.value > 0.0) || rules.window.value <= 0 || rules.grace.value < 0 || rules.grace > rules.window)
    return fail(ErrorCode::parameter_invalid, "radius > 0, 0 <= grace <= window, window > 0");
  GRID_TRY(reports, detail::placed_reports(workspace));
  const detail::StatisticsInput input = detail::statistics_input(reports);
  ReboundAnalysis analysis = cases_of(reports, input);
  analysis.rules = rules;
  context.progress.report("forest", 0.3);
  analysis.forest = hotspot::rebound_forest(analysis.cases, rules);
  analysis.counts = hotspot::count_links(analysis.cases, analysis.forest);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  add_curves(analysis, {"all", {"all"}, std::vector<std::size_t>(analysis.cases.size(), 0)});
  add_curves(analysis, groups_by_category(input, workspace.city().hotspots.least_reports));
  if (const auto zones = groups_by_zone(workspace, analysis.cases.size())) add_curves(analysis, *zones);
  GRID_TRY(roads, groups_by_road(workspace, analysis.cases));
  add_curves(analysis, roads);
  context.progress.report("forest", 0.6);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  analysis.sensitivity = hotspot::sensitivity(analysis.cases, {analysis.last_opening, rules}, {});
  return analysis;
}

Expected<StepSummary> export_forest(const Workspace& workspace, const std::filesystem::path& folder,
                                    const hotspot::ForestRules& rules, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(analysis, analyse_rebound(workspace, rules, context));
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(make_error(ErrorCode::file_unwritable, failed.message()).in_file(folder.string()));
  for (const detail::OutputTable& table : detail::forest_tables(analysis))
    GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  context.progress.report("forest", 1.0);
  return summary_of(analysis, context.stopwatch() - start);
}

}  // namespace libgrid::workflow
