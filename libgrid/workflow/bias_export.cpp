#include <cmath>
#include <set>
#include <string>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/detail/analysis_document.hpp>
#include <libgrid/workflow/detail/bias_picture.hpp>
#include <libgrid/workflow/detail/bias_tables.hpp>
#include <libgrid/workflow/detail/bias_visits.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>

namespace libgrid::workflow {
namespace {

std::string layer_in_chinese(const std::string& layer) {
  return layer == "all" ? "全部" : layer == "adjusted" ? "调整后" : layer == "public" ? "公众" : layer;
}

class BiasSummary {
 public:
  explicit BiasSummary(const BiasAnalysis& analysis) : analysis_(analysis) {}

  StepSummary told() {
    summary_.step = "bias";
    summary_.findings = analysis_.findings;
    summary_.findings.push_back("Zones: " + analysis_.zones_origin + " | 所用网格：" +
                                detail::origin_in_chinese(analysis_.zones_origin));
    add("reports", analysis_.reports, "", "", "Reports", "上报");
    add("placed", analysis_.placed, "bias_zones.csv", "SELECT sum(reports) FROM bias_zones", "  in a zone",
        "  在网格内");
    sources();
    rates();
    visits();
    layers();
    return summary_;
  }

 private:
  void add(const std::string& name, FigureValue value, const std::string& file, const std::string& sql,
           const std::string& en, const std::string& zh) {
    summary_.figures.push_back({name, std::move(value), file.empty() ? "bias.json" : file, sql, en, zh, ""});
  }

  void sources() {
    constexpr std::array<std::pair<const char*, const char*>, kSourceKinds.size()> kTold{
        {{"Share found by patrols", "巡查发现占比"},
         {"Share reported by the public", "公众上报占比"},
         {"Share assigned by leaders", "领导交办占比"},
         {"Share of other sources", "其他来源占比"}}};
    for (const SourceCount& source : analysis_.sources) {
      if (source.grouping != "all") continue;
      const auto k = static_cast<std::size_t>(source.kind);
      const std::string kind(kSourceKinds[k]);
      add("share_" + kind, source.reports / source.of, "bias_sources.csv",
          "SELECT share FROM bias_sources WHERE grouping = 'all' AND class = '" + kind + "'", kTold[k].first,
          kTold[k].second);
    }
  }

  void rates() {
    const hotspot::ReportingRate& rate = analysis_.rates.front().rate;
    const auto cell = [&](const char* name, const char* column, double value, const char* en, const char* zh) {
      add(name, value, "bias_rates.csv", std::string("SELECT ") + column + " FROM bias_rates WHERE grouping = 'all'",
          en, zh);
    };
    add("incidents", rate.incidents, "bias_rates.csv", "SELECT incidents FROM bias_rates WHERE grouping = 'all'",
        "Incidents (first reports)", "事件（首次上报）");
    add("later_reports", rate.later, "bias_rates.csv", "SELECT later FROM bias_rates WHERE grouping = 'all'",
        "Later reports of an open one", "未结期间的后续上报");
    if (!(rate.days > 0.0)) return;
    cell("rate_per_day", "per_day", rate.per_day, "Reporting rate per day open", "每未结日上报率");
    cell("rate_lower", "lower", rate.lower, "  95 % interval from", "  95% 区间下限");
    cell("rate_upper", "upper", rate.upper, "  to", "  上限");
    cell("excess_per_day", "excess_per_day", rate.excess_per_day, "  less chance neighbours", "  扣除偶然相邻");
  }

  void visits() {
    for (const LevelVisits& level : analysis_.levels) {
      const std::string n = std::to_string(level.level);
      add("visits_level_" + n, static_cast<std::int64_t>(level.visits), "bias_visits.csv",
          "SELECT sum(visits) FROM bias_visits WHERE level = " + n, "Visits, level " + n,
          "到网格次数，第 " + n + " 级");
      if (!level.effect.defined) continue;
      add("visit_exponent_" + n, level.effect.exponent, "", "", "  finds grow as (1 + visits) to the",
          "  发现数随 (1+次数) 的幂");
      add("visit_exponent_lower_" + n, level.effect.lower, "", "", "    95 % interval from", "    95% 区间下限");
      add("visit_exponent_upper_" + n, level.effect.upper, "", "", "    to", "    上限");
    }
  }

  void layers() {
    for (const BiasLayer& layer : analysis_.layers) {
      std::int64_t hot = 0;
      for (const bool h : layer.hot) hot += h ? 1 : 0;
      add("hot_" + layer.name, hot, "bias_zones.csv", "SELECT sum(hot_" + layer.name + ") FROM bias_zones",
          "Hot zones, layer " + layer.name, "热点网格，" + layer_in_chinese(layer.name) + "图层");
      if (layer.name == "all") continue;
      const double agreement = hotspot::jaccard(analysis_.layers.front().hot, layer.hot);
      if (std::isfinite(agreement))
        add("agreement_" + layer.name, agreement, "", "", "  hot in both / in either (with all)",
            "  与全部层热点重合度");
    }
  }

  const BiasAnalysis& analysis_;
  StepSummary summary_;
};

detail::AnalysisDocument document_of(const BiasAnalysis& analysis, const BiasRequest& request,
                                     const StepSummary& summary) {
  detail::AnalysisDocument file;
  file.parameters = {{"zones", analysis.zones_origin},
                     {"radius_m", request.rules.radius.value},
                     {"watch_s", request.rules.watch.value},
                     {"soon_s", request.soon.value},
                     {"q_level", request.q_level},
                     {"level", 0.95},
                     {"visits_adjusted", std::int64_t{analysis.visits_adjusted}},
                     {"rates_adjusted", std::int64_t{analysis.rates_adjusted}}};
  file.n = static_cast<std::int64_t>(analysis.reports);
  for (const Figure& figure : summary.figures) file.add(figure);
  for (const LevelVisits& level : analysis.levels)
    if (level.effect.defined)
      file.statistics.push_back({.name = "visit_dispersion_" + std::to_string(level.level),
                                 .statistic = level.effect.dispersion,
                                 .expectation = 1.0});
  file.warnings = summary.findings;
  return file;
}

}  // namespace

Expected<StepSummary> export_bias(const Workspace& workspace, const std::filesystem::path& folder,
                                  const BiasRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(analysis, analyse_bias(workspace, request, context));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_CHECK(io::make_folder(folder));
  for (const detail::OutputTable& table : detail::bias_tables(analysis))
    GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  GRID_CHECK(detail::write_city_layers(folder / "bias.gpkg", workspace.city(), detail::bias_layers(analysis)));
  GRID_CHECK(io::write_file_atomically(folder / "bias.geojson", detail::bias_geojson(analysis, projector)));
  for (const bool chinese : {true, false}) {
    const detail::PictureWords words{chinese, workspace.city().synthetic};
    GRID_CHECK(io::write_file_atomically(folder / (chinese ? "bias_zh.svg" : "bias_en.svg"),
                                         detail::bias_picture(analysis, words)));
  }
  StepSummary summary = BiasSummary(analysis).told();
  GRID_CHECK(io::write_file_atomically(folder / "bias.json",
                                       detail::to_json("bias", document_of(analysis, request, summary))));
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
