#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include <libgrid/hotspot/campaign.hpp>
#include <libgrid/hotspot/control_chart.hpp>
#include <libgrid/hotspot/negative_binomial.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/campaign_sides.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>

namespace libgrid::workflow {
namespace {

using detail::CampaignSides;
using detail::ZoneRole;
using detail::report::Words;
using hotspot::ZonePeriods;

/// Words of campaign.csv as a reader has them.
Words words_of_effect(const std::string& model, const std::string& side, const std::string& period) {
  Words words = model == "poisson" ? Words{"泊松：", "Poisson: "} : Words{"负二项：", "Negative binomial: "};
  const Words who = side == "ring" ? Words{"外溢环", "ring"} : Words{"整治网格", "treated zones"};
  const Words when = period == "during"      ? Words{"整治期间", " during"}
                     : period == "after"     ? Words{"整治之后", " after"}
                     : period == "pre_trend" ? Words{"整治前走势", " before, second half over first"}
                                             : Words{"整治前斜率", " before, slope"};
  return {words.zh + who.zh + when.zh, words.en + who.en + when.en};
}

Words words_of_feature(const std::string& feature) {
  if (feature == "level") return {"水平", "level"};
  if (feature == "trend") return {"趋势", "trend"};
  if (feature == "rebound_share") return {"反弹比例", "rebound share"};
  return {"首个类别占比", "share of the first category"};
}

/// One row of campaign.csv.
struct EffectRow {
  std::string model;
  std::string side;
  std::string period;
  hotspot::LogEffect effect;
};

/// One chart on the days after.
struct ChartRow {
  std::string name{};
  hotspot::ChartRules rules{};
  hotspot::ChartPath path{};
  std::optional<std::size_t> alarm{};
  hotspot::RunLength arl0{};
};

struct CampaignFindings {
  hotspot::CampaignEffect poisson;
  hotspot::NegativeBinomialEffect binomial;
  std::vector<EffectRow> rows;
  double permuted_p = 1.0;
  bool has_ring = false;
  double mean_after = 0.0;  ///< expected a day if the level during holds
  std::vector<std::int64_t> days_after;
  std::vector<ChartRow> charts;
};

/// Standardised difference from which a regression on the sides is not to be trusted (Stuart 2010).
constexpr double kFarApart = 0.25;

double normal_p(const hotspot::LogEffect& effect) {
  return effect.error > 0.0 ? std::erfc(std::abs(effect.estimate / effect.error) / std::sqrt(2.0)) : std::nan("");
}

bool counts_in_all(const std::vector<ZonePeriods>& side) {
  ZonePeriods sum;
  for (const ZonePeriods& zone : side) sum.before += zone.before, sum.during += zone.during, sum.after += zone.after;
  return sum.before > 0.0 && sum.during > 0.0 && sum.after > 0.0;
}

std::ptrdiff_t zones_with_cases(const std::vector<ZonePeriods>& side) {
  return std::ranges::count_if(side, [](const ZonePeriods& z) { return z.before + z.during + z.after > 0.0; });
}

void add_charts(const CampaignSides& sides, const CampaignRequest& request, CampaignFindings& findings) {
  findings.days_after = detail::daily_counts(sides.series, sides.role, sides.during.to, sides.after.to);
  const double days_during = static_cast<double>((sides.during.to - sides.during.from).value) / 86'400.0;
  double treated = 0.0, control_during = 0.0, control_after = 0.0;
  for (const ZonePeriods& z : sides.of(ZoneRole::treated)) treated += z.during;
  for (const ZonePeriods& z : sides.of(ZoneRole::control)) control_during += z.during, control_after += z.after;
  const double days_after = static_cast<double>((sides.after.to - sides.after.from).value) / 86'400.0;
  findings.mean_after = treated / days_during * (control_after / days_after) / (control_during / days_during);
  constexpr std::size_t kMeasured = 1000;
  for (const auto& [name, kind] : {std::pair{"cusum", hotspot::Chart::cusum}, std::pair{"ewma", hotspot::Chart::ewma},
                                   std::pair{"glr", hotspot::Chart::glr}}) {
    ChartRow chart{.name = name};
    chart.rules = hotspot::calibrated({.kind = kind, .mean = findings.mean_after, .ratio = request.rise}, request.arl0,
                                      request.seed);
    chart.path = hotspot::chart_path(findings.days_after, chart.rules);
    chart.alarm = hotspot::first_alarm(findings.days_after, chart.rules);
    chart.arl0 = hotspot::run_length(chart.rules, chart.rules.mean, kMeasured,
                                     static_cast<std::size_t>(20.0 * request.arl0), request.seed + 1);
    findings.charts.push_back(std::move(chart));
  }
}

/// Slopes before of both sides; none if one has no cases in two bins.
std::optional<hotspot::TrendDifference> trend_before(const CampaignSides& sides) {
  const std::size_t bins = sides.features.bins.count;
  const auto counts_of = [&](ZoneRole role) { return detail::rows_of(sides.features.counts, bins, sides.zones(role)); };
  const std::vector<double> treated = counts_of(ZoneRole::treated), control = counts_of(ZoneRole::control);
  const auto has_two = [&](const std::vector<double>& rows) {
    std::set<std::size_t> with_cases;
    for (std::size_t k = 0; k < rows.size(); ++k)
      if (rows[k] > 0.0) with_cases.insert(k % bins);
    return with_cases.size() >= 2;
  };
  if (!has_two(treated) || !has_two(control)) return std::nullopt;
  return hotspot::trend_difference({treated, bins}, {control, bins}, sides.features.step());
}

CampaignFindings findings_of(const CampaignSides& sides, const CampaignRequest& request) {
  CampaignFindings findings;
  const std::vector<ZonePeriods> treated = sides.of(ZoneRole::treated), control = sides.of(ZoneRole::control),
                                 ring = sides.of(ZoneRole::ring);
  findings.poisson = hotspot::campaign_effect({treated, {}}, {control, {}}, request.seed);
  findings.binomial = hotspot::negative_binomial_effect({treated, {}}, {control, {}});
  findings.permuted_p = hotspot::permutation_p({treated, {}}, {control, {}}, request.replicates, request.seed);
  findings.rows = {{"poisson", "treated", "during", findings.poisson.during},
                   {"poisson", "treated", "after", findings.poisson.after},
                   {"negative_binomial", "treated", "during", findings.binomial.during},
                   {"negative_binomial", "treated", "after", findings.binomial.after}};
  findings.has_ring = ring.size() >= 2 && counts_in_all(ring);
  if (findings.has_ring) {
    const hotspot::CampaignEffect moved = hotspot::campaign_effect({ring, {}}, {control, {}}, request.seed);
    findings.rows.push_back({"poisson", "ring", "during", moved.during});
    findings.rows.push_back({"poisson", "ring", "after", moved.after});
  }
  const std::vector<ZonePeriods> early = sides.halves(ZoneRole::treated),
                                 early_control = sides.halves(ZoneRole::control);
  if (counts_in_all(early) && counts_in_all(early_control))
    findings.rows.push_back({"poisson", "treated", "pre_trend",
                             hotspot::campaign_effect({early, {}}, {early_control, {}}, request.seed).during});
  if (const auto trend = trend_before(sides))
    findings.rows.push_back({"poisson", "treated", "pre_slope", trend->difference});
  add_charts(sides, request, findings);
  return findings;
}

detail::OutputTable effect_table(const CampaignFindings& findings) {
  io::CsvWriter csv({"model", "side", "period", "statistic", "expectation", "variance", "z", "p_two_sided", "ratio",
                     "lower", "upper"});
  for (const EffectRow& row : findings.rows) {
    const hotspot::LogEffect& e = row.effect;
    csv.add(row.model).add(row.side).add(row.period).add(e.estimate).add(0.0).add(e.error * e.error);
    csv.add(e.estimate / e.error).add(normal_p(e)).add(std::exp(e.estimate)).add(std::exp(e.lower));
    csv.add(std::exp(e.upper)).end_row();
  }
  return {"campaign.csv", csv.text()};
}

detail::OutputTable zone_table(const CampaignSides& sides) {
  io::CsvWriter csv({"zone_code", "role", "before", "during", "after"});
  for (std::size_t i = 0; i < sides.series.size(); ++i)
    csv.add(sides.series.codes[i])
        .add(detail::name_of(sides.role[i]))
        .add(sides.counts[i].before)
        .add(sides.counts[i].during)
        .add(sides.counts[i].after)
        .end_row();
  return {"campaign_zones.csv", csv.text()};
}

detail::OutputTable balance_table(const CampaignSides& sides) {
  io::CsvWriter csv({"feature", "treated_mean", "pool_mean", "control_mean", "difference_before", "difference_after"});
  for (std::size_t f = 0; f < sides.balance.size(); ++f) {
    const hotspot::FeatureBalance& b = sides.balance[f];
    csv.add(sides.features.names[f]).add(b.treated).add(b.pool).add(b.controls).add(b.before).add(b.after).end_row();
  }
  return {"campaign_balance.csv", csv.text()};
}

detail::OutputTable chart_table(const CampaignSides& sides, const CampaignFindings& findings) {
  io::CsvWriter csv({"day", "count", "cusum", "cusum_line", "ewma", "ewma_line", "glr", "glr_line"});
  for (std::size_t t = 0; t < findings.days_after.size(); ++t) {
    csv.add(to_text(sides.after.from + days(static_cast<std::int64_t>(t))).substr(0, 10)).add(findings.days_after[t]);
    for (const ChartRow& chart : findings.charts) csv.add(chart.path.statistic[t]).add(chart.path.line);
    csv.end_row();
  }
  return {"campaign_chart.csv", csv.text()};
}

io::Layer layer_of(const CampaignSides& sides) {
  using io::ColumnType;
  io::Layer layer{.name = "campaign",
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"zone_code", ColumnType::text},
                              {"role", ColumnType::text},
                              {"before", ColumnType::integer},
                              {"during", ColumnType::integer},
                              {"after", ColumnType::integer}}};
  const auto whole = [](double n) { return static_cast<std::int64_t>(n); };
  for (std::size_t i = 0; i < sides.series.size(); ++i)
    layer.rows.push_back({{sides.series.codes[i], std::string(detail::name_of(sides.role[i])),
                           whole(sides.counts[i].before), whole(sides.counts[i].during), whole(sides.counts[i].after)},
                          to_wkb(sides.series.shapes[i])});
  return layer;
}

std::string percent_change(const hotspot::LogEffect& effect) {
  const auto part = [](double log) { return detail::report::fixed(100.0 * std::expm1(log), 0); };
  return part(effect.estimate) + " % (" + part(effect.lower) + " … " + part(effect.upper) + ")";
}

detail::ZonePicture picture_of(const CampaignSides& sides, const CampaignRequest& request,
                               const CampaignFindings& findings) {
  detail::ZonePicture picture;
  picture.title = {"专项整治效果", "Effect of a campaign"};
  const Words what = detail::words_of(request.categories);
  const std::string span = to_text(request.from).substr(0, 10) + " – " + to_text(request.to).substr(0, 10);
  const std::string during = percent_change(findings.poisson.during), after = percent_change(findings.poisson.after);
  picture.note = {what.zh + "，" + span + "；整治期 " + during + "，之后 " + after,
                  what.en + ", " + span + "; during " + during + ", after " + after};
  picture.shapes = sides.series.shapes;
  picture.legend = {{"#b30000", {"整治网格", "treated zones"}},
                    {"#2b8cbe", {"对照网格", "control zones"}},
                    {"#fdbb84", {"外溢环", "ring around them"}},
                    {"#f4f4f0", {"其他网格", "other zones"}}};
  for (std::size_t i = 0; i < sides.series.size(); ++i) {
    picture.legend_of.push_back(static_cast<std::size_t>(sides.role[i]));
    const auto n = [](double count) { return std::to_string(static_cast<std::int64_t>(count)); };
    const ZonePeriods& c = sides.counts[i];
    const std::string counts = n(c.before) + ", " + n(c.during) + ", " + n(c.after);
    picture.tips.push_back({sides.series.codes[i] + "：前、中、后 " + counts,
                            sides.series.codes[i] + ": before, during, after " + counts});
  }
  return picture;
}

std::vector<std::string> warnings_of(const CampaignSides& sides, const CampaignFindings& findings) {
  std::vector<std::string> warnings;
  const auto warn = [&](std::string text) { warnings.push_back(std::move(text)); };
  if (!findings.poisson.returned_told)
    warn(
        "The effect during is not significantly below zero: what came back is not told | 整治期效果不显著：不报告回潮");
  if (!findings.binomial.converged) warn("The negative-binomial fit did not settle | 负二项拟合未收敛");
  if (findings.binomial.poisson)
    warn(
        "Counts are no wider than Poisson: the negative-binomial rows are a Poisson fit | "
        "计数不超泊松离散：负二项行即泊松拟合");
  if (findings.binomial.left_out > 0)
    warn(std::to_string(findings.binomial.left_out) +
         " zones without a case are left out of the negative-binomial fit | 负二项拟合略去无案件的网格");
  if (!findings.has_ring) warn("No ring with cases in every period | 外溢环案件不足");
  for (const EffectRow& row : findings.rows)
    if ((row.period == "pre_trend" || row.period == "pre_slope") && (row.effect.lower > 0.0 || row.effect.upper < 0.0))
      warn("Treated and controls moved apart before the campaign already (" + row.period +
           ") | 整治之前两组走势已不一致（" + words_of_effect(row.model, row.side, row.period).zh + "）");
  for (std::size_t f = 0; f < sides.balance.size(); ++f)
    if (std::abs(sides.balance[f].after) > kFarApart)
      warn("Controls are not alike in " + sides.features.names[f] + ": standardised difference " +
           detail::report::fixed(sides.balance[f].after, 2) + " | 对照与整治网格的" +
           words_of_feature(sides.features.names[f]).zh + "不均衡：标准化差 " +
           detail::report::fixed(sides.balance[f].after, 2));
  if (sides.short_before || sides.short_after)
    warn("The data do not cover as much time before or after as asked | 数据未覆盖所要求的前后时段");
  if (sides.series.left_out > 0)
    warn(std::to_string(sides.series.left_out) + " reports without a place or a zone | " +
         std::to_string(sides.series.left_out) + " 件上报无有效位置或网格");
  return warnings;
}

void add_statistics(const CampaignFindings& findings, detail::AnalysisDocument& document) {
  for (const EffectRow& row : findings.rows)
    document.statistics.push_back({.name = row.model + "_" + row.side + "_" + row.period,
                                   .statistic = row.effect.estimate,
                                   .expectation = 0.0,
                                   .variance = row.effect.error * row.effect.error,
                                   .p = normal_p(row.effect),
                                   .lower = row.effect.lower,
                                   .upper = row.effect.upper});
  const double none = std::nan("");
  const bool told = findings.poisson.returned_told;
  document.statistics.push_back({.name = "returned",
                                 .statistic = told ? findings.poisson.returned : none,
                                 .lower = told ? findings.poisson.returned_lower : none,
                                 .upper = told ? findings.poisson.returned_upper : none});
  document.statistics.push_back({.name = "difference_of_means", .statistic = findings.poisson.difference});
  document.statistics.push_back({.name = "permutation", .p = findings.permuted_p});
  document.statistics.push_back({.name = "theta", .statistic = findings.binomial.theta});
  for (const ChartRow& chart : findings.charts) {
    document.statistics.push_back({.name = chart.name + "_alarm_after_days",
                                   .statistic = chart.alarm ? static_cast<double>(*chart.alarm + 1) : none});
    document.statistics.push_back({.name = chart.name + "_arl0_measured",
                                   .statistic = chart.arl0.mean,
                                   .variance = chart.arl0.error * chart.arl0.error});
  }
}

detail::AnalysisDocument document_of(const CampaignSides& sides, const CampaignRequest& request,
                                     const CampaignFindings& findings) {
  detail::AnalysisDocument document;
  const auto count = [&](ZoneRole role) { return std::int64_t{std::ranges::count(sides.role, role)}; };
  std::string matched_on;
  for (const std::string& name : sides.features.names) matched_on += (matched_on.empty() ? "" : ", ") + name;
  document.parameters = {{"categories", detail::words_of(request.categories).en},
                         {"from", to_text(request.from)},
                         {"to", to_text(request.to)},
                         {"before_from", to_text(sides.before.from)},
                         {"after_to", to_text(sides.after.to)},
                         {"treated", count(ZoneRole::treated)},
                         {"control", count(ZoneRole::control)},
                         {"ring", count(ZoneRole::ring)},
                         {"controls_per_zone", static_cast<std::int64_t>(request.controls)},
                         {"matched_on", matched_on},
                         {"per_street_km", std::string(request.per_street_km ? "yes" : "no")},
                         {"bins_before", static_cast<std::int64_t>(sides.features.bins.count)},
                         {"bin_days", sides.features.bins.length.value / 86'400},
                         {"replicates", static_cast<std::int64_t>(request.replicates)},
                         {"cusum_rise", request.rise},
                         {"arl0", request.arl0},
                         {"chart_mean_per_day", findings.mean_after}};
  document.seed = request.seed;
  for (const ZonePeriods& z : sides.counts) document.n += static_cast<std::int64_t>(z.before + z.during + z.after);
  add_statistics(findings, document);
  document.definitions = {
      {"statistic",
       {"比率之比的对数：整治网格该期与前期之比，除以对照网格的同一比",
        "log of the ratio of ratios: treated in the period over before, divided by the same of the controls"}},
      {"pre_trend",
       {"前期后半段对前半段的同一比，应为零",
        "the same, second half of the time before over the first: none is expected"}},
      {"pre_slope",
       {"前期对数率的斜率之差（整治减对照，每30天），应为零",
        "slope of the log of the rate before, treated less controls, per 30 days: none is expected"}},
      {"difference_after",
       {"均值之差除以 sqrt((整治方差+候选方差)/2)：before 对全部候选网格，after 对选出的对照",
        "difference of means over sqrt((v treated + v pool) / 2): before from all other zones, after from the "
        "controls"}},
      {"returned",
       {"（后期－整治期）/（前期－整治期），各除以对照的变化；1 为全部回潮",
        "(after - during) / (before - during), each over what the controls did; 1: all came back"}}};
  document.warnings = warnings_of(sides, findings);
  return document;
}

StepSummary summary_of(const CampaignSides& sides, const CampaignFindings& findings,
                       const detail::AnalysisDocument& document) {
  StepSummary summary{"campaign", 0.0, {}, document.warnings};
  const auto add = [&](const std::string& name, FigureValue value, const char* file, std::string sql, const char* en,
                       const char* zh) {
    summary.figures.push_back({name, std::move(value), file, std::move(sql), en, zh, ""});
  };
  for (const auto& [role, en, zh] : {std::tuple{ZoneRole::treated, "Treated zones", "整治网格"},
                                     std::tuple{ZoneRole::control, "Control zones", "对照网格"},
                                     std::tuple{ZoneRole::ring, "Zones in the ring", "外溢环网格"}})
    add(std::string("campaign_") + detail::name_of(role), std::int64_t{std::ranges::count(sides.role, role)},
        "campaign_zones.csv",
        std::string("SELECT count(*) FROM campaign_zones WHERE role = '") + detail::name_of(role) + "'", en, zh);
  for (const EffectRow& row : findings.rows) {
    const std::string where = " FROM campaign WHERE model = '" + row.model + "' AND side = '" + row.side +
                              "' AND period = '" + row.period + "'";
    const Words what = words_of_effect(row.model, row.side, row.period);
    const std::string name = "campaign_" + row.model + "_" + row.side + "_" + row.period;
    add(name, std::exp(row.effect.estimate), "campaign.csv", "SELECT ratio" + where, what.en.c_str(), what.zh.c_str());
    add(name + "_lower", std::exp(row.effect.lower), "campaign.csv", "SELECT lower" + where, "  95 % from",
        "  95% 下限");
    add(name + "_upper", std::exp(row.effect.upper), "campaign.csv", "SELECT upper" + where, "  to", "  上限");
  }
  for (std::size_t f = 0; f < sides.balance.size(); ++f) {
    const std::string& name = sides.features.names[f];
    const std::string where = " FROM campaign_balance WHERE feature = '" + name + "'";
    const Words feature = words_of_feature(name);
    const std::string en = "Standardised difference before matching, " + feature.en,
                      zh = "匹配前标准化差：" + feature.zh;
    add("campaign_balance_" + name + "_before", sides.balance[f].before, "campaign_balance.csv",
        "SELECT difference_before" + where, en.c_str(), zh.c_str());
    add("campaign_balance_" + name + "_after", sides.balance[f].after, "campaign_balance.csv",
        "SELECT difference_after" + where, ("  after, " + feature.en).c_str(), ("  匹配后：" + feature.zh).c_str());
  }
  if (findings.poisson.returned_told) {
    add("campaign_returned", findings.poisson.returned, "campaign.json", "", "Came back of the effect", "回潮比例");
    add("campaign_returned_lower", findings.poisson.returned_lower, "campaign.json", "", "  95 % from", "  95% 下限");
    add("campaign_returned_upper", findings.poisson.returned_upper, "campaign.json", "", "  to", "  上限");
  }
  for (const ChartRow& chart : findings.charts) {
    const std::string alarm = chart.name + ": days after the end to the first alarm (0: none)";
    const std::string alarm_zh = chart.name + "：结束后首次报警天数（0：无）";
    add("campaign_" + chart.name + "_alarm",
        chart.alarm ? static_cast<std::int64_t>(*chart.alarm) + 1 : std::int64_t{0}, "campaign_chart.csv",
        "SELECT coalesce(min(rowid), 0) FROM campaign_chart WHERE " + chart.name + " > " + chart.name + "_line",
        alarm.c_str(), alarm_zh.c_str());
    const std::string arl = chart.name + ": measured days to a false alarm",
                      arl_zh = chart.name + "：实测误报间隔（天）";
    add("campaign_" + chart.name + "_arl0", chart.arl0.mean, "campaign.json", "", arl.c_str(), arl_zh.c_str());
  }
  return summary;
}

Expected<void> sensible(const CampaignRequest& request) {
  const auto whole = [](std::string_view field, auto value, int least, std::string_view allowed) {
    return detail::ParameterRule{field, static_cast<double>(value), static_cast<double>(value) >= least, allowed};
  };
  if (request.zones.empty())
    return fail(make_error(ErrorCode::parameter_invalid, "no zone; name zones, from and to, or a table of the campaign")
                    .at_field("zone"));
  return detail::parameters_hold(
      {{"rise", request.rise, request.rise > 1.0, "above 1"},
       {"arl0", request.arl0, request.arl0 >= 5.0 && request.arl0 <= 1e5, "from 5 to 100000"},
       whole("controls", request.controls, 1, "1 or more"),
       whole("before", request.before_days, 0, "0 or more"),
       whole("after", request.after_days, 0, "0 or more")});
}

}  // namespace

Expected<StepSummary> analyse_campaign(const Workspace& workspace, const std::filesystem::path& folder,
                                       const CampaignRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_CHECK(sensible(request));
  GRID_TRY(sides, detail::campaign_sides(workspace, request));
  for (const ZoneRole role : {ZoneRole::treated, ZoneRole::control}) {
    const std::vector<ZonePeriods> side = sides.of(role);
    if (zones_with_cases(side) < 2 || !counts_in_all(side))
      return fail(ErrorCode::parameter_invalid,
                  std::string(detail::name_of(role)) + ": two zones with reports in every period are needed");
  }
  context.progress.report("campaign", 0.3);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const CampaignFindings findings = findings_of(sides, request);
  context.progress.report("campaign", 0.9);
  detail::AnalysisFiles files{
      .name = "campaign",
      .tables = {effect_table(findings), zone_table(sides), balance_table(sides), chart_table(sides, findings)},
      .layers = {layer_of(sides)},
      .picture = picture_of(sides, request, findings),
      .document = document_of(sides, request, findings)};
  StepSummary summary = summary_of(sides, findings, files.document);
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
