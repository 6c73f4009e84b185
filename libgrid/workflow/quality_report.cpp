#include <libgrid/workflow/quality_report.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/edited_ground.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/workload_period.hpp>

namespace libgrid::workflow {
namespace {

using zoning::LevelQuality;
using zoning::MainBorder;
using zoning::ZoneQuality;

/// Stretches of main roads between two different blocks.
std::vector<MainBorder> main_borders(const City& city, std::span<const Street> streets,
                                     std::span<const StreetStretch> stretches) {
  const roads::RoadKindTable table = detail::kind_table_of(city);
  std::unordered_map<std::int64_t, bool> is_main;
  for (const Street& street : streets)
    is_main.emplace(street.id.value, table.find(street.road_class) == RoadKind::main_road);
  std::vector<MainBorder> borders;
  for (const StreetStretch& s : stretches) {
    if (!s.left || !s.right || *s.left == *s.right) continue;
    if (const auto found = is_main.find(s.street.value); found != is_main.end() && found->second)
      borders.push_back({*s.left, *s.right, Metres{s.to.value - s.from.value}});
  }
  return borders;
}

/// A version on the ground, or the draft with its edits, blocks that were split among them.
Expected<QualitySubject> subject_of(const Workspace& workspace, std::int64_t version) {
  GRID_TRY(ground, workspace.store().ground());
  if (version == 0) {
    GRID_TRY(editor, edited_draft(workspace));
    if (!editor.lineage().empty()) ground = detail::edited_ground(ground, editor);
    return QualitySubject{editor.draft().map, std::move(ground), editor.ground().barriers};
  }
  GRID_TRY(map, detail::plan_on_these_blocks(workspace.store(), version, ground.blocks));
  GRID_TRY(on_barriers, detail::barrier_borders(workspace.store()));
  return QualitySubject{std::move(map), std::move(ground), std::move(on_barriers)};
}

Figure figure(const LevelQuality& level, const char* name, FigureValue value, const char* column, const char* en,
              const char* zh, const char* unit = "") {
  const std::string n = std::to_string(level.level);
  return {.name = "level" + n + "_" + name,
          .value = std::move(value),
          .file = "quality_levels.csv",
          .expression = std::string("SELECT ") + column + " FROM quality_levels WHERE level = " + n,
          .label_en = "Level " + n + ": " + en,
          .label_zh = n + " 级：" + zh,
          .unit = unit};
}

void add_figures(std::vector<Figure>& figures, const LevelQuality& q) {
  figures.push_back(figure(q, "zones", q.zones, "zones", "zones", "网格数"));
  figures.push_back(figure(q, "lightest", q.lightest, "lightest", "lightest workload / mean", "最轻工作量/均值"));
  figures.push_back(figure(q, "heaviest", q.heaviest, "heaviest", "heaviest workload / mean", "最重工作量/均值"));
  figures.push_back(
      figure(q, "compactness", q.mean_polsby_popper, "mean_polsby_popper", "mean compactness", "平均紧凑度"));
  figures.push_back(
      figure(q, "compactness_worst", q.worst_polsby_popper, "worst_polsby_popper", "worst compactness", "最差紧凑度"));
  figures.push_back(figure(q, "border", q.border.value, "border_m", "borders between zones", "网格间边界", "m"));
  figures.push_back(
      figure(q, "main_share", q.main_share, "main_share", "share of borders on main roads", "主干道边界占比"));
  figures.push_back(figure(q, "not_connected", q.not_connected, "not_connected", "zones not connected", "不连通网格"));
  figures.push_back(figure(q, "holes", q.holes, "holes", "holes", "孔洞"));
}

/// Amounts of the blocks, summed into their zones and the zones above.
ZoneLoads zone_loads(const detail::BlockWorkload& workload, const ZoneMap& map, const Ground& ground,
                     const zoning::PlanQuality& quality) {
  std::unordered_map<std::int64_t, const Zone*> zone_of;
  for (const Zone& zone : map.zones) zone_of.emplace(zone.id.value, &zone);
  std::unordered_map<std::int64_t, double> block_amount;
  for (std::size_t i = 0; i < ground.blocks.size(); ++i)
    block_amount.emplace(ground.blocks[i].id.value, workload.of_block[i]);
  std::unordered_map<std::int64_t, double> amount;
  std::unordered_map<int, double> total, zones;
  for (const BlockZone& row : map.blocks) {
    const double here = block_amount.at(row.block.value);
    for (std::optional<ZoneId> at = row.zone; at; at = zone_of.at(at->value)->parent) {
      amount[at->value] += here;
      total[zone_of.at(at->value)->level] += here;
    }
  }
  for (const ZoneQuality& q : quality.zones) zones[q.level] += 1.0;
  ZoneLoads loads{.rule = workload.rule, .amount = {}, .load = {}};
  for (const ZoneQuality& q : quality.zones) {
    const double here = amount[q.zone.value], all = total[q.level];
    loads.amount.push_back(here);
    loads.load.push_back(all > 0.0 ? here * zones[q.level] / all : 0.0);
  }
  return loads;
}

/// The lightest and heaviest load of the zones of a level.
std::pair<double, double> range_of(const ZoneLoads& loads, const zoning::PlanQuality& quality, int level) {
  std::pair<double, double> range{std::numeric_limits<double>::max(), 0.0};
  for (std::size_t i = 0; i < quality.zones.size(); ++i) {
    if (quality.zones[i].level != level) continue;
    range.first = std::min(range.first, loads.load[i]);
    range.second = std::max(range.second, loads.load[i]);
  }
  return range;
}

std::string or_name(const std::string& text, const WorkloadRule& rule) { return text.empty() ? rule.name : text; }

void add_load_figures(StepSummary& summary, const ZoneLoads& loads, const zoning::PlanQuality& quality) {
  constexpr double kRounding = 1e-9;
  const std::string en = or_name(loads.rule.name_en, loads.rule), zh = or_name(loads.rule.name_zh, loads.rule);
  for (const LevelQuality& q : quality.levels) {
    const auto [lightest, heaviest] = range_of(loads, quality, q.level);
    const auto add = [&](const std::string& column, double value, const std::string& text_en,
                         const std::string& text_zh) {
      summary.figures.push_back(
          figure(q, column.c_str(), value, column.c_str(), (en + ", " + text_en).c_str(), (zh + text_zh).c_str()));
    };
    add(loads.rule.name + "_lightest", lightest, "lightest / mean", "最轻/均值");
    add(loads.rule.name + "_heaviest", heaviest, "heaviest / mean", "最重/均值");
    const bool heavy = loads.rule.most > 0.0 && heaviest > loads.rule.most + kRounding;
    if (!heavy && lightest >= loads.rule.least - kRounding) continue;
    const std::string level = std::to_string(q.level);
    summary.findings.push_back("Level " + level + ": " + en + " is outside its limits in some zones | " + level +
                               " 级：部分网格的" + zh + "超出限值");
  }
}

/// The columns of a level, in order: `add(name, value)` for each.
void level_values(const QualityReport& report, const LevelQuality& q, const auto& add) {
  add("level", q.level), add("zones", q.zones), add("lightest", q.lightest), add("heaviest", q.heaviest);
  add("mean_polsby_popper", q.mean_polsby_popper), add("worst_polsby_popper", q.worst_polsby_popper);
  add("border_m", q.border.value), add("main_border_m", q.main_border.value), add("main_share", q.main_share);
  add("not_connected", q.not_connected), add("holes", q.holes);
  for (const ZoneLoads& loads : report.loads) {
    const auto [lightest, heaviest] = range_of(loads, report.quality, q.level);
    add(loads.rule.name + "_lightest", lightest), add(loads.rule.name + "_heaviest", heaviest);
  }
}

/// The same of zone i; beyond the last zone its workloads are 0, for the names.
void zone_values(const QualityReport& report, const ZoneQuality& q, std::size_t i, const auto& add) {
  add("zone_id", q.zone.value), add("code", q.code), add("level", q.level), add("blocks", q.blocks);
  add("workload", q.workload), add("load", q.load), add("street_m", q.street_length.value), add("reports", q.reports);
  add("area_m2", q.area.value), add("pieces", q.pieces), add("polsby_popper", q.polsby_popper);
  add("border_m", q.border.value), add("main_border_m", q.main_border.value), add("holes", q.holes);
  add("neighbours", q.neighbours);
  for (const ZoneLoads& loads : report.loads) {
    add(loads.rule.name, i < loads.amount.size() ? loads.amount[i] : 0.0);
    add(loads.rule.name + "_load", i < loads.load.size() ? loads.load[i] : 0.0);
  }
}

/// Rows of either table, each a call `row(add)`.
void level_rows(const QualityReport& report, const auto& row) {
  for (const LevelQuality& q : report.quality.levels) row([&](const auto& add) { level_values(report, q, add); });
}
void zone_rows(const QualityReport& report, const auto& row) {
  for (std::size_t i = 0; i < report.quality.zones.size(); ++i)
    row([&](const auto& add) { zone_values(report, report.quality.zones[i], i, add); });
}

std::vector<std::string> names_of(const auto& values) {
  std::vector<std::string> names;
  values([&](const std::string& name, const auto&) { names.push_back(name); });
  return names;
}

std::string csv_table(const std::vector<std::string>& columns, const auto& rows) {
  io::CsvWriter csv(columns);
  rows([&](const auto& values) {
    values([&](const std::string&, const auto& value) { csv.add(value); });
    csv.end_row();
  });
  return csv.text();
}

std::string levels_table(const QualityReport& report) {
  const auto names = names_of([&](const auto& add) { level_values(report, LevelQuality{}, add); });
  return csv_table(names, [&](const auto& row) { level_rows(report, row); });
}

std::string zones_table(const QualityReport& report) {
  const auto names = names_of([&](const auto& add) { zone_values(report, ZoneQuality{}, 0, add); });
  return csv_table(names, [&](const auto& row) { zone_rows(report, row); });
}

using QualityJson = nlohmann::ordered_json;

QualityJson json_rows(const auto& rows) {
  QualityJson list = QualityJson::array();
  rows([&](const auto& values) {
    QualityJson json = QualityJson::object();
    values([&](const std::string& name, const auto& value) { json[name] = value; });
    list.push_back(std::move(json));
  });
  return list;
}

}  // namespace

Expected<QualityReport> quality_of(const Workspace& workspace, const QualitySubject& subject,
                                   const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(streets, workspace.store().streets());
  const auto& [map, ground, on_barriers] = subject;
  const zoning::BlockGraph graph = detail::walled_graph(workspace.city(), ground, on_barriers);
  QualityReport report;
  report.quality = zoning::plan_quality(map, graph, main_borders(workspace.city(), streets, ground.stretches));
  report.summary.step = "quality";
  for (const LevelQuality& level : report.quality.levels) add_figures(report.summary.figures, level);
  GRID_TRY(workloads, detail::block_workloads(workspace, ground));
  for (const detail::BlockWorkload& workload : workloads) {
    report.loads.push_back(zone_loads(workload, map, ground, report.quality));
    add_load_figures(report.summary, report.loads.back(), report.quality);
  }
  report.summary.seconds = context.stopwatch() - started;
  return report;
}

Expected<QualityReport> quality_report(const Workspace& workspace, const QualityRequest& request,
                                       const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(subject, subject_of(workspace, request.version));
  GRID_TRY(report, quality_of(workspace, subject, context));
  GRID_TRY(period, workload_period(workspace.store()));
  if (period) report.summary.findings.push_back(period->first + " | " + period->second);
  report.summary.seconds = context.stopwatch() - started;
  return std::move(report);
}

std::string to_json(const QualityReport& report) {
  const QualityJson json{{"levels", json_rows([&](const auto& row) { level_rows(report, row); })},
                         {"zones", json_rows([&](const auto& row) { zone_rows(report, row); })}};
  return json.dump();
}

Expected<void> write_quality(const QualityReport& report, const std::filesystem::path& folder) {
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(io::write_file_atomically(folder / "quality_levels.csv", levels_table(report)));
  return io::write_file_atomically(folder / "quality_zones.csv", zones_table(report));
}

}  // namespace libgrid::workflow
