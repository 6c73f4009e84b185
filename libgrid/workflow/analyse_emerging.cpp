#include <array>
#include <cmath>

#include <libgrid/hotspot/emerging.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_emerging.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

namespace libgrid::workflow {
namespace {

using detail::report::Words;
using hotspot::EmergingKind;

/// A class of the hot side; the cold side is the mirror.
struct KindText {
  const char* name;
  Words words;
  Words rule;
  const char* hot_colour;
  const char* cold_colour;
};

const std::array<KindText, 8>& kinds() {
  static const std::array<KindText, 8> kKinds{{
      {"new", {"新增", "new"}, {"末期热，且只有这一期热", "the last period hot, no other"}, "#b30000", "#034e7b"},
      {"consecutive",
       {"连续", "consecutive"},
       {"末尾连续两期以上热，此前未热，热期不足九成", "the last two or more hot, none before, fewer than .9 of all"},
       "#e34a33",
       "#0570b0"},
      {"intensifying",
       {"增强", "intensifying"},
       {"末期热，热期达九成，趋势显著上升", "the last hot, .9 or more hot, a significant rise"},
       "#7f0000",
       "#023858"},
      {"persistent",
       {"持续", "persistent"},
       {"末期热，热期达九成，无显著趋势", "the last hot, .9 or more hot, no trend"},
       "#d7301f",
       "#2b8cbe"},
      {"diminishing",
       {"减弱", "diminishing"},
       {"末期热，热期达九成，趋势显著下降", "the last hot, .9 or more hot, a significant fall"},
       "#fc8d59",
       "#74a9cf"},
      {"sporadic",
       {"间歇", "sporadic"},
       {"末期热，中间有间断，热期不足九成，从未冷", "the last hot, a gap before, fewer than .9 hot, never cold"},
       "#fdbb84",
       "#a6bddb"},
      {"oscillating",
       {"波动", "oscillating"},
       {"末期热，热期不足九成，曾经冷", "the last hot, fewer than .9 hot, cold at some time"},
       "#fdd49e",
       "#d0d1e6"},
      {"historical",
       {"历史", "historical"},
       {"末期不热，热期达九成，末期也不属另一侧", "the last not hot, .9 or more hot, and no class of the last period"},
       "#bfa28c",
       "#9aa5ad"},
  }};
  return kKinds;
}

std::string name_of(EmergingKind kind) {
  const int k = static_cast<int>(kind);
  if (k == 0) return "none";
  return std::string(kinds()[static_cast<std::size_t>(std::abs(k)) - 1].name) + (k > 0 ? "_hot" : "_cold");
}

/// Row of the legend: eight hot, eight cold, none.
std::size_t legend_row(EmergingKind kind) {
  const int k = static_cast<int>(kind);
  return k == 0 ? 16U : k > 0 ? static_cast<std::size_t>(k) - 1 : static_cast<std::size_t>(7 - k);
}

std::vector<detail::LegendRow> legend() {
  std::vector<detail::LegendRow> rows;
  for (const KindText& kind : kinds())
    rows.push_back({kind.hot_colour, {kind.words.zh + "热点", kind.words.en + " hot spot"}});
  for (const KindText& kind : kinds())
    rows.push_back({kind.cold_colour, {kind.words.zh + "冷点", kind.words.en + " cold spot"}});
  rows.push_back({"#f4f4f0", {"无模式", "no pattern"}});
  return rows;
}

struct EmergingCube {
  detail::ZoneSeries series;
  detail::TimeBins bins;
  std::vector<std::int64_t> counts;
  std::vector<hotspot::EmergingPlace> places;
  [[nodiscard]] std::int64_t reports_of(std::size_t zone) const {
    std::int64_t sum = 0;
    for (std::size_t t = 0; t < bins.count; ++t) sum += counts[zone * bins.count + t];
    return sum;
  }
};

/// What the statistic is of: counts, or counts over the mean of their period.
std::vector<double> values_of(const EmergingCube& cube, bool shares) {
  std::vector<double> values(cube.counts.begin(), cube.counts.end());
  for (std::size_t t = 0; t < cube.bins.count && shares; ++t) {
    double sum = 0.0;
    for (std::size_t i = 0; i < cube.series.size(); ++i) sum += values[i * cube.bins.count + t];
    for (std::size_t i = 0; i < cube.series.size() && sum > 0.0; ++i)
      values[i * cube.bins.count + t] *= static_cast<double>(cube.series.size()) / sum;
  }
  return values;
}

/// No zone has a class of the hot side because the last period is low everywhere, as in winter.
std::string season_warning(const EmergingCube& cube) {
  std::int64_t last = 0, all = 0, hot = 0, hot_last = 0;
  for (std::size_t i = 0; i < cube.places.size(); ++i) {
    last += cube.counts[(i + 1) * cube.bins.count - 1], all += cube.reports_of(i);
    hot += static_cast<std::int64_t>(cube.places[i].hot),
        hot_last += cube.places[i].heat.back() == hotspot::BinHeat::hot ? 1 : 0;
  }
  if (hot == 0 || hot_last > 0) return {};
  const std::string n = std::to_string(hot), now = std::to_string(last);
  const std::string mean = std::to_string(all / static_cast<std::int64_t>(cube.bins.count));
  return "No zone is hot in the last period, " + n + " times one was before: the last period has " + now +
         " reports, the mean one " + mean +
         "; --shares compares zones within each period | 末期没有热点网格，此前共有 " + n + " 次：末期上报 " + now +
         " 件，平均每期 " + mean + " 件；--shares 改为在每期内部比较网格";
}

detail::OutputTable zone_table(const EmergingCube& cube) {
  io::CsvWriter csv({"zone_code", "upper_code", "kind", "reports", "bins", "hot_bins", "cold_bins", "too_short",
                     "last_z", "mk_s", "mk_expectation", "mk_variance", "mk_z", "mk_p", "mk_tau_b", "sen_slope"});
  for (std::size_t i = 0; i < cube.places.size(); ++i) {
    const hotspot::EmergingPlace& place = cube.places[i];
    csv.add(cube.series.codes[i]).add(cube.series.uppers[i]).add(name_of(place.kind)).add(cube.reports_of(i));
    csv.add(cube.bins.count).add(place.hot).add(place.cold).add(place.too_short).add(place.z.back());
    csv.add(place.trend.s).add(0.0).add(place.trend.variance).add(place.trend.z).add(place.trend.p);
    csv.add(place.trend.tau_b).add(place.trend.sen_slope).end_row();
  }
  return {"emerging.csv", csv.text()};
}

detail::OutputTable bin_table(const EmergingCube& cube) {
  io::CsvWriter csv({"zone_code", "bin", "begins", "ends", "reports", "z", "p_two_sided", "q", "heat"});
  for (std::size_t i = 0; i < cube.places.size(); ++i)
    for (std::size_t t = 0; t < cube.bins.count; ++t) {
      const hotspot::EmergingPlace& place = cube.places[i];
      csv.add(cube.series.codes[i]).add(t).add(to_text(cube.bins.start_of(t))).add(to_text(cube.bins.start_of(t + 1)));
      csv.add(cube.counts[i * cube.bins.count + t]).add(place.z[t]).add(place.p[t]).add(place.q[t]);
      csv.add(static_cast<std::int64_t>(place.heat[t])).end_row();
    }
  return {"emerging_bins.csv", csv.text()};
}

io::Layer layer_of(const EmergingCube& cube) {
  using io::ColumnType;
  io::Layer layer{.name = "emerging",
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"zone_code", ColumnType::text},
                              {"kind", ColumnType::text},
                              {"reports", ColumnType::integer},
                              {"hot_bins", ColumnType::integer},
                              {"cold_bins", ColumnType::integer},
                              {"last_z", ColumnType::real},
                              {"mk_z", ColumnType::real},
                              {"mk_p", ColumnType::real}}};
  for (std::size_t i = 0; i < cube.places.size(); ++i) {
    const hotspot::EmergingPlace& place = cube.places[i];
    layer.rows.push_back({{cube.series.codes[i], name_of(place.kind), cube.reports_of(i), place.hot, place.cold,
                           place.z.back(), place.trend.z, place.trend.p},
                          to_wkb(cube.series.shapes[i])});
  }
  return layer;
}

detail::ZonePicture picture_of(const EmergingCube& cube, const EmergingRequest& request) {
  detail::ZonePicture picture;
  picture.title = {"新兴热点分析", "Emerging hot spots"};
  const std::string bins = std::to_string(cube.bins.count), length = std::to_string(request.days);
  const Words what = detail::words_of(request.categories);
  picture.note = {
      what.zh + "，" + bins + " 期，每期 " + length + " 天，至 " + to_text(cube.series.end).substr(0, 10),
      what.en + ", " + bins + " periods of " + length + " days until " + to_text(cube.series.end).substr(0, 10)};
  picture.shapes = cube.series.shapes;
  picture.legend = legend();
  for (std::size_t i = 0; i < cube.places.size(); ++i) {
    const hotspot::EmergingPlace& place = cube.places[i];
    picture.legend_of.push_back(legend_row(place.kind));
    const Words kind = picture.legend[picture.legend_of.back()].words;
    const std::string hot = std::to_string(place.hot), cold = std::to_string(place.cold);
    picture.tips.push_back({cube.series.codes[i] + "：" + kind.zh + "，热 " + hot + " 期，冷 " + cold + " 期",
                            cube.series.codes[i] + ": " + kind.en + ", " + hot + " hot, " + cold + " cold"});
  }
  return picture;
}

void add_definitions(detail::AnalysisDocument& document) {
  const Words hot{
      "某期热（冷）：Gi* 大于（小于）零，且经 BH 校正（全立方体）后双侧 p 不超过 level",
      "a period is hot (cold): Gi* above (below) zero and its two-sided p, after Benjamini-Hochberg over the "
      "whole cube, at most the level"};
  document.definitions.emplace_back("hot", hot);
  document.definitions.emplace_back(
      "order",
      Words{"按下列顺序，先满足者为准；冷点为镜像；末期属某一侧者优先于历史类；不足十期时无九成类",
            "the first rule that holds decides; cold is the mirror image; a class of the last period wins over "
            "historical; classes of .9 and more need ten periods"});
  for (const KindText& kind : kinds()) document.definitions.emplace_back(kind.name, kind.rule);
}

detail::AnalysisDocument document_of(const EmergingCube& cube, const EmergingRequest& request) {
  detail::AnalysisDocument document;
  document.parameters = {{"categories", detail::words_of(request.categories).en},
                         {"days", request.days},
                         {"bins", static_cast<std::int64_t>(cube.bins.count)},
                         {"from", to_text(cube.bins.begin)},
                         {"to", to_text(cube.series.end)},
                         {"bins_before", static_cast<std::int64_t>(request.bins_before)},
                         {"level", request.level},
                         {"values", std::string(request.shares ? "shares of the period" : "reports")},
                         {"neighbours", std::string("common border")}};
  std::array<std::int64_t, 17> zones{};
  for (const hotspot::EmergingPlace& place : cube.places) ++zones[legend_row(place.kind)];
  for (int k = -8; k <= 8; ++k) {
    const auto kind = static_cast<EmergingKind>(k);
    document.statistics.push_back(
        {.name = "zones_" + name_of(kind), .statistic = static_cast<double>(zones[legend_row(kind)])});
  }
  for (std::size_t i = 0; i < cube.places.size(); ++i) document.n += cube.reports_of(i);
  add_definitions(document);
  if (cube.bins.count < 10)
    document.warnings.emplace_back("Fewer than ten periods: no class of .9 and more | 不足十期：无九成类");
  document.warnings.emplace_back(
      "Counts of zones of different size: a zone with more streets is hot earlier | "
      "按网格计数：道路多的网格更易为热点");
  if (std::string warning = season_warning(cube); !request.shares && !warning.empty())
    document.warnings.push_back(std::move(warning));
  if (cube.series.left_out > 0)
    document.warnings.push_back(std::to_string(cube.series.left_out) + " reports without a place or a zone | " +
                                std::to_string(cube.series.left_out) + " 件上报无有效位置或网格");
  return document;
}

StepSummary summary_of(const EmergingCube& cube, const detail::AnalysisDocument& document) {
  StepSummary summary{"emerging", 0.0, {}, document.warnings};
  const auto add = [&](const std::string& name, std::int64_t value, const std::string& where, const std::string& en,
                       const std::string& zh) {
    summary.figures.push_back({name, value, "emerging.csv", "SELECT " + where + " FROM emerging", en, zh, ""});
  };
  add("emerging_zones", std::ssize(cube.places), "count(*)", "Zones", "网格");
  add("emerging_reports", document.n, "sum(reports)", "Reports in the cube", "立方体内上报");
  add("emerging_bins", static_cast<std::int64_t>(cube.bins.count), "max(bins)", "Periods", "期数");
  std::array<std::int64_t, 17> zones{};
  for (const hotspot::EmergingPlace& place : cube.places) ++zones[legend_row(place.kind)];
  const std::vector<detail::LegendRow> rows = legend();
  for (int k = 1; k <= 16; ++k) {
    const auto kind = static_cast<EmergingKind>(k <= 8 ? k : 8 - k);
    const std::int64_t n = zones[legend_row(kind)];
    if (n == 0) continue;
    const Words& words = rows[legend_row(kind)].words;
    summary.figures.push_back({"emerging_" + name_of(kind), n, "emerging.csv",
                               "SELECT count(*) FROM emerging WHERE kind = '" + name_of(kind) + "'", "  " + words.en,
                               "  " + words.zh, ""});
  }
  return summary;
}

}  // namespace

Expected<StepSummary> analyse_emerging(const Workspace& workspace, const std::filesystem::path& folder,
                                       const EmergingRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_CHECK(detail::parameters_hold(
      {{"days", static_cast<double>(request.days), request.days >= 1, "1 or more"},
       {"level", request.level, request.level > 0.0 && request.level < 1.0, "above 0, below 1"}}));
  EmergingCube cube;
  GRID_TRY(series, detail::zone_series(workspace, request.categories));
  cube.series = std::move(series);
  cube.bins = detail::bins_until(cube.series.end, cube.series.first, days(request.days), 0);
  if (cube.bins.count < 2) return fail(ErrorCode::parameter_invalid, "days: fewer than two periods; choose fewer days");
  cube.counts = detail::cube_of(cube.series, cube.bins);
  context.progress.report("emerging", 0.3);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const std::vector<double> values = values_of(cube, request.shares);
  cube.places = hotspot::emerging_hotspots(detail::border_neighbours(cube.series), {values, cube.bins.count},
                                           {request.level, request.bins_before});
  context.progress.report("emerging", 0.8);
  detail::AnalysisFiles files{.name = "emerging",
                              .tables = {zone_table(cube), bin_table(cube)},
                              .layers = {layer_of(cube)},
                              .picture = picture_of(cube, request),
                              .document = document_of(cube, request)};
  StepSummary summary = summary_of(cube, files.document);
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
