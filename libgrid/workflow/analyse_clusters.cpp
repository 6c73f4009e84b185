#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>

#include <libgrid/hotspot/knox.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_clusters.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::int64_t kDay = 86'400;

/// The reports that take part, column by column, and what was found about them.
struct ClusterCases {
  std::vector<Report> reports;
  std::vector<Xy> at;
  std::vector<LocalTime> opened;
  std::vector<std::int64_t> day;
  std::vector<std::uint32_t> category;
  std::vector<std::string> zone;  ///< empty: in none
  std::vector<std::int64_t> cluster, st_cluster;
  std::int64_t left_out = 0;
};

/// @errors parameter_invalid with the field and the edges
template <class T>
Expected<void> edges_hold(const char* field, const std::vector<T>& edges) {
  if (edges.size() >= 2 && edges.front() >= T{0} && std::ranges::is_sorted(edges, std::less_equal<>{})) return {};
  std::string text;
  for (const T edge : edges) text += (text.empty() ? "" : ", ") + io::shortest_text(static_cast<double>(edge));
  return fail(make_error(ErrorCode::parameter_invalid, text + ": ascending from 0, two or more").at_field(field));
}

Expected<void> sensible(const ClustersRequest& request) {
  const auto whole = [](auto value) { return static_cast<double>(value); };
  const double reach = request.rules.reach.value;
  GRID_CHECK(detail::parameters_hold(
      {{"reach", reach, reach > 0.0, "above 0 m"},
       {"least", whole(request.rules.least), request.rules.least >= 1, "1 or more"},
       {"span-days", whole(request.span_days), request.span_days >= 0, "0 or more"},
       {"replicates", whole(request.replicates), request.replicates <= 100'000, "at most 100000"}}));
  GRID_CHECK(edges_hold("distances", request.distances));
  return edges_hold("gaps", request.gaps);
}

std::int64_t day_of(LocalTime time) {
  const std::int64_t rest = ((time.seconds % kDay) + kDay) % kDay;
  return (time.seconds - rest) / kDay;
}

Expected<ClusterCases> cases_of(const Workspace& workspace, const std::vector<std::string>& categories) {
  GRID_TRY(placed, detail::placed_reports(workspace));
  if (placed.table.reports.empty()) return fail(ErrorCode::step_missing, "import");
  const hotspot::CategoryColumn names = detail::statistics_input(placed).categories;
  for (const std::string& category : categories)
    if (!std::ranges::binary_search(names.names, category))
      return fail(detail::unknown_name("category", category, names.names));
  ClusterCases cases;
  for (std::size_t i = 0; i < placed.at.size(); ++i) {
    Report& report = placed.table.reports[i];
    if (!categories.empty() && std::ranges::find(categories, report.category) == categories.end()) continue;
    if (placed.at_default[i] != 0) {
      ++cases.left_out;
      continue;
    }
    cases.at.push_back(placed.at[i]);
    cases.opened.push_back(report.opened);
    cases.day.push_back(day_of(report.opened));
    cases.category.push_back(static_cast<std::uint32_t>(names.of[i]));
    cases.reports.push_back(std::move(report));
  }
  return cases;
}

void find_zones(const AnalysisZones& zones, ClusterCases& cases) {
  const std::vector<std::size_t> lowest = zones.of_level(zones.lowest);
  for (const std::size_t at : zone_of_each(zones, zones.lowest, cases.at))
    cases.zone.push_back(at == kNoZone ? std::string() : zones.zones[lowest[at]].code);
}

std::optional<std::int64_t> in_cluster(std::int64_t cluster) {
  return cluster < 0 ? std::nullopt : std::optional(cluster);
}

detail::OutputTable case_table(const ClusterCases& cases) {
  io::CsvWriter csv({"case_id", "zone_code", "category", "opened", "cluster", "st_cluster"});
  for (std::size_t i = 0; i < cases.reports.size(); ++i) {
    const Report& report = cases.reports[i];
    csv.add(report.id).add(cases.zone[i]).add(report.category).add(to_text(report.opened));
    csv.add(in_cluster(cases.cluster[i])).add(in_cluster(cases.st_cluster[i])).end_row();
  }
  return {"clusters.csv", csv.text()};
}

double p_of(const hotspot::KnoxTable& table, std::size_t k, std::size_t replicates) {
  return (1.0 + table.at_least[k]) / (static_cast<double>(replicates) + 1.0);
}

detail::OutputTable knox_csv(const ClustersRequest& request, const hotspot::KnoxTable& table) {
  io::CsvWriter csv({"distance_from", "distance_to", "days_from", "days_to", "observed", "expectation", "mean", "ratio",
                     "at_least", "p"});
  const bool dealt = request.replicates > 0;
  for (std::size_t k = 0; k < table.observed.size(); ++k) {
    const std::size_t s = k / table.gaps, t = k % table.gaps;
    csv.add(request.distances[s]).add(request.distances[s + 1]).add(request.gaps[t]).add(request.gaps[t + 1]);
    csv.add(table.observed[k]).add(table.expectation[k]).add(table.mean[k]);
    const double expected = dealt ? table.mean[k] : table.expectation[k];
    const double ratio = static_cast<double>(table.observed[k]) / expected;
    csv.add(expected > 0.0 ? std::optional(ratio) : std::nullopt);
    csv.add(dealt ? std::optional(table.at_least[k]) : std::nullopt);
    csv.add(dealt ? std::optional(p_of(table, k, request.replicates)) : std::nullopt).end_row();
  }
  return {"clusters_knox.csv", csv.text()};
}

io::Layer layer_of(const ClusterCases& cases) {
  using io::ColumnType;
  io::Layer layer{.name = "reports",
                  .geometry = io::GeometryKind::point,
                  .columns = {{"case_id", ColumnType::text},
                              {"category", ColumnType::text},
                              {"cluster", ColumnType::integer},
                              {"st_cluster", ColumnType::integer}}};
  for (std::size_t i = 0; i < cases.reports.size(); ++i)  // -1: in none
    layer.rows.push_back(
        {{cases.reports[i].id, cases.reports[i].category, cases.cluster[i], cases.st_cluster[i]}, to_wkb(cases.at[i])});
  return layer;
}

/// Zones by how many of their reports are in a cluster.
detail::ZonePicture picture_of(const AnalysisZones& zones, const ClustersRequest& request, const ClusterCases& cases) {
  detail::ZonePicture picture;
  picture.title = {"上报聚集（DBSCAN）", "Clusters of reports (DBSCAN)"};
  picture.note = detail::words_of(request.categories);
  picture.legend = {{"#f4f4f0", {"无聚集中的上报", "no report in a cluster"}},
                    {"#fc8d59", {"少于 50 件", "fewer than 50"}},
                    {"#b30000", {"50 件以上", "50 or more"}}};
  for (const std::size_t at : zones.of_level(zones.lowest)) {
    const AnalysisZone& zone = zones.zones[at];
    std::int64_t n = 0;
    for (std::size_t i = 0; i < cases.zone.size(); ++i)
      n += cases.cluster[i] >= 0 && cases.zone[i] == zone.code ? 1 : 0;
    picture.shapes.push_back(zone.shape);
    picture.legend_of.push_back(n == 0 ? 0U : n < 50 ? 1U : 2U);
    const std::string number = std::to_string(n);
    picture.tips.push_back({zone.code + "：" + number + " 件", zone.code + ": " + number});
  }
  return picture;
}

std::int64_t clusters_in(const std::vector<std::int64_t>& of) {
  return of.empty() ? 0 : *std::ranges::max_element(of) + 1;
}

StepSummary summary_of(const ClusterCases& cases, const hotspot::KnoxTable& knox) {
  StepSummary summary{"clusters", 0.0, {}, {}};
  const auto add = [&](const char* name, std::int64_t value, const char* sql, const char* en, const char* zh) {
    const bool of_knox = std::string_view(name).starts_with("knox");
    summary.figures.push_back({name, value, of_knox ? "clusters_knox.csv" : "clusters.csv", sql, en, zh, ""});
  };
  const auto inside = [](const std::vector<std::int64_t>& of) {
    return std::int64_t{std::ranges::count_if(of, [](std::int64_t c) { return c >= 0; })};
  };
  add("clusters_reports", std::ssize(cases.at), "SELECT count(*) FROM clusters", "Reports", "上报");
  add("clusters_found", clusters_in(cases.cluster), "SELECT count(DISTINCT cluster) FROM clusters", "Clusters (DBSCAN)",
      "聚集（DBSCAN）");
  add("clusters_inside", inside(cases.cluster), "SELECT count(cluster) FROM clusters", "  reports in them",
      "  其中的上报");
  add("clusters_st_found", clusters_in(cases.st_cluster), "SELECT count(DISTINCT st_cluster) FROM clusters",
      "Clusters in space and time (ST-DBSCAN)", "时空聚集（ST-DBSCAN）");
  add("clusters_st_inside", inside(cases.st_cluster), "SELECT count(st_cluster) FROM clusters", "  reports in them",
      "  其中的上报");
  add("knox_pairs", std::accumulate(knox.observed.begin(), knox.observed.end(), std::int64_t{0}),
      "SELECT sum(observed) FROM clusters_knox", "Pairs in the near-repeat table", "近重复表中的案件对");
  return summary;
}

detail::AnalysisDocument document_of(const ClustersRequest& request, const ClusterCases& cases,
                                     const hotspot::KnoxTable& knox, const StepSummary& summary) {
  detail::AnalysisDocument document;
  document.parameters = {{"categories", detail::words_of(request.categories).en},
                         {"reach_m", request.rules.reach.value},
                         {"least", static_cast<std::int64_t>(request.rules.least)},
                         {"span_days", request.span_days},
                         {"replicates", static_cast<std::int64_t>(request.replicates)}};
  document.seed = request.seed;
  document.n = std::ssize(cases.at);
  for (const Figure& figure : summary.figures) document.add(figure);
  for (std::size_t k = 0; k < knox.observed.size(); ++k)
    document.statistics.push_back(
        {.name = "knox_" + std::to_string(k / knox.gaps + 1) + "_" + std::to_string(k % knox.gaps + 1),
         .statistic = static_cast<double>(knox.observed[k]),
         .expectation = request.replicates > 0 ? knox.mean[k] : knox.expectation[k],
         .p = request.replicates > 0 ? p_of(knox, k, request.replicates) : std::numeric_limits<double>::quiet_NaN()});
  document.definitions.emplace_back(
      "knox_S_T", detail::report::Words{"第 S 距离段、第 T 时间段（clusters_knox.csv 的行），左闭右开",
                                        "band S of distance, band T of time (rows of clusters_knox.csv), half-open"});
  if (cases.left_out > 0)
    document.warnings.push_back(std::to_string(cases.left_out) + " reports without a place | " +
                                std::to_string(cases.left_out) + " 件上报无有效位置");
  return document;
}

}  // namespace

Expected<StepSummary> analyse_clusters(const Workspace& workspace, const std::filesystem::path& folder,
                                       const ClustersRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_CHECK(sensible(request));
  GRID_TRY(cases, cases_of(workspace, request.categories));
  GRID_TRY(zones, zones_of_plan(workspace, {}));
  find_zones(zones, cases);
  cases.cluster = hotspot::dbscan(cases.at, request.rules);
  cases.st_cluster = hotspot::dbscan(cases.at, cases.opened, request.rules, days(request.span_days));
  context.progress.report("clusters", 0.3);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const hotspot::KnoxTable knox = hotspot::knox_table(
      cases.at, cases.day, cases.category,
      {.distances = request.distances, .gaps = request.gaps, .replicates = request.replicates, .seed = request.seed});
  context.progress.report("clusters", 0.9);
  StepSummary summary = summary_of(cases, knox);
  detail::AnalysisFiles files{.name = "clusters",
                              .tables = {case_table(cases), knox_csv(request, knox)},
                              .layers = {layer_of(cases)},
                              .picture = picture_of(zones, request, cases),
                              .document = document_of(request, cases, knox, summary)};
  summary.findings = files.document.warnings;
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
