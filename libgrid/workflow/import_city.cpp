#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/layers.hpp>
#include <libgrid/io/osm_barriers.hpp>
#include <libgrid/io/point_layer.hpp>
#include <libgrid/io/reports.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/city_streets.hpp>
#include <libgrid/workflow/detail/import_checks.hpp>
#include <libgrid/workflow/detail/kept_reports.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>
#include <libgrid/workflow/detail/rule_files.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/import_reports.hpp>

namespace libgrid::workflow {
namespace {

std::string layer_or_stem(const std::string& layer, const std::filesystem::path& file) {
  return layer.empty() ? file.stem().string() : layer;
}

Expected<void> add_digest(detail::StepScope& scope, const std::string& name, const std::filesystem::path& file) {
  GRID_TRY(figure, detail::digest_figure(name, file));
  scope.add(std::move(figure));
  return {};
}

void add_rejected(detail::StepScope& scope, const std::vector<RejectedRow>& rejected) {
  for (const RejectedRow& row : rejected) scope.finding(message_en(row.error), message_zh(row.error));
}

std::string plural(std::int64_t n, const char* one, const char* many) {
  return std::to_string(n) + (n == 1 ? one : many);
}

/// Barriers of the map that the streets come from: what its tags say is a river, a railway or a wall.
Expected<std::vector<coverage::Barrier>> read_osm_barriers(detail::StepScope& scope, const BarrierRules& rules,
                                                           const std::filesystem::path& file,
                                                           const crs::Projector& projector) {
  GRID_TRY(read, io::read_osm_barriers(file, rules, projector));
  std::vector<coverage::Barrier> barriers;
  std::vector<std::int64_t> count(rules.classes.size(), 0);
  for (io::OsmBarrierLine& line : read.lines) {
    ++count[line.barrier_class];
    barriers.push_back(
        {rules.classes[line.barrier_class].kind, std::move(line.line), static_cast<int>(line.barrier_class)});
  }
  add_rejected(scope, read.rejected);
  std::string by_class;
  for (std::size_t i = 0; i < count.size(); ++i)
    by_class += (i == 0 ? "" : ", ") + rules.classes[i].value + " " + std::to_string(count[i]);
  scope.finding(
      plural(std::ssize(barriers), " barrier line on the ground (", " barrier lines on the ground (") + by_class +
          "); on bridges or in tunnels " + std::to_string(read.above_or_below) + ", waters below " +
          detail::report::fixed(rules.osm_least_water.value, 0) + " m2 " + std::to_string(read.small_waters) +
          ", centre lines inside waters " + std::to_string(read.inside_water) + ", other classes " +
          std::to_string(read.other_classes) + " bound nothing",
      "地面障碍线 " + std::to_string(barriers.size()) + " 条（" + by_class + "）；桥上或隧道内 " +
          std::to_string(read.above_or_below) + "、小于 " + detail::report::fixed(rules.osm_least_water.value, 0) +
          " 平方米的水面 " + std::to_string(read.small_waters) + "、水面内的中心线 " +
          std::to_string(read.inside_water) + "、其他类别 " + std::to_string(read.other_classes) + " 不参与划分");
  GRID_CHECK(add_digest(scope, "barriers", file));
  return barriers;
}

struct OddValue {
  ReportFlag flag;
  const char* en;
  const char* zh;
};

/// Values that are none: how many, and where the first ones stand; all carry the flag in assignment.csv.
void add_odd(detail::StepScope& scope, const std::vector<Report>& reports, const OddValue& odd) {
  constexpr std::int64_t kShown = 10;
  std::int64_t n = 0;
  std::string rows;
  for (const Report& report : reports) {
    if (!report.flags.has(odd.flag)) continue;
    if (++n <= kShown) rows += (n == 1 ? "" : ", ") + std::to_string(report.row);
  }
  if (n == 0) return;
  if (n > kShown) rows += " ...";
  scope.finding(std::to_string(n) + " reports state " + odd.en + "; taken as not stated: rows " + rows,
                std::to_string(n) + " 条上报所填" + odd.zh + "，按未填处理：第 " + rows + " 行");
}

/// The lines on the ground whose class the city knows; the others are counted.
Expected<std::vector<coverage::Barrier>> read_barriers(detail::StepScope& scope, const City& city,
                                                       const CityFiles& files, const crs::Projector& projector) {
  std::vector<coverage::Barrier> barriers;
  if (files.barriers.empty()) return barriers;
  const BarrierRules& rules = city.barriers;
  if (io::is_osm_file(files.barriers)) return read_osm_barriers(scope, rules, files.barriers, projector);
  io::RoadLayerOptions options{.layer = files.barrier_layer, .columns = {}, .encoding = {}};
  options.columns.road_class = rules.column;
  options.columns.layer = rules.layer_column;
  options.columns.bridge = rules.bridge_column;
  options.columns.tunnel = rules.tunnel_column;
  GRID_TRY(layer, io::read_road_layer(files.barriers, options, projector));
  std::int64_t above = 0, other = 0;
  for (RoadLine& line : layer.lines) {
    const auto known = std::ranges::find(rules.classes, line.road_class, &BarrierClass::value);
    const bool on_ground = line.layer.value_or(line.bridge ? 1 : line.tunnel ? -1 : 0) == 0;
    other += known == rules.classes.end() ? 1 : 0;
    above += known != rules.classes.end() && !on_ground ? 1 : 0;
    if (known == rules.classes.end() || !on_ground) continue;
    barriers.push_back({known->kind, std::move(line.line), static_cast<int>(known - rules.classes.begin())});
  }
  add_rejected(scope, layer.rejected);
  const std::string n = std::to_string(barriers.size());
  scope.finding(n + " barrier lines on the ground; " + std::to_string(above) + " above or below it and " +
                    std::to_string(other) + " of other classes bound nothing",
                "地面障碍线 " + n + " 条；高架或地下 " + std::to_string(above) + " 条、其他类别 " +
                    std::to_string(other) + " 条不参与划分");
  GRID_CHECK(add_digest(scope, "barriers", files.barriers));
  return barriers;
}

/// The points of every workload that counts points; a file for no such workload is an error, a misspelt name.
Expected<detail::PointsByWorkload> read_points(detail::StepScope& scope, const City& city, const CityFiles& files,
                                               const crs::Projector& projector) {
  detail::PointsByWorkload points;
  for (const auto& [name, file] : files.points) {
    const auto rule = std::ranges::find(city.zoning.workloads, name, &WorkloadRule::name);
    if (rule == city.zoning.workloads.end() || rule->measure != "points")
      return fail(
          make_error(ErrorCode::parameter_invalid, "the city file has no workload of this name that counts points")
              .at_field("points")
              .about(name));
    GRID_TRY(layer,
             io::read_points(file, {.column = rule->column, .values = rule->values, .amount = rule->amount_column},
                             projector));
    add_rejected(scope, layer.rejected);
    double amount = 0.0;
    for (const io::CountedPoint& point : layer.points) amount += point.amount;
    scope.add({"points_" + name, amount, file.filename().string(), "",
               "Points of " + (rule->name_en.empty() ? name : rule->name_en),
               (rule->name_zh.empty() ? name : rule->name_zh) + "合计", ""});
    GRID_CHECK(add_digest(scope, "points_" + name, file));
    points[name] = std::move(layer.points);
  }
  return points;
}

/// The reports of the file; without a file none, told: what is left as workload are the streets.
Expected<ReportTable> reports_of(detail::StepScope& scope, const CityFiles& files, const io::ReportFormat& format,
                                 const CancelToken& cancel) {
  if (!files.reports.empty()) return io::read_reports(files.reports, format, {}, cancel);
  scope.finding(std::string(detail::kReportFinding) +
                    "none were given; the workload is what the streets and the further workloads make of it",
                "上报：未给出；工作量只来自道路和其他工作量");
  return ReportTable{};
}

/// What the ground is made of.
struct GroundInput {
  std::vector<District> districts;
  std::vector<Street> streets;
  std::vector<coverage::Barrier> barriers;
};

bool same_lines(const std::vector<coverage::Barrier>& a, const std::vector<coverage::Barrier>& b) {
  return std::ranges::equal(a, b, [](const coverage::Barrier& x, const coverage::Barrier& y) {
    return x.kind == y.kind && x.group == y.group && x.line == y.line;
  });
}

/// The blocks that are there were drawn from just this.
Expected<bool> kept_already(const store::Store& store, const GroundInput& input) {
  const auto districts = store.districts();
  const auto streets = store.streets();
  if (!districts || !streets) return false;
  GRID_TRY(barriers, detail::barriers(store));
  return *districts == input.districts && *streets == input.streets && same_lines(barriers, input.barriers);
}

Expected<void> keep_ground(store::Store& store, const GroundInput& input) {
  GRID_TRY(kept, kept_already(store, input));
  if (kept) return {};
  GRID_CHECK(store.put_districts(input.districts));
  GRID_CHECK(store.put_streets(input.streets));
  return detail::put_barriers(store, input.barriers);
}

void add_if(detail::StepScope& scope, std::optional<detail::Finding> finding) {
  if (finding) scope.finding(std::move(finding->en), std::move(finding->zh));
}

/// Districts and streets that belong together and to the city's frame.
Expected<GroundInput> read_ground(detail::StepScope& scope, const CityFiles& files, const crs::Projector& projector) {
  GRID_TRY(off, detail::check_districts(files, projector.frame()));
  add_if(scope, std::move(off));
  GRID_TRY(districts, io::read_districts(files.districts, layer_or_stem(files.district_layer, files.districts),
                                         files.district_name, projector));
  GRID_TRY(streets, detail::read_city_streets(files, projector));
  GRID_TRY(odd, detail::check_streets(files, streets.streets, districts));
  add_rejected(scope, streets.rejected);
  add_if(scope, std::move(odd));
  for (const detail::FindingText& text : streets.findings) scope.finding(text.en, text.zh);
  for (const detail::FindingText& text : detail::street_findings(streets.streets)) scope.finding(text.en, text.zh);
  return GroundInput{std::move(districts), std::move(streets.streets), {}};
}

void add_ground_figures(detail::StepScope& scope, const GroundInput& input) {
  Metres network;
  for (const Street& street : input.streets) network += length(street.line);
  scope.count("districts", static_cast<std::int64_t>(input.districts.size()), scope.gpkg(),
              "SELECT count(*) FROM districts", "Districts", "辖区");
  scope.count("streets", static_cast<std::int64_t>(input.streets.size()), scope.gpkg(),
              "SELECT count(DISTINCT way_no) FROM road_pieces", "Streets", "道路");
  scope.add({"network_km", network.value / 1000.0, scope.gpkg(),
             "SELECT sum(length_m) / 1000 FROM road_pieces WHERE side <> 'right'", "Street network", "路网长度", "km"});
}

}  // namespace

Expected<StepSummary> import_city(Workspace& workspace, const CityFiles& files, const StepContext& context) {
  return import_city_as(workspace, files, {}, context);
}

Expected<StepSummary> import_city_as(Workspace& workspace, const CityFiles& files, const FileFormats& formats,
                                     const StepContext& context) {
  detail::StepScope scope(workspace, context, "import");
  GRID_TRY(changed, detail::take_changed_rules(workspace.folder()));
  for (detail::FindingText& text : changed) scope.finding(std::move(text.en), std::move(text.zh));
  const City& city = workspace.city();
  GRID_TRY(projector, crs::Projector::make(city.frame));
  context.progress.report("read ground", 0.0);
  GRID_TRY(ground, read_ground(scope, files, projector));
  context.progress.report("read reports", 0.3);
  const io::LonLatBox expected = detail::expected_extent(ground.districts, projector);
  GRID_TRY(reports, reports_of(scope, files, detail::report_format(city, formats, expected), context.cancel));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  add_ground_figures(scope, ground);
  for (Figure& figure : detail::report_figures(reports)) scope.add(std::move(figure));
  GRID_CHECK(add_digest(scope, "districts", files.districts));
  GRID_CHECK(add_digest(scope, "streets", files.streets));
  if (!files.reports.empty()) GRID_CHECK(add_digest(scope, "reports", files.reports));
  scope.add({"projection", projector.operation(), files.streets.filename().string(), "", "Projection",
             "坐标转换（PROJ 中的名称）", ""});
  GRID_TRY(barriers, read_barriers(scope, workspace.city(), files, projector));
  ground.barriers = std::move(barriers);
  GRID_TRY(points, read_points(scope, workspace.city(), files, projector));
  add_odd(scope, reports.reports,
          {ReportFlag::accuracy_malformed, "an accuracy that is not 0 to 10,000 m", "精度不是 0 至 10,000 米"});
  add_odd(scope, reports.reports,
          {ReportFlag::returned_malformed, "a rework that is no whole number and neither yes nor no",
           "返工不是整数，也不是“是”或“否”"});
  add_if(scope, detail::check_reports(reports, expected));
  for (detail::Finding& f : detail::report_findings(reports, files.reports.filename().string()))
    scope.finding(std::move(f.en), std::move(f.zh));
  context.progress.report("store", 0.7);
  const auto keep = [&]() -> Expected<void> {
    GRID_CHECK(keep_ground(workspace.store(), ground));
    GRID_CHECK(detail::put_points(workspace.store(), points));
    return detail::keep_reports(workspace, reports);
  };
  GRID_TRY(summary, scope.commit(keep));
  GRID_CHECK(detail::write_rejected(workspace.folder(), reports.rejected));
  context.progress.report("import", 1.0);
  return summary;
}

}  // namespace libgrid::workflow
