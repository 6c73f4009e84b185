#include <libgrid/workflow/analyse.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <libgrid/hotspot/imbalance.hpp>
#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/analysis_document.hpp>
#include <libgrid/workflow/detail/imbalance_contrasts.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

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

ZoneTable zones_of(const AnalysisZones& all, const detail::PlacedReports& placed) {
  ZoneTable table;
  std::map<std::string, std::size_t> groups;
  for (const std::size_t z : all.of_level(all.lowest)) {
    const AnalysisZone& zone = all.zones[z];
    table.codes.push_back(zone.code);
    table.uppers.push_back(zone.upper);
    table.group.push_back(groups.emplace(zone.upper, groups.size()).first->second);
    table.kilometres.push_back(zone.kilometres);
  }
  table.groups = groups.size();
  table.reports.assign(table.codes.size(), 0.0);
  const std::vector<std::size_t> of = zone_of_each(all, all.lowest, placed.at);
  for (std::size_t i = 0; i < of.size(); ++i)
    if (of[i] != kNoZone && placed.at_default[i] == 0) table.reports[of[i]] += 1.0;
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

StepSummary summary_of(const hotspot::Imbalance& told, const hotspot::ImbalanceIntervals& sure) {
  StepSummary summary{"imbalance", 0.0, {}, {}};
  const auto add = [&](const char* name, FigureValue value, const char* en, const char* zh) {
    summary.figures.push_back({name, std::move(value), "imbalance.json", "", en, zh, ""});
  };
  add("zones", static_cast<std::int64_t>(told.n), "Zones with streets", "有道路的网格");
  add("zones_left_out", static_cast<std::int64_t>(told.left_out), "Zones without streets, left out",
      "无道路而略去的网格");
  const auto interval = [&](const std::string& name, hotspot::Interval95 bounds) {
    add((name + "_lower").c_str(), bounds.lower, "    95 % interval from", "    95% 区间下限");
    add((name + "_upper").c_str(), bounds.upper, "    to", "    上限");
  };
  add("theil_total", told.theil.total, "Theil index of reports per street km", "每公里道路上报数的泰尔指数");
  interval("theil_total", sure.total);
  add("theil_between", told.theil.between, "  between upper zones", "  上级网格之间");
  interval("theil_between", sure.between);
  add("theil_within", told.theil.within, "  within upper zones", "  上级网格内部");
  interval("theil_within", sure.within);
  add("theil_between_share", told.theil.total > 0.0 ? told.theil.between / told.theil.total : 0.0,
      "  share that lies between upper zones", "  上级网格之间所占比例");
  interval("theil_between_share", sure.between_share);
  add("gini", told.gini, "Gini of the shrunk rates", "收缩率的基尼系数");
  interval("gini", sure.gini);
  return summary;
}

using AddFigure =
    std::function<void(const std::string& name, double value, const std::string& en, const std::string& zh)>;

AddFigure adder(StepSummary& summary, const char* file) {
  return [&summary, file](const std::string& name, double value, const std::string& en, const std::string& zh) {
    summary.figures.push_back({name, value, file, "", en, zh, ""});
  };
}

void add_interval(const AddFigure& add, const std::string& name, hotspot::Interval95 bounds) {
  add(name + "_lower", bounds.lower, "    95 % interval from", "    95% 区间下限");
  add(name + "_upper", bounds.upper, "    to", "    上限");
}

/// Main roads against the other streets: shrunk, and the raw ratio beside it.
void add_road_figures(StepSummary& summary, const detail::ImbalanceContrasts& told) {
  const auto row = std::ranges::find_if(told.rows, [](const detail::ContrastRow& r) {
    return r.contrast == "road" && r.district.empty() && std::isfinite(r.told.ratio);
  });
  if (row == told.rows.end()) {
    summary.findings.emplace_back(
        "No ratio: reports and streets of both kinds are needed | 无法计算比值：两类道路都须有道路和上报");
    return;
  }
  const AddFigure add = adder(summary, "imbalance_contrasts.csv");
  add("main_road_ratio_eb", row->told.ratio, "Main roads against other streets, shrunk rates per km",
      "主次干道与其他道路之比（收缩率，每公里）");
  add_interval(add, "main_road_ratio_eb", row->told.interval);
  add("main_road_ratio", row->told.raw.ratio, "  beside it of raw rates", "  对照：原始率之比");
  add_interval(add, "main_road_ratio", {row->told.raw.lower, row->told.raw.upper});
  add("theil_road_between", told.by_road.shrunk.between, "Theil between main roads and other streets",
      "主次干道与其他道路之间的泰尔指数");
  add_interval(add, "theil_road_between", told.by_road.sure.between);
  add("theil_road_within", told.by_road.shrunk.within, "  within either", "  同类道路内部");
  add("theil_road_between_raw", told.by_road.raw.between, "  between, raw rates", "  两类之间（原始率）");
  add("theil_road_within_raw", told.by_road.raw.within, "  within, raw rates", "  同类内部（原始率）");
}

constexpr std::size_t kMostDistrictsTold = 12;

/// All district rows, or of many the highest and the lowest ratio.
std::vector<detail::ContrastRow> told_districts(const detail::ImbalanceContrasts& told) {
  std::vector<detail::ContrastRow> rows;
  for (const detail::ContrastRow& row : told.rows)
    if (row.contrast == "district" && std::isfinite(row.told.ratio)) rows.push_back(row);
  if (rows.size() <= kMostDistrictsTold) return rows;
  const auto [low, high] =
      std::ranges::minmax_element(rows, {}, [](const detail::ContrastRow& row) { return row.told.ratio; });
  return {*high, *low};
}

/// Districts against each other, and what lies inside them: exact parts of the same total.
void add_district_figures(StepSummary& summary, const detail::ContrastGround& ground,
                          const detail::ImbalanceContrasts& told, const hotspot::Imbalance& by_upper) {
  if (ground.districts.size() < 2) {
    summary.findings.emplace_back(
        "One district: nothing to compare between districts; upper zones are compared inside it | "
        "只有一个辖区：无辖区间比较，比较其内部的上级网格");
    return;
  }
  const AddFigure add = adder(summary, "imbalance_contrasts.csv");
  const double between = told.by_district.shrunk.between;
  add("theil_between_districts", between, "Theil between districts", "辖区之间的泰尔指数");
  add_interval(add, "theil_between_districts", told.by_district.sure.between);
  add("theil_inside_districts", told.by_district.shrunk.within, "  inside districts", "  辖区内部");
  add_interval(add, "theil_inside_districts", told.by_district.sure.within);
  if (ground.nested)
    add("theil_between_uppers_inside", by_upper.theil.between - between, "    of it between upper zones of a district",
        "    其中：同一辖区的上级网格之间");
  else
    summary.findings.emplace_back(
        "Zones cross districts: between and inside districts are of the parts of zones, and add up to their total, not "
        "to that of whole zones | 网格跨辖区：辖区之间与内部按网格的辖区部分计算，其和为各部分之总，不等于整网格之总");
  add("theil_between_districts_raw", told.by_district.raw.between, "  between districts, raw rates",
      "  辖区之间（原始率）");
  add("theil_inside_districts_raw", told.by_district.raw.within, "  inside districts, raw rates",
      "  辖区内部（原始率）");
  for (const detail::ContrastRow& row : told_districts(told)) {
    add("district_ratio_" + row.name, row.told.ratio, row.name + " against the other districts, shrunk",
        row.name + "与其他辖区之比（收缩率）");
    add_interval(add, "district_ratio_" + row.name, row.told.interval);
    add("district_ratio_raw_" + row.name, row.told.raw.ratio, "  of raw rates", "  原始率之比");
    if (detail::is_few(row.told))
      summary.findings.push_back(row.name + ": fewer than ten reports; the interval of its ratio is too narrow | " +
                                 row.name + "：上报不足十件；其比值的区间过窄");
  }
}

/// Upper zones: what they hold, and their part of Theil's index; the parts add up to it (docs/outputs.md).
struct UpperTable {
  std::vector<std::string> codes;
  std::vector<double> zones, reports, kilometres, sum;  ///< sum: of shrunk rate x km
  hotspot::EmpiricalBayes rates;
  std::vector<bool> few;
};

constexpr double kFewReports = 10.0;

UpperTable uppers_of(const ZoneTable& zones, const hotspot::Imbalance& told) {
  UpperTable table;
  table.codes.resize(zones.groups);
  table.zones = table.reports = table.kilometres = table.sum = std::vector<double>(zones.groups, 0.0);
  for (std::size_t i = 0; i < zones.codes.size(); ++i) {
    const std::size_t g = zones.group[i];
    table.codes[g] = zones.uppers[i];
    if (!(zones.kilometres[i] > 0.0)) continue;
    table.zones[g] += 1.0, table.reports[g] += zones.reports[i], table.kilometres[g] += zones.kilometres[i];
    table.sum[g] += told.rates.estimate[i] * zones.kilometres[i];
  }
  table.rates = hotspot::empirical_bayes({table.reports, table.kilometres});
  for (std::size_t g = 0; g < zones.groups; ++g)
    table.few.push_back(table.rates.few[g] || table.reports[g] < kFewReports);
  return table;
}

std::string upper_rows(const UpperTable& uppers, const hotspot::Theil& theil) {
  io::CsvWriter csv({"upper_code", "zones", "reports", "street_km", "rate", "lower", "upper", "rate_eb", "sum_share",
                     "theil_between", "theil_inside", "few"});
  double sum = 0.0, km = 0.0;
  for (const double s : uppers.sum) sum += s;
  for (const double k : uppers.kilometres) km += k;
  for (std::size_t g = 0; g < uppers.codes.size(); ++g) {
    const hotspot::Interval95 bounds = hotspot::poisson_interval(uppers.reports[g]) / uppers.kilometres[g];
    const double share = uppers.sum[g] / sum;
    const double ratio = (uppers.sum[g] / uppers.kilometres[g]) / (sum / km);
    csv.add(uppers.codes[g]).add(uppers.zones[g]).add(uppers.reports[g]).add(uppers.kilometres[g]);
    csv.add(uppers.reports[g] / uppers.kilometres[g]).add(bounds.lower).add(bounds.upper);
    csv.add(uppers.rates.estimate[g]).add(share).add(share > 0.0 ? share * std::log(ratio) : 0.0);
    csv.add(theil.of_group[g]).add(bool{uppers.few[g]}).end_row();
  }
  return csv.text();
}

/// Small numbers are said, not hidden.
void tell_few(StepSummary& summary, const UpperTable& uppers, const hotspot::EmpiricalBayes& zones) {
  std::string few;
  for (std::size_t g = 0; g < uppers.codes.size(); ++g)
    if (uppers.few[g]) few += (few.empty() ? "" : ", ") + (uppers.codes[g].empty() ? "-" : uppers.codes[g]);
  if (!few.empty())
    summary.findings.push_back("Fewer than 10 reports, read the interval: upper zones " + few +
                               " | 上报不足 10 件，请看区间：上级网格 " + few);
  const std::string n = std::to_string(std::ranges::count(zones.few, true));
  if (n != "0")
    summary.findings.push_back(n + " zones expect fewer than 10 reports (column few) | " + n +
                               " 个网格的期望上报不足 10 件（few 列）");
}

detail::AnalysisDocument document_of(const StepSummary& summary, double reports, const AnalysisZones& zones,
                                     const City& city) {
  const std::string main_roads(detail::main_roads_by(city));
  detail::AnalysisDocument file;
  file.parameters = {{"exposure", std::string("street_km")},
                     {"street_reach_m", std::int64_t{30}},
                     {"level", 0.95},
                     {"weights", std::string("street_km")},
                     {"replicates", std::int64_t{999}},
                     {"zones", zones.origin},
                     {"main_roads", main_roads}};
  if (zones.plan_version) file.parameters.emplace_back("plan_version", *zones.plan_version);
  file.seed = city.seed;
  file.n = std::llround(reports);
  for (const Figure& figure : summary.figures) {
    if (figure.name != "plan_version" && !figure.name.ends_with("_lower") && !figure.name.ends_with("_upper"))
      file.add(figure);
  }
  const auto value = [&](const std::string& name) {
    const auto found = std::ranges::find(summary.figures, name, &Figure::name);
    return found == summary.figures.end() ? std::nan("") : std::get<double>(found->value);
  };
  for (detail::StatisticRow& row : file.statistics)
    row.lower = value(row.name + "_lower"), row.upper = value(row.name + "_upper");
  file.warnings = summary.findings;
  return file;
}

}  // namespace

Expected<StepSummary> analyse_imbalance(const Workspace& workspace, const std::filesystem::path& folder,
                                        const PlanChoice& plan, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(used, zones_of_plan(workspace, plan));
  GRID_TRY(reports, detail::placed_reports(workspace));
  const ZoneTable zones = zones_of(used, reports);
  double total = 0.0;
  for (std::size_t i = 0; i < zones.reports.size(); ++i) total += zones.kilometres[i] > 0.0 ? zones.reports[i] : 0.0;
  if (!(total > 0.0))
    return fail(make_error(ErrorCode::parameter_invalid,
                           "none of " + std::to_string(reports.at.size()) +
                               " reports lies in a zone with streets; import the reports of this city, in WGS 84")
                    .at_field("reports"));
  const hotspot::BootstrapOptions bootstrap{.seed = workspace.city().seed};
  const auto told = hotspot::imbalance({zones.reports, zones.kilometres}, {zones.group, zones.groups});
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_TRY(ground, detail::contrast_ground(workspace, used, reports));
  const detail::ImbalanceContrasts contrasts = detail::imbalance_contrasts(ground, bootstrap);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const auto sure =
      hotspot::imbalance_intervals({zones.reports, zones.kilometres}, {zones.group, zones.groups}, bootstrap);
  StepSummary summary = summary_of(told, sure);
  const AddFigure add = adder(summary, "imbalance.csv");
  add("theil_total_raw", detail::raw_theil({zones.reports, zones.kilometres, zones.group}, zones.groups).total,
      "Theil index of raw rates", "原始率的泰尔指数");
  add("gini_raw", detail::raw_gini({zones.reports, zones.kilometres}), "Gini of raw rates", "原始率的基尼系数");
  add_district_figures(summary, ground, contrasts, told);
  add_road_figures(summary, contrasts);
  const UpperTable uppers = uppers_of(zones, told);
  tell_few(summary, uppers, told.rates);
  summary.figures.push_back(
      {"plan_version", used.plan_version.value_or(0), "imbalance.json", "", "Version of the plan", "网格方案版本", ""});
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(io::write_file_atomically(folder / "imbalance.csv", zone_rows(zones, told.rates)));
  GRID_CHECK(io::write_file_atomically(folder / "imbalance_upper.csv", upper_rows(uppers, told.theil)));
  const detail::OutputTable table = detail::contrast_table(contrasts);
  GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  GRID_CHECK(io::write_file_atomically(
      folder / "imbalance.json", detail::to_json("imbalance", document_of(summary, total, used, workspace.city()))));
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
