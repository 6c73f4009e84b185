#include <algorithm>
#include <string>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/digest.hpp>
#include <libgrid/io/layers.hpp>
#include <libgrid/io/osm_barriers.hpp>
#include <libgrid/io/point_layer.hpp>
#include <libgrid/io/reports.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/city_streets.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>

namespace libgrid::workflow {
namespace {

std::string layer_or_stem(const std::string& layer, const std::filesystem::path& file) {
  return layer.empty() ? file.stem().string() : layer;
}

/// Where reports are expected: the districts and half a degree around. Swapped axes land far outside of it.
io::LonLatBox expected_extent(const std::vector<District>& districts, const crs::Projector& projector) {
  constexpr double kMargin = 0.5;
  io::LonLatBox box{{180.0, 90.0}, {-180.0, -90.0}};
  for (const District& district : districts) {
    const Box plane = bounds(district.shape);
    for (const Xy corner : {plane.min, plane.max, Xy{plane.min.x, plane.max.y}, Xy{plane.max.x, plane.min.y}}) {
      const LonLat p = projector.to_lonlat(corner);
      box.min = {std::min(box.min.lon, p.lon - kMargin), std::min(box.min.lat, p.lat - kMargin)};
      box.max = {std::max(box.max.lon, p.lon + kMargin), std::max(box.max.lat, p.lat + kMargin)};
    }
  }
  return box;
}

Expected<void> add_digest(detail::StepScope& scope, const std::string& name, const std::filesystem::path& file) {
  GRID_TRY(digest, io::sha256_of_file(file));
  scope.add({name + "_sha256", digest, file.filename().string(), "", "SHA-256 of " + file.filename().string(),
             file.filename().string() + " 的 SHA-256", ""});
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

/// Accuracies that are none: how many, and where the first ones stand; all carry the flag in assignment.csv.
void add_odd_accuracies(detail::StepScope& scope, const std::vector<Report>& reports) {
  constexpr std::int64_t kShown = 10;
  std::int64_t n = 0;
  std::string rows;
  for (const Report& report : reports) {
    if (!report.flags.has(ReportFlag::accuracy_malformed)) continue;
    if (++n <= kShown) rows += (n == 1 ? "" : ", ") + std::to_string(report.row);
  }
  if (n == 0) return;
  if (n > kShown) rows += " ...";
  scope.finding(
      std::to_string(n) + " reports state an accuracy that is not 0 to 10,000 m; taken as not stated: rows " + rows,
      std::to_string(n) + " 条上报所填精度不是 0 至 10,000 米，按未填处理：第 " + rows + " 行");
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

}  // namespace

Expected<StepSummary> import_city(Workspace& workspace, const CityFiles& files, const StepContext& context) {
  detail::StepScope scope(workspace, context, "import");
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  context.progress.report("read districts", 0.0);
  GRID_TRY(districts, io::read_districts(files.districts, layer_or_stem(files.district_layer, files.districts),
                                         files.district_name, projector));
  context.progress.report("read streets", 0.1);
  GRID_TRY(streets, detail::read_city_streets(files, projector));
  context.progress.report("read reports", 0.3);
  const City& city = workspace.city();
  GRID_TRY(reports, io::read_reports(files.reports,
                                     {.columns = city.report_columns,
                                      .source = city.report_source,
                                      .expected_extent = expected_extent(districts, projector)},
                                     {}, context.cancel));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);

  add_rejected(scope, streets.rejected);
  for (const detail::FindingText& text : streets.findings) scope.finding(text.en, text.zh);
  for (const detail::FindingText& text : detail::street_findings(streets.streets)) scope.finding(text.en, text.zh);
  add_odd_accuracies(scope, reports.reports);

  Metres network;
  for (const Street& street : streets.streets) network += length(street.line);
  scope.count("districts", static_cast<std::int64_t>(districts.size()), scope.gpkg(), "SELECT count(*) FROM districts",
              "Districts", "辖区");
  scope.count("streets", static_cast<std::int64_t>(streets.streets.size()), scope.gpkg(),
              "SELECT count(DISTINCT way_no) FROM road_pieces", "Streets", "道路");
  scope.add({"network_km", network.value / 1000.0, scope.gpkg(),
             "SELECT sum(length_m) / 1000 FROM road_pieces WHERE side <> 'right'", "Street network", "路网长度", "km"});
  scope.count("report_rows", static_cast<std::int64_t>(reports.reports.size() + reports.rejected.size()),
              "assignment.csv, rejected.csv",
              "SELECT (SELECT count(*) FROM assignment) + (SELECT count(*) FROM rejected)", "Report rows", "上报记录");
  scope.count("rejected_rows", static_cast<std::int64_t>(reports.rejected.size()), "rejected.csv",
              "SELECT count(*) FROM rejected", "Rejected rows", "被拒记录");
  GRID_CHECK(add_digest(scope, "districts", files.districts));
  GRID_CHECK(add_digest(scope, "streets", files.streets));
  GRID_CHECK(add_digest(scope, "reports", files.reports));
  scope.add({"projection", projector.operation(), files.streets.filename().string(), "", "Projection", "投影", ""});
  GRID_TRY(barriers, read_barriers(scope, workspace.city(), files, projector));
  GRID_TRY(points, read_points(scope, workspace.city(), files, projector));
  context.progress.report("store", 0.7);
  auto summary = scope.commit([&]() -> Expected<void> {
    store::Store& store = workspace.store();
    GRID_CHECK(store.put_districts(districts));
    GRID_CHECK(store.put_streets(streets.streets));
    GRID_CHECK(detail::put_barriers(store, barriers));
    GRID_CHECK(detail::put_points(store, points));
    return store.put_reports(reports);
  });
  context.progress.report("import", 1.0);
  return summary;
}

}  // namespace libgrid::workflow
