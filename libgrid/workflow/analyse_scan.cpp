#include <algorithm>
#include <cmath>
#include <numeric>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/hotspot/scan_neighbours.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_scan.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

namespace libgrid::workflow {
namespace {

using detail::report::Words;

constexpr Metres kZoneReach{1000.0};  // from the point of a zone to a street
constexpr double kLevel = 0.05;

struct ScanGround {
  detail::ZoneSeries series;
  detail::TimeBins days;
  std::vector<Xy> places;
  std::vector<hotspot::ScanNeighbours> around;
  std::size_t off_street = 0;
};

Expected<void> sensible(const ScanRequest& request) {
  const double share = request.most_share, radius = request.most_radius.value;
  return detail::parameters_hold(
      {{"history", static_cast<double>(request.history_days), request.history_days >= 0, "0 or more"},
       {"most-days", static_cast<double>(request.most_days), request.most_days >= 1, "1 or more"},
       {"share", share, share > 0.0 && share <= 1.0, "above 0, at most 1"},
       {"radius", radius, radius >= 0.0, "0 m or more"},
       {"steps", static_cast<double>(request.steps), request.steps >= 1, "1 or more"},
       {"replicates", static_cast<double>(request.replicates), request.replicates <= 1'000'000, "at most 1000000"}});
}

const char* name_of(ScanWindows windows) {
  return windows == ScanWindows::circle ? "circle" : windows == ScanWindows::street ? "street" : "connected";
}

const char* name_of(ScanTime time) {
  return time == ScanTime::spatial ? "spatial" : time == ScanTime::retrospective ? "retrospective" : "prospective";
}

Expected<void> add_neighbours(const Workspace& workspace, const ScanRequest& request, ScanGround& ground) {
  if (request.windows == ScanWindows::connected)
    ground.around = hotspot::connected_neighbours(detail::border_neighbours(ground.series), request.steps);
  if (request.windows != ScanWindows::street) return {};
  GRID_TRY(segments, detail::street_segments(workspace));
  const hotspot::StreetGround streets = hotspot::street_ground(segments, kZoneReach);
  const hotspot::StreetPlaces on = hotspot::on_streets(streets, ground.places);
  for (const auto& place : on.place) ground.off_street += place ? 0 : 1;
  ground.around = hotspot::street_neighbours(streets, on, request.most_radius);
  return {};
}

Expected<ScanGround> ground_of(const Workspace& workspace, const ScanRequest& request) {
  ScanGround ground;
  GRID_TRY(series, detail::zone_series(workspace, request.categories));
  ground.series = std::move(series);
  ground.days = detail::bins_until(ground.series.end, ground.series.first, days(1),
                                   static_cast<std::size_t>(request.history_days));
  if (request.time == ScanTime::spatial)
    ground.days = {ground.days.begin, ground.series.end - ground.days.begin, ground.days.count > 0 ? 1U : 0U};
  for (const MultiPolygon& shape : ground.series.shapes) ground.places.push_back(detail::label_point(shape));
  GRID_CHECK(add_neighbours(workspace, request, ground));
  return ground;
}

hotspot::ScanOptions options_of(const ScanRequest& request) {
  return {.model = request.model,
          .max_share = request.most_share,
          .max_radius = request.windows == ScanWindows::connected ? Metres{0.0} : request.most_radius,
          .max_days = request.time == ScanTime::spatial ? 1U : static_cast<std::size_t>(request.most_days),
          .prospective = request.time == ScanTime::prospective,
          .replicates = request.replicates,
          .seed = request.seed,
          .most_clusters = request.most_clusters};
}

std::string day_text(const ScanGround& ground, std::size_t bin) {
  return to_text(ground.days.start_of(bin)).substr(0, 10);
}

/// The last day of a cluster, itself included.
std::string last_day_text(const ScanGround& ground, std::size_t bin) {
  const LocalTime next = ground.days.start_of(bin + 1);
  return to_text(LocalTime{next.seconds - 86'400}).substr(0, 10);
}

detail::OutputTable cluster_table(const ScanGround& ground, const hotspot::ScanResult& found) {
  io::CsvWriter csv({"rank", "centre_zone", "radius", "zones", "first_day", "last_day", "cases", "expectation", "ratio",
                     "llr", "p", "p_gumbel", "recurrence_days"});
  for (std::size_t k = 0; k < found.clusters.size(); ++k) {
    const hotspot::ScanCluster& c = found.clusters[k];
    csv.add(k + 1).add(ground.series.codes[c.centre]).add(c.radius.value).add(c.members.size());
    csv.add(day_text(ground, c.first_day)).add(last_day_text(ground, c.last_day)).add(c.cases).add(c.expected);
    csv.add(static_cast<double>(c.cases) / c.expected).add(c.llr).add(c.p).add(c.p_gumbel).add(c.recurrence).end_row();
  }
  return {"scan.csv", csv.text()};
}

detail::OutputTable member_table(const ScanGround& ground, const hotspot::ScanResult& found) {
  io::CsvWriter csv({"rank", "zone_code"});
  for (std::size_t k = 0; k < found.clusters.size(); ++k)
    for (const std::size_t zone : found.clusters[k].members) csv.add(k + 1).add(ground.series.codes[zone]).end_row();
  return {"scan_zones.csv", csv.text()};
}

io::Layer layer_of(const ScanGround& ground, const hotspot::ScanResult& found) {
  using io::ColumnType;
  io::Layer layer{.name = "clusters",
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"rank", ColumnType::integer},
                              {"centre_zone", ColumnType::text},
                              {"first_day", ColumnType::text},
                              {"last_day", ColumnType::text},
                              {"cases", ColumnType::integer},
                              {"expectation", ColumnType::real},
                              {"llr", ColumnType::real},
                              {"p", ColumnType::real}}};
  for (std::size_t k = 0; k < found.clusters.size(); ++k) {
    const hotspot::ScanCluster& c = found.clusters[k];
    std::vector<const Polygon*> pieces;
    for (const std::size_t zone : c.members)
      for (const Polygon& polygon : ground.series.shapes[zone]) pieces.push_back(&polygon);
    layer.rows.push_back(
        {{static_cast<std::int64_t>(k + 1), ground.series.codes[c.centre], day_text(ground, c.first_day),
          last_day_text(ground, c.last_day), c.cases, c.expected, c.llr, c.p},
         to_wkb(coverage::dissolve(pieces))});
  }
  return layer;
}

/// Rows: the first cluster, the second, other significant ones, others, none.
std::vector<detail::LegendRow> legend() {
  return {{"#b30000", {"第一聚集（最可能）", "first cluster (most likely)"}},
          {"#e34a33", {"第二聚集", "second cluster"}},
          {"#fc8d59", {"其他显著聚集", "other significant clusters"}},
          {"#fde2c3", {"不显著的聚集", "clusters that are not significant"}},
          {"#f4f4f0", {"无聚集", "no cluster"}}};
}

detail::ZonePicture picture_of(const ScanGround& ground, const ScanRequest& request, const hotspot::ScanResult& found) {
  detail::ZonePicture picture;
  picture.title = {"时空扫描", "Space-time scan"};
  const Words what = detail::words_of(request.categories);
  const bool poisson = request.model == hotspot::ScanModel::poisson;
  const std::string span =
      to_text(ground.days.begin).substr(0, 10) + " – " + last_day_text(ground, ground.days.count - 1);
  picture.note = {what.zh + "，" + (poisson ? "泊松" : "置换") + "，" + name_of(request.windows) + "，" +
                      name_of(request.time) + "，" + span,
                  what.en + ", " + (poisson ? "Poisson" : "permutation") + ", " + name_of(request.windows) + ", " +
                      name_of(request.time) + ", " + span};
  picture.shapes = ground.series.shapes;
  picture.legend = legend();
  picture.legend_of.assign(ground.series.size(), 4);
  picture.tips.resize(ground.series.size());
  for (std::size_t k = found.clusters.size(); k-- > 0;) {  // the first one last, so that it is seen
    const hotspot::ScanCluster& c = found.clusters[k];
    const std::string rank = std::to_string(k + 1), n = std::to_string(c.cases), p = io::shortest_text(c.p);
    for (const std::size_t zone : c.members) {
      picture.legend_of[zone] = c.p > kLevel ? 3U : std::min<std::size_t>(k, 2);
      picture.tips[zone] = {ground.series.codes[zone] + "：第 " + rank + " 聚集，" + n + " 件，p " + p,
                            ground.series.codes[zone] + ": cluster " + rank + ", " + n + " reports, p " + p};
    }
  }
  return picture;
}

void add_parameters(const ScanGround& ground, const ScanRequest& request, detail::AnalysisDocument& document) {
  const auto whole = [](auto n) { return static_cast<std::int64_t>(n); };
  document.parameters = {
      {"categories", detail::words_of(request.categories).en},
      {"model", std::string(request.model == hotspot::ScanModel::poisson ? "poisson" : "permutation")},
      {"windows", std::string(name_of(request.windows))},
      {"time", std::string(name_of(request.time))},
      {"from", to_text(ground.days.begin)},
      {"to", to_text(ground.series.end)},
      {"most_days", request.most_days},
      {"most_share", request.most_share},
      {"most_radius_m", request.most_radius.value},
      {"steps", whole(request.steps)},
      {"least_cases", std::int64_t{2}},
      {"replicates", whole(request.replicates)},
      {"zones", whole(ground.series.size())}};
}

detail::AnalysisDocument document_of(const ScanGround& ground, const ScanRequest& request, std::int64_t reports,
                                     const hotspot::ScanResult& found) {
  detail::AnalysisDocument document;
  add_parameters(ground, request, document);
  document.seed = request.seed;
  document.n = reports;
  for (std::size_t k = 0; k < found.clusters.size(); ++k) {
    const hotspot::ScanCluster& c = found.clusters[k];
    document.statistics.push_back({.name = "cluster_" + std::to_string(k + 1) + "_cases",
                                   .statistic = static_cast<double>(c.cases),
                                   .expectation = c.expected,
                                   .p = c.p});
    document.statistics.push_back({.name = "cluster_" + std::to_string(k + 1) + "_llr", .statistic = c.llr, .p = c.p});
  }
  if (request.replicates == 0) document.warnings.emplace_back("No replicates: p is 1 everywhere | 未做模拟：p 均为 1");
  if (ground.off_street > 0)
    document.warnings.push_back(std::to_string(ground.off_street) + " zones without a street within 1 km: alone | " +
                                std::to_string(ground.off_street) + " 个网格 1 公里内无道路：单独成球");
  if (ground.series.left_out > 0)
    document.warnings.push_back(std::to_string(ground.series.left_out) + " reports without a place or a zone | " +
                                std::to_string(ground.series.left_out) + " 件上报无有效位置或网格");
  document.warnings.emplace_back(
      "p of clusters after the first is against the same maxima: on the safe side | 第二及以后聚集的 p "
      "与同一最大值比较：偏保守");
  return document;
}

StepSummary summary_of(const detail::AnalysisDocument& document, const hotspot::ScanResult& found) {
  StepSummary summary{"scan", 0.0, {}, document.warnings};
  const auto add = [&](const std::string& name, FigureValue value, const std::string& where, const char* en,
                       const char* zh) {
    summary.figures.push_back({name, std::move(value), "scan.csv", where, en, zh, ""});
  };
  summary.figures.push_back({"scan_reports", document.n, "scan.json", "", "Reports looked at", "扫描的上报", ""});
  const auto significant = std::ranges::count_if(found.clusters, [](const auto& c) { return c.p <= kLevel; });
  add("scan_clusters", std::ssize(found.clusters), "SELECT count(*) FROM scan", "Clusters listed", "列出的聚集");
  add("scan_significant", std::int64_t{significant}, "SELECT count(*) FROM scan WHERE p <= 0.05",
      "  with p at most .05", "  其中 p 不超过 .05");
  if (found.clusters.empty()) return summary;
  const hotspot::ScanCluster& first = found.clusters.front();
  add("scan_first_zones", std::ssize(first.members), "SELECT zones FROM scan WHERE rank = 1", "Most likely: zones",
      "最可能聚集：网格数");
  add("scan_first_cases", first.cases, "SELECT cases FROM scan WHERE rank = 1", "  reports", "  上报数");
  add("scan_first_expectation", first.expected, "SELECT expectation FROM scan WHERE rank = 1", "  expected", "  期望");
  add("scan_first_llr", first.llr, "SELECT llr FROM scan WHERE rank = 1", "  log likelihood ratio", "  对数似然比");
  add("scan_first_p", first.p, "SELECT p FROM scan WHERE rank = 1", "  p", "  p");
  return summary;
}

}  // namespace

Expected<StepSummary> analyse_scan(const Workspace& workspace, const std::filesystem::path& folder,
                                   const ScanRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_CHECK(sensible(request));
  if (request.time == ScanTime::spatial && request.model == hotspot::ScanModel::permutation)
    return fail(ErrorCode::parameter_invalid, "model: permutation needs time");
  if (request.windows == ScanWindows::street && !(request.most_radius.value > 0.0))
    return fail(ErrorCode::parameter_invalid, "radius: street balls need one");
  GRID_TRY(ground, ground_of(workspace, request));
  const std::vector<std::int64_t> counts = detail::cube_of(ground.series, ground.days);
  const std::int64_t reports = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  const bool streets = std::ranges::any_of(ground.series.kilometres, [](double km) { return km > 0.0; });
  if (reports < 2 || (request.model == hotspot::ScanModel::poisson && !streets))
    return fail(ErrorCode::step_missing, streets ? "import" : "cut");
  context.progress.report("scan", 0.2);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const hotspot::ScanResult found = hotspot::scan(
      {ground.places, ground.series.kilometres, counts, ground.days.count, ground.around}, options_of(request));
  context.progress.report("scan", 0.9);
  detail::AnalysisFiles files{.name = "scan",
                              .tables = {cluster_table(ground, found), member_table(ground, found)},
                              .layers = {layer_of(ground, found)},
                              .picture = picture_of(ground, request, found),
                              .document = document_of(ground, request, reports, found)};
  StepSummary summary = summary_of(files.document, found);
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
