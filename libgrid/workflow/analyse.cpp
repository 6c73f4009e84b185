#include <libgrid/workflow/analyse.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include <libgrid/hotspot/imbalance.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

/// The zones of the lowest level, in the order of the plan.
struct ZoneTable {
  std::vector<std::string> codes;
  std::vector<std::string> uppers;  ///< code of the zone above; empty at level 1
  std::vector<std::size_t> group;
  std::size_t groups = 0;
  std::vector<double> reports;
  std::vector<double> kilometres;
};

ZoneTable zones_of(const ZoneMap& map, const std::vector<Attribution>& attributions,
                   const std::vector<char>& at_default) {
  int lowest = 0;
  std::map<ZoneId, std::string> code;
  for (const Zone& zone : map.zones) lowest = std::max(lowest, zone.level), code[zone.id] = zone.code;
  ZoneTable table;
  std::map<std::string, std::size_t> groups;
  std::map<ZoneId, std::size_t> row;
  for (const Zone& zone : map.zones) {
    if (zone.level != lowest) continue;
    row[zone.id] = table.codes.size();
    table.codes.push_back(zone.code);
    table.uppers.push_back(zone.parent ? code[*zone.parent] : std::string());
    table.group.push_back(groups.emplace(table.uppers.back(), groups.size()).first->second);
    table.kilometres.push_back(zone.street_length.value / 1000.0);
  }
  table.groups = groups.size();
  table.reports.assign(table.codes.size(), 0.0);
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    if (!attributions[i].zone || at_default[i] != 0) continue;
    if (const auto found = row.find(*attributions[i].zone); found != row.end()) table.reports[found->second] += 1.0;
  }
  return table;
}

/// Main roads first, all other streets second.
struct RoadTable {
  std::vector<double> reports{0.0, 0.0};
  std::vector<double> kilometres{0.0, 0.0};
};

Expected<RoadTable> roads_of(const Workspace& workspace, const detail::PlacedReports& reports) {
  GRID_TRY(streets, workspace.store().streets());
  RoadTable table;
  for (const Street& street : streets)
    for (std::size_t i = 1; i < street.line.size(); ++i)
      table.kilometres[detail::is_main_road(street.road_class) ? 0 : 1] +=
          std::hypot(street.line[i].x - street.line[i - 1].x, street.line[i].y - street.line[i - 1].y) / 1000.0;
  std::vector<hotspot::ForestCase> cases;
  for (std::size_t i = 0; i < reports.at.size(); ++i)
    if (reports.at_default[i] == 0) cases.push_back({.opened = {}, .closed = {}, .at = reports.at[i]});
  GRID_TRY(groups, detail::groups_by_road(workspace, cases));
  for (const std::size_t g : groups.of)
    if (g < 2) table.reports[g] += 1.0;
  return table;
}

std::string zone_rows(const ZoneTable& zones, const hotspot::EmpiricalBayes& rates) {
  io::CsvWriter csv({"zone_code", "upper_code", "reports", "street_km", "rate_eb", "few"});
  for (std::size_t i = 0; i < zones.codes.size(); ++i)
    csv.add(zones.codes[i])
        .add(zones.uppers[i])
        .add(zones.reports[i])
        .add(zones.kilometres[i])
        .add(rates.estimate[i])
        .add(bool{rates.few[i]})
        .end_row();
  return csv.text();
}

StepSummary summary_of(const hotspot::Imbalance& told) {
  StepSummary summary{"imbalance", 0.0, {}, {}};
  const auto add = [&](const char* name, FigureValue value, const char* en, const char* zh) {
    summary.figures.push_back({name, std::move(value), "imbalance.json", "", en, zh, ""});
  };
  add("zones", static_cast<std::int64_t>(told.n), "Zones with streets", "有道路的网格");
  add("zones_left_out", static_cast<std::int64_t>(told.left_out), "Zones without streets, left out",
      "无道路而略去的网格");
  add("theil_total", told.theil.total, "Theil index of reports per street km", "每公里道路上报数的泰尔指数");
  add("theil_between", told.theil.between, "  between upper zones", "  上级网格之间");
  add("theil_within", told.theil.within, "  within upper zones", "  上级网格内部");
  add("gini", told.gini, "Gini of the shrunk rates", "收缩率的基尼系数");
  return summary;
}

void add_ratio(StepSummary& summary, const RoadTable& roads) {
  if (!(roads.reports[0] > 0.0 && roads.reports[1] > 0.0 && roads.kilometres[0] > 0.0 && roads.kilometres[1] > 0.0)) {
    summary.findings.emplace_back(
        "No ratio: reports and streets of both kinds are needed | 无法计算比值：两类道路都须有道路和上报");
    return;
  }
  const auto ratio = hotspot::rate_ratio_of_marked({roads.reports, roads.kilometres}, {true, false});
  const auto add = [&](const char* name, double value, const char* en, const char* zh) {
    summary.figures.push_back({name, value, "imbalance.json", "", en, zh, ""});
  };
  add("main_road_ratio", ratio.ratio, "Main roads against other streets, per km", "主干道与其他道路每公里上报之比");
  add("main_road_ratio_lower", ratio.lower, "  95 % interval from", "  95% 区间下限");
  add("main_road_ratio_upper", ratio.upper, "  to", "  上限");
}

std::string json_number(const FigureValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  const double number = std::get<double>(value);
  return std::isfinite(number) ? io::shortest_text(number) : "null";
}

std::string json_of(const StepSummary& summary, double reports) {
  std::string text = "{\"parameters\":{\"exposure\":\"street_km\",\"street_reach_m\":30,\"level\":0.95},\"seed\":null,";
  text += "\"n_reports\":" + io::shortest_text(reports) + ",\"statistics\":[";
  for (std::size_t i = 0; i < summary.figures.size(); ++i) {
    const Figure& figure = summary.figures[i];
    const std::string value = json_number(figure.value);
    text += std::string(i == 0 ? "" : ",") + "\n{\"name\":\"" + figure.name + "\",\"statistic\":" + value +
            ",\"expectation\":null,\"variance\":null,\"p\":null}";
  }
  text += "],\"warnings\":[";
  for (std::size_t i = 0; i < summary.findings.size(); ++i)
    text += std::string(i == 0 ? "" : ",") + "\"" + summary.findings[i] + "\"";
  return text + "]}\n";
}

}  // namespace

Expected<StepSummary> analyse_imbalance(const Workspace& workspace, const std::filesystem::path& folder,
                                        const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(plan, newest_plan(workspace.store()));
  GRID_TRY(attributions, workspace.store().attributions());
  GRID_TRY(reports, detail::placed_reports(workspace));
  if (attributions.size() != reports.at.size()) return fail(make_error(ErrorCode::step_missing, "assign"));
  const ZoneTable zones = zones_of(plan.map(), attributions, reports.at_default);
  double total = 0.0;
  for (std::size_t i = 0; i < zones.reports.size(); ++i) total += zones.kilometres[i] > 0.0 ? zones.reports[i] : 0.0;
  if (!(total > 0.0))
    return fail(make_error(ErrorCode::parameter_invalid,
                           "none of " + std::to_string(reports.at.size()) +
                               " reports lies in a zone with streets; import the reports of this city, in WGS 84")
                    .at_field("reports"));
  const auto told = hotspot::imbalance({zones.reports, zones.kilometres}, {zones.group, zones.groups});
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_TRY(roads, roads_of(workspace, reports));
  StepSummary summary = summary_of(told);
  add_ratio(summary, roads);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(make_error(ErrorCode::file_unwritable, failed.message()).in_file(folder.string()));
  GRID_CHECK(io::write_file_atomically(folder / "imbalance.csv", zone_rows(zones, told.rates)));
  GRID_CHECK(io::write_file_atomically(folder / "imbalance.json", json_of(summary, total)));
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
